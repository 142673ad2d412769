import { isDeepStrictEqual } from "node:util";
import { audit } from "../auditor/audit.ts";
import { type Broken, broken } from "../auditor/evidence.ts";
import type { Bug } from "../bugs/bug.ts";
import type { Call } from "../calls.ts";
import { evidenceOf } from "../evidence.ts";
import {
  awayFrom,
  calm,
  type Fault,
  kills,
  lostReplies,
  refusals,
  strikeAt,
  type Weather,
} from "../faults.ts";
import { journeysOf } from "../folk.ts";
import type { House } from "../house.ts";
import { lateness } from "../lateness.ts";
import { play } from "../play.ts";
import { applicantsOf, consenting } from "../senders.ts";
import { addFaults, emptyResult, quantilesOf, type Result } from "./trial.ts";

const say = broken("I2");

export interface Size {
  seeds: number;
  from?: number;
  /** Of all calls every so many; 1 is each. */
  every?: number;
}

/** T1: the door, or the whole process, dies before or after any call of one person's life. */
export const killedAnywhere = (size: Size): Promise<Result> =>
  eachCall("T1", "killed before and after each call", size, (call, seed) =>
    kills.map((fault) => strike(seed, call, fault)),
  );

/** T13: the database, or the state machine, refuses any call. */
export async function refusedAnywhere(size: Size): Promise<Result> {
  const result = await eachCall("T13", "throttled, in conflict or broken at each call", size, (call, seed) =>
    call.port === "mail" ? [] : refusals[call.port].map((fault) => strike(seed, call, fault)),
  );
  return { ...result, broken: [...result.broken, ...notInTime(result)] };
}

const minutesAway = 10;

/** T13: from any call on the database is away, and nobody storms it. */
export async function awayAnywhere(size: Size): Promise<Result> {
  const what = `the database away for ${minutesAway} minutes from each call on`;
  const result = await eachCall("T13", what, size, (call, seed) => [
    { about: `away from ${nameOf(call)} on`, weather: awayFrom(seed, call.number, minutesAway * 60_000) },
  ]);
  return { ...result, broken: [...result.broken, ...stormed(result)] };
}

const writes = ["put", "update", "delete", "start", "wake"];

/** T14: the write was made, and its answer is lost. */
export const unansweredAnywhere = (size: Size): Promise<Result> =>
  eachCall("T14", "made, and its answer lost, at each write", size, (call, seed) =>
    call.port !== "mail" && writes.includes(call.method) ? [strike(seed, call, lostReplies[call.port])] : [],
  );

/** A planted mistake that shows when a certain door is refused: until it has. */
export const refusedWith = (bug: Bug, door: string): Promise<Result> => {
  const twice = refusals.table.slice(2);
  const attacks = (call: Call, seed: number) =>
    call.door === door ? twice.map((fault) => strike(seed, call, fault)) : [];
  return eachCall("T13", bug.name, { seeds: 3 }, attacks, bug);
};

/** One life in which something goes wrong. */
interface Attack {
  about: string;
  weather: Weather;
}

const nameOf = ({ number, door, method }: Call): string => `call ${number} (${door} ${method})`;

const strike = (seed: number, call: Call, fault: Fault): Attack => ({
  about: `${fault.kind}, ${fault.when} ${nameOf(call)}`,
  weather: strikeAt(seed, call.number, fault),
});

interface Timed extends Call {
  at: number;
}

/** All but those of a sweep that asks what one before it asked: it comes round each minute, and finds nothing most of the time. */
function worthTrying(calls: Timed[]): Call[] {
  const rounds = Map.groupBy(calls, ({ door, number, at }) =>
    door === "sweep" ? Math.floor(at / 60_000) : `${number}`,
  );
  const seen = new Set<string>();
  return [...rounds].flatMap(([, round]) => {
    const asks = round.map(({ method }) => method).join();
    if (round[0]!.door === "sweep" && seen.has(asks)) return [];
    seen.add(asks);
    return round;
  });
}

/**
 * Seconds in which 99 of 100 lives must have caught up after one call was refused. The Postman comes round each minute, and
 * leaves a letter that failed to the next; whoever posts a form comes again after three (senders.ts).
 */
const soonEnough: Record<string, number> = {
  "the state machine": 30,
  "the minute (map)": 30,
  "the minute (postman)": 125,
  "whoever asked": 200,
};

/** One try and six again, as stacks/journey.asl.json says. */
const mostTries = 7;

/** T13: after one refusal everything caught up soon, and nobody was stormed on the way. */
export function notInTime(result: Pick<Result, "later" | "triesAtMost">): Result["broken"] {
  const slow = Object.entries(result.later ?? {}).filter(
    ([who, { ninetyNineOfHundred }]) => ninetyNineOfHundred > (soonEnough[who] ?? 120),
  );
  const late = slow.map(([who, { ninetyNineOfHundred }]) =>
    say("wrong", `${who} took ${ninetyNineOfHundred} s to catch up`),
  );
  return [...late.map((one) => ({ seed: 0, ...one })), ...stormed(result)];
}

const stormed = ({ triesAtMost = 0 }: Pick<Result, "triesAtMost">): (Broken & { seed: number })[] =>
  triesAtMost > mostTries
    ? [{ seed: 0, ...say("wrong", `a door was called in vain ${triesAtMost} times in a run`) }]
    : [];

/** Doors that the state machine calls, and calls again when they fail; whom the clock calls each minute is no storm. */
const called = ["advance", "deliver", "await", "renew", "problem"];

/** Whoever posts a form or presses a button does it again himself, some time later. */
function whoRepeats({ door }: Call): string {
  if (called.includes(door)) return "the state machine";
  return door === "hook" || door === "pages" || door === "console" ? "whoever asked" : `the minute (${door})`;
}

/** How often one of them failed before it did not, at most: calls that a door makes at once fail within the same second. */
function watchTries(weather: Weather): { watched: Weather; most(): number } {
  const failed = new Map<string, Set<number>>();
  const strike: Weather["strike"] = (call, now) => {
    const fault = weather.strike(call, now);
    if (fault && called.includes(call.door))
      failed.set(call.door, (failed.get(call.door) ?? new Set()).add(Math.floor(now / 1000)));
    return fault;
  };
  const most = () => Math.max(0, ...[...failed.values()].map(({ size }) => size));
  return { watched: { ...weather, strike }, most };
}

/** Lives the same life again for each of its calls, with one thing going wrong; it must come to the same end. */
async function eachCall(
  test: string,
  what: string,
  { seeds, from = 1, every = 1 }: Size,
  attacksOn: (call: Call, seed: number) => Attack[],
  bug?: Bug,
): Promise<Result> {
  const result = emptyResult(test, what);
  const later: Record<string, number[]> = {};
  for (let seed = from; seed < from + seeds; seed += 1) {
    const calls: Timed[] = [];
    const quiet = calm(seed);
    const expected = await oneLife(
      seed,
      { ...quiet, strike: (call, at) => void calls.push({ ...call, at }) },
      bug,
    );
    for (const call of worthTrying(calls).filter(({ number }) => (number + seed) % every === 0))
      for (const { about, weather } of attacksOn(call, seed)) {
        const { watched, most } = watchTries(weather);
        const life = await oneLife(seed, watched, bug);
        result.runs += 1;
        result.journeys += 1;
        result.triesAtMost = Math.max(result.triesAtMost ?? 0, most());
        const { most: late, anotherDay } = lateness(expected.commits, life.commits);
        if (anotherDay) result.anotherDay = (result.anotherDay ?? 0) + 1;
        else later[whoRepeats(call)] = [...(later[whoRepeats(call)] ?? []), late];
        addFaults(result, weather.counts);
        result.broken.push(...life.broken.map((one) => ({ seed, ...one, words: `${about}: ${one.words}` })));
        if (!expected.called && !isDeepStrictEqual(life.end, expected.end))
          result.broken.push({
            seed,
            ...say("wrong", `${about}: ${JSON.stringify(life.end)} is another end`),
          });
        if (bug && result.broken.length > 0) return result;
      }
  }
  const byWho = Object.entries(later).map(([who, all]) => [who, quantilesOf(all)] as const);
  return { ...result, later: Object.fromEntries(byWho) };
}

/** So long that she has come there, and that the daily look has found whom nobody else did. */
const days = 30;

/** One mentee, from the form to the queue for a mentor. */
async function oneLife(seed: number, weather: Weather, bug?: Bug) {
  const [applicant] = applicantsOf(seed, 1);
  const applicants = [consenting(applicant!)];
  const { house, accepted } = await play({ seed, weather, applicants, days, posts: 1, bug });
  const { commits } = house.ledger;
  const life = {
    broken: audit(evidenceOf(house, accepted)),
    end: endOf(house),
    // Whoever is slow to answer is called, and which comes first may hang on minutes: both ends are right then.
    called: commits.some(
      ({ key, row }) => key.sk.startsWith("TASK#") && JSON.stringify(row).includes("tasks.call"),
    ),
    commits,
  };
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
