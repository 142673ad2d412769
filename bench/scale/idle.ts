import type { Pack } from "#core/program/pack.ts";
import type { Door } from "#functions/grants.ts";
import { type AlarmSpec, alarmList, type Source } from "../../stacks/alarm-list.ts";
import { assumed, minutesAYear } from "./assumptions.ts";
import { add, times, type Use, usedBy } from "./bill.ts";
import { type Counts, scaled } from "./counts.ts";
import { createTime } from "./time.ts";
import { openWorld } from "./world.ts";

const monday = "2026-03-02T08:00:00.000Z";
const runs = 30;

export type Idle = Record<"sweep" | "postman" | "retention", Counts>;

/** What one call of each schedule does when there is nothing to do, in a house with so many programs and open problems. */
export async function idle(packs: Pack[], problems = 0): Promise<Idle> {
  const world = await openWorld(packs, monday);
  try {
    const time = createTime(world);
    for (let n = 0; n < problems; n += 1)
      await world.runtime.store.problems.put({
        id: `prb_${String(n).padStart(24, "0")}`,
        program: packs[0]!.id,
        at: monday,
        code: "submission.unmappable",
        detail: {
          submission: `sub_${String(n).padStart(24, "0")}`,
          form: "mentee-application",
          field: "phone",
        },
        state: "open",
      });
    for (let n = 0; n < runs; n += 1) {
      await time.sweep();
      await time.post();
      await time.retain();
    }
    const once = (door: Door) => scaled(world.tally.of(door), 1 / runs);
    return { sweep: once("sweep"), postman: once("postman"), retention: once("retention") };
  } finally {
    await world.close();
  }
}

/** Of every alarm each metric that it looks at is billed. */
const alarmMetrics = alarmList.reduce((sum, alarm) => sum + sourcesOf(alarm).length, 0);
const measures = new Set(
  alarmList
    .flatMap((alarm) => sourcesOf(alarm))
    .flatMap((source) => ("measure" in source ? [source.measure] : [])),
);
// The Postman and the sweep say more than anything rings for.
for (const measure of ["MailsSent", "ProblemsOpen"] as const) measures.add(measure);

/** A year of an empty house: two calls a minute, one an hour, and what is rented by the month. */
export function idleYear({ sweep, postman, retention }: Idle): Use {
  const hours = minutesAYear / 60;
  const calls = minutesAYear * 2 + hours;
  return add(
    times(usedBy("sweep", sweep), minutesAYear),
    times(usedBy("postman", postman), minutesAYear),
    times(usedBy("retention", retention), hours),
    {
      schedules: calls,
      metrics: measures.size * 12,
      alarms: alarmMetrics * 12,
      dashboards: 12,
      keys: 12,
      keyUses: (2 * minutesAYear) / assumed.keyMinutes + hours,
    },
  );
}

/** The copies of a program that many places would run. */
export const copiesOf = (pack: Pack, count: number): Pack[] =>
  Array.from({ length: count }, (_, n) => ({ ...pack, id: n === 0 ? pack.id : `${pack.id}-${n + 1}` }));

function sourcesOf({ of }: AlarmSpec): Source[] {
  const kinds = ["measure", "door", "functions", "api", "machine", "table", "deadLetters"];
  const single = Object.keys(of).some(
    (name) => kinds.includes(name) && typeof (of as Record<string, unknown>)[name] === "string",
  );
  return single ? [of as Source] : Object.values(of as Record<string, Source>);
}
