import type { Key, Row, Table } from "#adapters/table.ts";

/** One write that the database made, in the order of all that was written down. */
export interface Commit {
  number: number;
  at: number;
  /** Undefined once the row was deleted. */
  row: Row | undefined;
  key: Key;
}

/** Everything that was ever written, as a backup or the table's stream would have it: what the auditor reads. */
export interface Ledger {
  table: Table;
  commits: Commit[];
  rows(): Row[];
  /** The earliest moment in the due index under such a key. */
  nextDue(prefix: string): string | undefined;
  /** A number between two commits, for what happens elsewhere. */
  next(): number;
}

export function createLedger(inner: Table, now: () => number): Ledger {
  const commits: Commit[] = [];
  const present = new Map<string, Row>();
  const due = new Map<string, { duePk: string; dueAt: string }>();
  let number = 0;

  async function note({ pk, sk }: Key): Promise<void> {
    const key = { pk, sk };
    const row = await inner.get(key);
    number += 1;
    commits.push({ number, at: now(), row, key });
    const name = `${pk}\n${sk}`;
    if (row) present.set(name, row);
    else present.delete(name);
    if (row?.duePk !== undefined && row.dueAt !== undefined)
      due.set(name, { duePk: row.duePk, dueAt: row.dueAt });
    else due.delete(name);
  }

  return {
    commits,
    rows: () => [...present.values()],
    nextDue(prefix) {
      let first: string | undefined;
      for (const { duePk, dueAt } of due.values())
        if (duePk.startsWith(prefix) && (first === undefined || dueAt < first)) first = dueAt;
      return first;
    },
    next() {
      number += 1;
      return number;
    },
    table: {
      ...inner,
      async put(row, when) {
        const done = await inner.put(row, when);
        if (done) await note(row);
        return done;
      },
      async update(key, change, when) {
        const done = await inner.update(key, change, when);
        if (done) await note(key);
        return done;
      },
      async delete(key) {
        await inner.delete(key);
        await note(key);
      },
    },
  };
}
