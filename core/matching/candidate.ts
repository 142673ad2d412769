import { dayOf } from "../program/calendar-day.ts";
import { isDay } from "../program/day.ts";
import type { Facts } from "../program/fact.ts";
import { today } from "../program/fact.ts";
import type { Matching } from "../program/matching.ts";
import type { Pack } from "../program/pack.ts";
import { derive } from "../rules/derive.ts";
import { halfHours } from "./free-hours.ts";

/** Someone who may be matched. `capacity`: how many more at once, one when left out. */
export interface Candidate {
  id: string;
  facts: Facts;
  /** A day or a moment. */
  waitingSince?: string;
  capacity?: number;
  /** Whom they chose, by id, where they may choose. */
  picks?: string[];
}

/** What two had to do with each other before. */
export interface Before {
  mentor: string;
  mentee: string;
  was: "matched" | "refused";
}

/** Two of a round, by id. */
export interface Two {
  mentor: string;
  mentee: string;
}

/** A candidate in a round, with the facts as the rules of a pair name them: "mentor.languages". */
export interface Standing {
  id: string;
  role: string;
  facts: Facts;
  waitingSince: string;
  capacity: number;
  picks: readonly string[];
  /** Of a mentor: facts of the pair with some mentees, by their ids, that are others than with all the rest. */
  with: ReadonlyMap<string, Facts>;
  /** Of a mentor: mentees, by id, whom people do not want to be suggested with them. */
  never: ReadonlySet<string>;
}

export type { Matching } from "../program/matching.ts";

/** Throws when the program matches nobody. */
export function matchingOf(pack: Pack): Matching {
  if (pack.program.matching) return pack.program.matching;
  throw new Error(`program ${pack.id} matches nobody: give its program.json a "matching"`);
}

/**
 * One side of a round, those who wait longest first, whatever order they came in. Of two with one id the first is taken; how many
 * more somebody may have is a whole number, and none where it is not.
 */
export function line(
  pack: Pack,
  role: string,
  candidates: Candidate[],
  on: string,
  { before = [], never = [] }: { before?: readonly Before[]; never?: readonly Two[] } = {},
): Standing[] {
  const byId = new Map(candidates.toReversed().map((candidate) => [candidate.id, candidate]));
  const mentor = role === matchingOf(pack).mentor;
  const known = Map.groupBy(mentor ? before : [], (one) => one.mentor);
  const apart = Map.groupBy(mentor ? never : [], (one) => one.mentor);
  return [...byId.values()]
    .map((candidate) => ({
      ...stand(pack, role, candidate, on, known.get(candidate.id) ?? []),
      never: new Set(apart.get(candidate.id)?.map(({ mentee }) => mentee)),
    }))
    .sort(byWaiting);
}

/** What the rules of a pair see. */
export const pairFacts = (mentor: Standing, mentee: Standing): Facts => ({
  ...mentor.facts,
  ...mentee.facts,
  ...mentor.with.get(mentee.id),
});

/** What the round says of a pair, as far as the program has a fact for it. */
export function pairHistory(pack: Pack, was: readonly Before["was"][]): Facts {
  const { matchedBefore, refusedBefore } = matchingOf(pack).says ?? {};
  return {
    ...(matchedBefore !== undefined && { [matchedBefore]: was.includes("matched") }),
    ...(refusedBefore !== undefined && { [refusedBefore]: was.includes("refused") }),
  };
}

/** The facts of one side as the rules of a pair name them: "mentor.languages". */
export const sided = (role: string, facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([fact, value]) => [`${role}.${fact}`, value]));

/** Those who do not say since when come last. */
export const byWaiting = (one: Standing, other: Standing): number =>
  order(one.waitingSince, other.waitingSince) || order(one.id, other.id);

function stand(
  pack: Pack,
  role: string,
  { id, facts, waitingSince = never, capacity = 1, picks = [] }: Candidate,
  on: string,
  before: readonly Before[],
): Omit<Standing, "never"> {
  const mentor = role === matchingOf(pack).mentor;
  const own = sided(role, roundFacts(pack, facts, on, waitingSince));
  const known = derive(pack, { ...own, ...(mentor ? pairHistory(pack, []) : {}) }, on);
  // The day is the same for both sides, and a fact of a pair belongs to one of them.
  if (mentor) delete known[today];
  const theirs = Map.groupBy(before, ({ mentee }) => mentee);
  const pairs = [...theirs].map(([mentee, all]) => {
    return [
      mentee,
      pairHistory(
        pack,
        all.map(({ was }) => was),
      ),
    ] as const;
  });
  const room = Number.isFinite(capacity) ? Math.floor(capacity) : 0;
  return { id, role, facts: known, waitingSince, capacity: room, picks, with: new Map(pairs) };
}

/** What is known of a person, with what the round itself says of them. */
export function roundFacts(pack: Pack, facts: Facts, on: string, waitingSince = never): Facts {
  const { waitingSince: since, freeHours } = matchingOf(pack).says ?? {};
  const waited = since === undefined ? undefined : dayIn(waitingSince, pack.program.zone);
  const free = freeHours && halfHours(freeHours, facts, pack.program.zone, on);
  return {
    ...(waited !== undefined && { [since!]: waited }),
    ...(free && { [freeHours.fact]: free }),
    ...facts,
  };
}

/** Later than any day: of those who do not say since when. */
const never = "9999";

function dayIn(moment: string, zone: string): string | undefined {
  if (isDay(moment)) return moment;
  return moment === never || Number.isNaN(Date.parse(moment)) ? undefined : dayOf(moment, zone);
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
