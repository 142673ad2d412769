import { createRequire } from "node:module";

interface Entry {
  index: string;
  key: string;
  item?: unknown;
}
interface TableDefinition {
  TableName: string;
  GlobalSecondaryIndexes?: unknown[];
}
type Done = (error?: Error | null) => void;
type Operation = { type: "put"; key: string; value: unknown } | { type: "del"; key: string };
interface Items {
  put(key: string, value: unknown, done: Done): void;
  del(key: string, done: Done): void;
}
interface Level {
  getItemDb(table: string): Items;
  db: { batch(operations: Operation[], done: Done): void };
}

/** The part of dynalite's inside that we hold on to; its version is pinned, and a test kills it to see that this still holds. */
interface Inside {
  updateIndexes(level: Level, table: TableDefinition, before: unknown, after: unknown, next: Done): void;
  getIndexActions(
    indexes: unknown[],
    before: unknown,
    after: unknown,
    table: TableDefinition,
  ): { puts: Entry[]; deletes: Entry[] };
}

/**
 * Makes dynalite write a row and its index entries in one batch. By itself it writes one after the other, so that a process
 * killed in between leaves rows that no index shows: letters that the Postman never finds, journeys that the sweep never sees.
 */
export function makeWritesWhole(): void {
  const inside = createRequire(import.meta.url)("dynalite/db") as Inside;
  inside.updateIndexes = (level, table, before, after, next) => {
    const actions = inside.getIndexActions(table.GlobalSecondaryIndexes ?? [], before, after, table);
    const entries = [
      ...actions.deletes.map(({ index, key }) => ({
        type: "del" as const,
        key: indexKey(table, index, key),
      })),
      ...actions.puts.map(({ index, key, item }) => ({
        type: "put" as const,
        key: indexKey(table, index, key),
        value: item,
      })),
    ];
    withNextWrite(level, table, entries, next);
  };
}

/** Dynalite writes the item itself as soon as it hears that the index is done, before anyone else has a turn. */
function withNextWrite(level: Level, { TableName }: TableDefinition, entries: Operation[], next: Done): void {
  const items = level.getItemDb(TableName);
  const { put, del } = items;
  const itemKey = (key: string): string => `item-${TableName}~${key}`;
  items.put = (key, value, done) =>
    level.db.batch([...entries, { type: "put", key: itemKey(key), value }], done);
  items.del = (key, done) => level.db.batch([...entries, { type: "del", key: itemKey(key) }], done);
  try {
    next();
  } finally {
    Object.assign(items, { put, del });
  }
}

const indexKey = ({ TableName }: TableDefinition, index: string, key: string): string =>
  `index-global~${TableName}~${index}~${key}`;
