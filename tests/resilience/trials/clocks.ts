import { audit } from "../auditor/audit.ts";
import { nothingLate } from "../auditor/due.ts";
import type { Bug } from "../bugs/bug.ts";
import { evidenceOf } from "../evidence.ts";
import { calm } from "../faults.ts";
import { journeysOf } from "../folk.ts";
import { habitOf } from "../habits.ts";
import { play } from "../play.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const minute = 60_000;
const most = 10;

/** T18: the clock of each door is up to ten minutes wrong, another way every few hours, so that it also goes back. */
export async function wrongClocks(seeds: number, from = 1, bug?: Bug): Promise<Result> {
  const result = emptyResult("T18", "each door's clock up to ten minutes wrong, and going back");
  for (let seed = from; seed < from + seeds; seed += 1) {
    const weather = calm(seed);
    const skew = (door: string, now: number): number =>
      (habitOf(seed, door, String(Math.floor(now / (360 * minute)))).below(2 * most + 1) - most) * minute;
    const { house, accepted } = await play({ seed, weather, skew, bug });
    const evidence = { ...evidenceOf(house, accepted), clocksWrong: most * minute };
    // By the true time a letter may be as early and as late as the clock is wrong, and not more.
    const programs = evidence.programs.map((program) => ({ ...program, from: "07:50", until: "20:10" }));
    weather.tally({ kind: "clock wrong", when: "before" });
    result.runs += 1;
    result.journeys += journeysOf(house).length;
    addFaults(result, weather.counts);
    const found = [...audit({ ...evidence, programs }), ...nothingLate(evidence)];
    result.broken.push(...found.map((one) => ({ seed, ...one })));
    await house.close();
  }
  return result;
}
