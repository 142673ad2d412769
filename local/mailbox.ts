import { DatabaseSync } from "node:sqlite";

/** A letter as the provider took it. */
export interface Caught {
  id: string;
  /** The program's time at which it was sent. */
  at: string;
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  replyTo: string;
  headers: Record<string, string>;
  key: string;
}

export type Taken = { id: string } | "other body under this key";

/** Everything that was sent, kept in one SQLite file or in memory. */
export interface Mailbox {
  /** The same key with the same body is the same letter. */
  take(letter: Omit<Caught, "id">, body: string): Taken;
  get(id: string): Caught | undefined;
  /** Newest first. */
  list(limit: number, before?: string): Caught[];
  count(): number;
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS mail (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT UNIQUE, body TEXT NOT NULL, letter TEXT NOT NULL
  ) STRICT;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
`;

export function openMailbox(path: string, newId: () => string): Mailbox {
  const database = new DatabaseSync(path);
  database.exec(schema);
  const byKey = database.prepare("SELECT id, body FROM mail WHERE key = ?");
  const insert = database.prepare("INSERT INTO mail (id, key, body, letter) VALUES (?, ?, ?, ?)");
  const one = database.prepare("SELECT letter FROM mail WHERE id = ?");
  const newest = database.prepare(
    "SELECT letter FROM mail WHERE number < coalesce((SELECT number FROM mail WHERE id = ?1), 9e15) ORDER BY number DESC LIMIT ?2",
  );
  const counted = database.prepare("SELECT count(*) AS count FROM mail");
  return {
    take(letter, body) {
      const known = letter.key
        ? (byKey.get(letter.key) as { id: string; body: string } | undefined)
        : undefined;
      if (known) return known.body === body ? { id: known.id } : "other body under this key";
      const id = newId();
      insert.run(id, letter.key || null, body, JSON.stringify({ ...letter, id }));
      return { id };
    },
    get: (id) => read(one.get(id)),
    list: (limit, before) => newest.all(before ?? null, limit).map((row) => read(row)!),
    count: () => (counted.get() as { count: number }).count,
    close: () => database.close(),
  };
}

const read = (row: unknown) => (row ? (JSON.parse((row as { letter: string }).letter) as Caught) : undefined);
