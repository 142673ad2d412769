import { isDeepStrictEqual } from "node:util";
import { audit } from "../auditor/audit.ts";
import { broken } from "../auditor/evidence.ts";
import type { Bug } from "../bugs/bug.ts";
import type { Call } from "../calls.ts";
import { evidenceOf } from "../evidence.ts";
import { calm, type Fault, kills, lostReplies, refusals, strikeAt, type Weather } from "../faults.ts";
import { journeysOf } from "../folk.ts";
import type { House } from "../house.ts";
import { play } from "../play.ts";
import { applicantsOf } from "../senders.ts";
import { addFaults, emptyResult, type Result } from "./trial.ts";

const say = broken("I2");

export interface Size {
  seeds: number;
  from?: number;
  /** Of all calls every so many; 1 is each. */
  every?: number;
}

/** T1: the door, or the whole process, dies before or after any call of one person's life. */
export const killedAnywhere = (size: Size): Promise<Result> =>
  eachCall("T1", "killed before and after each call", size, () => kills);

/** T13: the database, or the state machine, refuses any call. */
export const refusedAnywhere = (size: Size): Promise<Result> =>
  eachCall("T13", "throttled, in conflict or broken at each call", size, ({ port }) =>
    port === "mail" ? [] : refusals[port],
  );

const writes = ["put", "update", "delete", "start", "wake"];

/** T14: the write was made, and its answer is lost. */
export const unansweredAnywhere = (size: Size): Promise<Result> =>
  eachCall("T14", "made, and its answer lost, at each write", size, ({ port, method }) =>
    port !== "mail" && writes.includes(method) ? [lostReplies[port]] : [],
  );

/** A planted mistake that shows when a certain door is refused: until it has. */
export const refusedWith = (bug: Bug, door: string): Promise<Result> =>
  eachCall("T13", bug.name, { seeds: 3 }, (call) => (call.door === door ? refusals.table.slice(2) : []), bug);

async function eachCall(
  test: string,
  what: string,
  { seeds, from = 1, every = 1 }: Size,
  faultsOf: (call: Call) => Fault[],
  bug?: Bug,
): Promise<Result> {
  const result = emptyResult(test, what);
  for (let seed = from; seed < from + seeds; seed += 1) {
    const calls: Call[] = [];
    const quiet = calm(seed);
    const expected = await oneLife(seed, { ...quiet, strike: (call) => void calls.push(call) }, bug);
    for (const call of calls.filter(({ number }) => (number + seed) % every === 0))
      for (const fault of faultsOf(call)) {
        const weather = strikeAt(seed, call.number, fault);
        const life = await oneLife(seed, weather, bug);
        result.runs += 1;
        result.journeys += 1;
        addFaults(result, weather.counts);
        const about = `${fault.kind}, ${fault.when} call ${call.number} (${call.door} ${call.method})`;
        result.broken.push(...life.broken.map((one) => ({ seed, ...one, words: `${about}: ${one.words}` })));
        if (!isDeepStrictEqual(life.end, expected.end))
          result.broken.push({
            seed,
            ...say("wrong", `${about}: ${JSON.stringify(life.end)} is another end`),
          });
        if (bug && result.broken.length > 0) return result;
      }
  }
  return result;
}

/** One mentee, from the form to the queue for a mentor. */
async function oneLife(seed: number, weather: Weather, bug?: Bug) {
  const [applicant] = applicantsOf(seed, 1);
  const applicants = [{ ...applicant!, consents: true }];
  const { house, accepted } = await play({ seed, weather, applicants, days: 30, posts: 1, bug });
  const life = { broken: audit(evidenceOf(house, accepted)), end: endOf(house) };
  await house.close();
  return life;
}

/** Where it all has come to, whatever happened on the way. */
function endOf({ provider, ledger, ...house }: House) {
  const [journey] = journeysOf({ ledger, ...house });
  return {
    facts: Object.entries(journey?.facts ?? {})
      .map(([name, { value, by }]) => `${name} ${String(value)} ${by}`)
      .sort(),
    stands: journey?.threads.main?.step,
    letters: provider.mailbox.map(({ letter }) => `${letter.to} ${letter.subject}`).sort(),
    tasks: ledger
      .rows()
      .filter(({ sk }) => sk.startsWith("TASK#"))
      .map(({ state }) => state),
  };
}
