import type { Store } from "../store.ts";
import type { Key, Table } from "../table.ts";
import { sweepKeys } from "./keys.ts";

type Overdue = Awaited<ReturnType<Store["overdue"]>>[number];

/** Everything past its time, over all shards, oldest first. Several unread events of a journey are one thing to look at. */
export function overdue(table: Table): Store["overdue"] {
  return async (now, limit) => {
    const found = (await Promise.all(sweepKeys.map((key) => table.due(key, now, limit)))).flat();
    found.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
    const unique = new Map(found.map(work).map((item) => [`${item.kind} ${item.id}`, item]));
    return [...unique.values()].slice(0, limit);
  };
}

function work({ pk, sk }: Key): Overdue {
  const id = pk.slice(pk.indexOf("#") + 1);
  if (pk.startsWith("SUBMISSION#")) return { kind: "submission", id };
  return { kind: sk === "RUN" ? "run" : "event", id };
}
