import type { Overdue, Store } from "../store.ts";
import type { Key, Row, Table } from "../table.ts";
import { keys, sweepKey, sweepKeys } from "./keys.ts";

/** Everything past its time, over all shards, oldest first. Several unread events of a journey are one thing to look at. */
export function overdue(table: Table): Store["overdue"] {
  return async (now, limit) => {
    const found = (await Promise.all(sweepKeys.map((key) => table.due(key, now, limit)))).flat();
    found.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
    const unique = new Map<string, Overdue>();
    for (const item of found.map(work)) {
      const name = `${item.kind} ${item.id}`;
      if (!unique.has(name)) unique.set(name, item);
    }
    return [...unique.values()].slice(0, limit);
  };
}

export function postpone(table: Table): Store["postpone"] {
  return async (item, until) => {
    for (const row of await rowsOf(table, item)) await putOff(table, item, row, { dueAt: until });
  };
}

export function failed(table: Table): Store["failed"] {
  return async (item, until) => {
    const rows = await rowsOf(table, item);
    const failures = 1 + Math.max(0, ...rows.map((row) => Number(row.failures ?? 0)));
    for (const row of rows) await putOff(table, item, row, { dueAt: until(failures), failures });
    return failures;
  };
}

function work({ pk, sk, dueAt }: Key & { dueAt: string }): Overdue {
  const id = pk.slice(pk.indexOf("#") + 1);
  if (pk.startsWith("SUBMISSION#")) return { kind: "submission", id, dueAt };
  return { kind: sk === "RUN" ? "run" : "event", id, dueAt };
}

async function rowsOf(table: Table, { kind, id }: Pick<Overdue, "kind" | "id">): Promise<Row[]> {
  if (kind === "event") return table.query(keys.journey(id).pk, { prefix: "EVENT#" });
  const row = await table.get(kind === "run" ? keys.run(id) : keys.submission(id));
  return row ? [row] : [];
}

/** Only while the sweep has to look at it at all: meanwhile somebody may have done the work. */
async function putOff(
  table: Table,
  { id }: Pick<Overdue, "id">,
  row: Row,
  set: Record<string, unknown>,
): Promise<void> {
  const duePk = sweepKey(id);
  if (row.duePk === duePk) await table.update({ pk: row.pk, sk: row.sk }, { set }, { equals: { duePk } });
}
