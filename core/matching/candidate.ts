import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Program } from "../program/program.ts";
import { derive } from "../rules/derive.ts";

/** Someone who may be matched. `capacity`: how many more at once, one when left out. */
export interface Candidate {
  id: string;
  facts: Facts;
  waitingSince?: string;
  capacity?: number;
}

/** A candidate in a round, with the facts as the rules of a pair name them: "mentor.languages". */
export interface Standing {
  id: string;
  role: string;
  facts: Facts;
  waitingSince: string;
  capacity: number;
}

export type Matching = NonNullable<Program["matching"]>;

/** Throws when the program matches nobody. */
export function matchingOf(pack: Pack): Matching {
  if (pack.program.matching) return pack.program.matching;
  throw new Error(`program ${pack.id} matches nobody: give its program.json a "matching"`);
}

/** One side of a round, those who wait longest first, whatever order they came in. */
export function line(pack: Pack, role: string, candidates: Candidate[], on: string): Standing[] {
  const ids = new Set(candidates.map(({ id }) => id));
  if (ids.size < candidates.length)
    throw new Error(`two candidates for ${role} have the same id: give each its own`);
  return candidates.map((candidate) => stand(pack, role, candidate, on)).sort(byWaiting);
}

/** What the rules of a pair see. */
export const pairFacts = (mentor: Standing, mentee: Standing): Facts => ({
  ...mentor.facts,
  ...mentee.facts,
});

/** The facts of one side as the rules of a pair name them: "mentor.languages". */
export const sided = (role: string, facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).map(([fact, value]) => [`${role}.${fact}`, value]));

/** Those who do not say since when come last. */
export const byWaiting = (one: Standing, other: Standing): number =>
  order(one.waitingSince, other.waitingSince) || order(one.id, other.id);

function stand(
  pack: Pack,
  role: string,
  { id, facts, waitingSince = "9999", capacity = 1 }: Candidate,
  on: string,
): Standing {
  return { id, role, facts: derive(pack, sided(role, facts), on), waitingSince, capacity };
}

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
