import { audit } from "../auditor/audit.ts";
import type { Broken } from "../auditor/evidence.ts";
import type { Bug } from "../bugs/bug.ts";
import { evidenceOf } from "../evidence.ts";
import { storm, type Weather } from "../faults.ts";
import { journeysOf } from "../folk.ts";
import type { Ground } from "../ground.ts";
import { monday } from "../house.ts";
import { play, stormDays } from "../play.ts";
import { sdkGround } from "../sdk/ground.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const hour = 3_600_000;

export interface Stormy {
  broken: Broken[];
  journeys: number;
  faults: Record<string, number>;
}

/** Four people in two programs through a month in which anything may go wrong, and two more in which nothing does. */
export async function oneStorm(
  seed: number,
  bug?: Bug,
  groundOf?: (weather: Weather) => Promise<Ground>,
): Promise<Stormy> {
  const weather = storm(seed, { share: seed % 3 === 0 ? 0.06 : 0.02, until: monday + stormDays * 24 * hour });
  const outage = seed % 4 === 1 ? { from: monday + 2 * hour, until: monday + 29 * hour } : undefined;
  const ground = await groundOf?.(weather);
  const { house, accepted, applicants } = await play({ seed, weather, bug, outage, ground });
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
  await ground?.close();
  return stormy;
}

/** Everything at once: T1, T2, T8, T9, T13, T14 and T17 mixed, with more than one fault to a run. */
export const storms = (seeds: number, from = 1): Promise<Result> =>
  each(seeds, from, emptyResult("storms", "people through a month of every kind of fault"));

/** The same over the real clients of the database, the state machine and the mail provider. */
export const overSdks = (seeds: number, from = 1): Promise<Result> =>
  each(seeds, from, emptyResult("sdk", "storms over the real SDKs and local endpoints"), sdkGround);

async function each(
  seeds: number,
  from: number,
  result: Result,
  groundOf?: (weather: Weather) => Promise<Ground>,
): Promise<Result> {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { broken, journeys, faults } = await oneStorm(seed, undefined, groundOf);
    result.runs += 1;
    result.journeys += journeys;
    addFaults(result, faults);
    result.broken.push(...broken.map((one) => ({ seed, ...one })));
  }
  return result;
}
