import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { Definition } from "./definition.ts";
import type { Execution, Status } from "./execution.ts";

/** Executions in one SQLite file, or in memory, with every definition that one of them was started with. */
export interface Records {
  /** Keeps a definition for the executions that start with it, and gives the hash that it is found by. */
  keep(definition: Definition): string;
  definition(hash: string): Definition | undefined;
  /** False when the id is taken. */
  create(execution: Execution): boolean;
  /** False when it is not running any more: then nothing is written. */
  save(execution: Execution): boolean;
  get(id: string): Execution | undefined;
  running(): Execution[];
  childrenOf(id: string): Execution[];
  drop(id: string): void;
  nextDue(): number | undefined;
  due(now: number): Execution[];
  /** Those without a parent, newest first. */
  list(filter: { status?: Status; offset: number; limit: number }): Execution[];
  together<T>(work: () => T): T;
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS execution (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, parent TEXT, status TEXT NOT NULL, due INTEGER, body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS execution_due ON execution (due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS execution_parent ON execution (parent) WHERE parent IS NOT NULL;
  CREATE INDEX IF NOT EXISTS execution_status ON execution (status);
  CREATE TABLE IF NOT EXISTS definition (hash TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
`;

export function openRecords(path: string): Records {
  const database = new DatabaseSync(path);
  database.exec(schema);
  return {
    ...definitions(database),
    ...reading(database),
    ...writing(database),
    close: () => database.close(),
  };
}

type Row = { body: string };
const read = (row: unknown) => JSON.parse((row as Row).body) as Execution;

function definitions(database: DatabaseSync) {
  const one = database.prepare("SELECT body FROM definition WHERE hash = ?");
  const insert = database.prepare(
    "INSERT INTO definition (hash, body) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
  );
  const hashes = new Map<Definition, string>();
  const read = new Map<string, Definition>();
  return {
    keep(definition: Definition) {
      const known = hashes.get(definition);
      if (known) return known;
      const body = JSON.stringify(definition);
      const hash = createHash("sha256").update(body).digest("hex");
      insert.run(hash, body);
      hashes.set(definition, hash);
      return hash;
    },
    definition(hash: string) {
      const row = read.has(hash) ? undefined : one.get(hash ?? "");
      if (row) read.set(hash, Definition.parse(JSON.parse((row as Row).body)));
      return read.get(hash);
    },
  };
}

function reading(database: DatabaseSync) {
  const one = database.prepare("SELECT body FROM execution WHERE id = ?");
  const running = database.prepare("SELECT body FROM execution WHERE status = 'RUNNING' ORDER BY number");
  const children = database.prepare("SELECT body FROM execution WHERE parent = ? ORDER BY number");
  const next = database.prepare("SELECT min(due) AS due FROM execution WHERE due IS NOT NULL");
  const due = database.prepare("SELECT body FROM execution WHERE due <= ? ORDER BY due, number");
  const list = database.prepare(
    "SELECT body FROM execution WHERE parent IS NULL AND (?1 IS NULL OR status = ?1) ORDER BY number DESC LIMIT ?2 OFFSET ?3",
  );
  return {
    get(id: string) {
      const row = one.get(id);
      return row && read(row);
    },
    running: () => running.all().map(read),
    childrenOf: (id: string) => children.all(id).map(read),
    nextDue: () => (next.get() as { due: number | null }).due ?? undefined,
    due: (now: number) => due.all(now).map(read),
    list: ({ status, offset, limit }: { status?: Status; offset: number; limit: number }) =>
      list.all(status ?? null, limit, offset).map(read),
  };
}

function writing(database: DatabaseSync) {
  const insert = database.prepare(
    "INSERT INTO execution (id, parent, status, due, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
  );
  const update = database.prepare(
    "UPDATE execution SET status = ?, due = ?, body = ? WHERE id = ? AND status = 'RUNNING'",
  );
  const remove = database.prepare("DELETE FROM execution WHERE id = ?");
  let depth = 0;
  return {
    create: (e: Execution) =>
      insert.run(e.id, e.parent?.id ?? null, e.status, dueOf(e), JSON.stringify(e)).changes > 0,
    save: (e: Execution) => update.run(e.status, dueOf(e), JSON.stringify(e), e.id).changes > 0,
    drop: (id: string) => void remove.run(id),
    together<T>(work: () => T): T {
      if (depth > 0) return work();
      depth += 1;
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      } finally {
        depth -= 1;
      }
    },
  };
}

function dueOf({ status, park }: Execution): number | null {
  return status === "RUNNING" && park && "at" in park ? (park.at ?? null) : null;
}
