import type { Facts } from "../program/fact.ts";
import { mustNotLook } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import { decide } from "../rules/decide.ts";
import type { Decision } from "../rules/decision.ts";
import { derive } from "../rules/derive.ts";
import { type Before, matchingOf, pairHistory, roundFacts, sided } from "./candidate.ts";
import { type Eligibility, eligibility } from "./eligibility.ts";
import { score } from "./score.ts";

/** What the rules say of two, with the receipts of the constraints and of the scores. */
export interface DecidedPair {
  may: Eligibility["may"];
  points: number;
  allowed: Decision;
  scored: Decision;
}

/** What a round knows of two besides their facts. */
export interface PairPast {
  /** What they had to do with each other before. */
  was?: readonly Before["was"][];
  /** Since when each of them waits. */
  since?: { mentor?: string; mentee?: string };
}

/**
 * Decides about one pair by itself, from what is known of each side on a day ("YYYY-MM-DD"). Throws when the program matches
 * nobody, and NeverBroken when its rules look at what never.json says that they must not.
 */
export function decidePair(
  pack: Pack,
  sides: { mentor: Facts; mentee: Facts },
  on: string,
  { was = [], since = {} }: PairPast = {},
): DecidedPair {
  const { mentor, mentee, constraints, scores } = matchingOf(pack);
  for (const ruleSet of [constraints, scores]) mustNotLook(pack, ruleSet);
  const facts = {
    ...sided(mentor, roundFacts(pack, sides.mentor, on, since.mentor)),
    ...sided(mentee, roundFacts(pack, sides.mentee, on, since.mentee)),
    ...pairHistory(pack, was),
  };
  const known = derive(pack, facts, on);
  return {
    may: eligibility(pack, known).may,
    points: score(pack, known),
    allowed: decide(pack, constraints, facts, on),
    scored: decide(pack, scores, facts, on),
  };
}
