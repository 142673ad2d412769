import type { Pack } from "../program/pack.ts";
import type { Pair } from "./assign.ts";
import { pairFacts, type Standing } from "./candidate.ts";
import type { PairReason, Round } from "./round.ts";
import { explainScore } from "./score.ts";
import type { Lines } from "./search.ts";
import { whyEach } from "./unmatched.ts";

/** By mentor, in the order of their best pair. */
export const pairsOf = (pack: Pack, chosen: Pair[]): Round["pairs"] =>
  [...Map.groupBy(chosen, ({ mentor }) => mentor)].map(([mentor, theirs]) => ({
    mentor: mentor.id,
    mentees: theirs.map(({ mentee }) => mentee.id),
    score: sum(theirs),
    because: theirs.flatMap(({ mentee }) => reasonsFor(pack, mentor, mentee)),
  }));

/** Every criterion for a pair, with its points and the values of both. */
export const reasonsFor = (pack: Pack, mentor: Standing, mentee: Standing): PairReason[] =>
  explainScore(pack, pairFacts(mentor, mentee)).map((criterion) => ({ mentee: mentee.id, ...criterion }));

/** Everybody who is left over, and why; `spare` is said of one who would be possible and has nobody. */
export const leftOf = (
  pack: Pack,
  { mentees, mentors }: Lines,
  chosen: Pair[],
  spare?: string,
): Round["unmatched"] => [
  ...left(pack, mentees, mentors, chosen, spare),
  ...left(pack, mentors, mentees, chosen, spare),
];

function left(
  pack: Pack,
  people: Standing[],
  others: Standing[],
  chosen: Pair[],
  spare?: string,
): Round["unmatched"] {
  const matched = new Set(chosen.flatMap(({ mentor, mentee }) => [mentor, mentee]));
  const without = people.filter((one) => !matched.has(one));
  const whys = whyEach(pack, without, others, chosen, spare);
  return without.map(({ id, role }, at) => ({ id, role, why: whys[at]! }));
}

export const sum = (pairs: readonly { score: number }[]): number =>
  pairs.reduce((total, { score }) => total + score, 0);
