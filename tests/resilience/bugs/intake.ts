import type { Table } from "#adapters/table.ts";
import { type Bug, withStore } from "./bug.ts";

let count = 0;

/** Writes what `wanted` says whether or not it was there before. */
const careless = (table: Table, wanted: (sk: string) => boolean): Table => ({
  ...table,
  put: (row, when) => table.put(row, wanted(row.sk) ? undefined : when),
});

export const intakeBugs: Bug[] = [
  {
    name: "a form that comes again is another submission",
    runtime: (door, runtime) =>
      door === "hook"
        ? withStore(runtime, "submissions", ({ put }) => ({
            put: (submission) => put({ ...submission, id: `${submission.id}${++count}` }),
          }))
        : runtime,
  },
  {
    name: "a journey that is opened again begins anew",
    table: (door, table) =>
      door === "map" || door === "sweep" || door === "hook"
        ? careless(table, (sk) => sk === "JOURNEY" || sk === "SUBMISSION")
        : table,
  },
  {
    name: "the hook says that it took what it did not keep",
    shows: { refused: "hook" },
    runtime: (door, runtime) =>
      door === "hook"
        ? withStore(runtime, "submissions", ({ put }) => ({
            put: (submission) => put(submission).catch(() => "stored" as const),
          }))
        : runtime,
  },
  {
    name: "the sweep looks at one shard of four",
    table: (door, table) =>
      door === "sweep"
        ? {
            ...table,
            due: async (duePk, upTo, limit) => (duePk === "sweep#0" ? table.due(duePk, upTo, limit) : []),
          }
        : table,
  },
];
