import type { Run, Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { keys, sweepKey } from "./keys.ts";
import { isTombstone } from "./tombstone.ts";

/** Which execution drives a journey. Every write but the first holds only in the generation that its writer knows. */
export function runs(table: Table): Store["runs"] {
  const change = async (
    journey: string,
    generation: number,
    set: Record<string, unknown>,
    remove: string[] = [],
  ): Promise<"saved" | "stale"> => {
    const gone = ["failures", ...remove];
    const done = await table.update(keys.run(journey), { set, remove: gone }, { equals: { generation } });
    return done ? "saved" : "stale";
  };
  const due = (journey: string, dueAt: string) => ({ duePk: sweepKey(journey), dueAt });

  return {
    async get(journey) {
      const row = await table.get(keys.run(journey));
      return row && runOf(journey, row);
    },
    async open(journey, dueAt) {
      const row = { ...keys.run(journey), generation: 1, ...due(journey, dueAt) };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    bump: (journey, from, dueAt) =>
      change(journey, from, { generation: from + 1, ...due(journey, dueAt) }, ["token", "until"]),
    touch: (journey, generation, dueAt) => change(journey, generation, due(journey, dueAt), ["until"]),
    register: (journey, generation, token, { until, dueAt }) =>
      change(journey, generation, { token, until, ...due(journey, dueAt) }),
    async letSleep({ journey, generation, token, until }, dueAt) {
      const same = { equals: { generation, token: token!, until: until! } };
      return (await table.update(keys.run(journey), { set: { dueAt }, remove: ["failures"] }, same))
        ? "saved"
        : "stale";
    },
    async finish(journey, generation) {
      await change(journey, generation, {}, ["token", "until", "duePk", "dueAt"]);
    },
  };
}

function runOf(journey: string, row: Row): Run {
  const token = typeof row.token === "string" ? { token: row.token } : {};
  const until = typeof row.until === "string" ? { until: row.until } : {};
  const erased = isTombstone(row) ? { erased: true as const } : {};
  return {
    journey,
    generation: Number(row.generation),
    ...token,
    ...until,
    ...erased,
    dueAt: row.dueAt ?? "",
  };
}
