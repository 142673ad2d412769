/** A row of the one table. `pk` and `sk` are its key; `duePk`/`dueAt` and `listPk`/`listSk` put it into the two sparse indexes. */
export interface Row {
  pk: string;
  sk: string;
  duePk?: string;
  dueAt?: string;
  listPk?: string;
  listSk?: string;
  [attribute: string]: unknown;
}
export type Key = Pick<Row, "pk" | "sk">;

/** What must hold for a write, checked by the database in the same moment. */
export type Unless = { absent: true } | { equals: Record<string, string | number | boolean> };

/**
 * The whole of what we ask of a database: single-row conditional writes, strong reads of one partition, and two indexes that
 * may lag. DynamoDB, its local twins and the in-memory table of the tests all pass one contract suite.
 * Writes answer false when the condition did not hold; anything else that goes wrong throws.
 */
export interface Table {
  get(key: Key): Promise<Row | undefined>;
  put(row: Row, when?: Unless): Promise<boolean>;
  /** Sets and removes attributes of an existing row; false too when the row does not exist. */
  update(
    key: Key,
    change: { set?: Record<string, unknown>; remove?: string[] },
    when?: Unless,
  ): Promise<boolean>;
  delete(key: Key): Promise<void>;
  /** Rows of one partition in the order of `sk`, strongly read, all pages. */
  query(pk: string, options?: { prefix?: string; limit?: number; newestFirst?: boolean }): Promise<Row[]>;
  /** Keys of rows due up to a moment, oldest first. */
  due(duePk: string, upTo: string, limit: number): Promise<(Key & { dueAt: string })[]>;
  /** Rows of a list in the order of `listSk`. */
  list(listPk: string, options?: { prefix?: string; limit?: number; newestFirst?: boolean }): Promise<Row[]>;
}
