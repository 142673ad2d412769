import { audit } from "../auditor/audit.ts";
import type { Broken } from "../auditor/evidence.ts";
import type { Bug } from "../bugs/bug.ts";
import { evidenceOf } from "../evidence.ts";
import { storm } from "../faults.ts";
import { journeysOf } from "../folk.ts";
import { monday } from "../house.ts";
import { play, stormDays } from "../play.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const hour = 3_600_000;

export interface Stormy {
  broken: Broken[];
  journeys: number;
  faults: Record<string, number>;
}

/** Four people in two programs through a month in which anything may go wrong, and two more in which nothing does. */
export async function oneStorm(seed: number, bug?: Bug): Promise<Stormy> {
  const weather = storm(seed, { share: seed % 3 === 0 ? 0.06 : 0.02, until: monday + stormDays * 24 * hour });
  const outage = seed % 4 === 1 ? { from: monday + 2 * hour, until: monday + 29 * hour } : undefined;
  const { house, accepted, applicants } = await play({ seed, weather, bug, outage });
  const broken = audit(evidenceOf(house, accepted, applicants));
  const unheard = applicants.filter(({ number }) => !accepted.some((one) => one.number === number));
  const lost = unheard.map(
    ({ form, number }): Broken => ({
      invariant: "I1",
      kind: "lost",
      words: `the sender of ${form} ${number} was never told that it was taken`,
    }),
  );
  const stormy = { broken: [...broken, ...lost], journeys: journeysOf(house).length, faults: weather.counts };
  await house.close();
  return stormy;
}

/** Everything at once: T1, T2, T8, T9, T13, T14 and T17 mixed, with more than one fault to a run. */
export async function storms(seeds: number, from = 1): Promise<Result> {
  const result = emptyResult("storms", "people through a month of every kind of fault");
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { broken, journeys, faults } = await oneStorm(seed);
    result.runs += 1;
    result.journeys += journeys;
    addFaults(result, faults);
    result.broken.push(...broken.map((one) => ({ seed, ...one })));
  }
  return result;
}
