import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { decide } from "../rules/decide.ts";
import type { Decision } from "../rules/decision.ts";
import { derive } from "../rules/derive.ts";
import { matchingOf, sided } from "./candidate.ts";
import { type Eligibility, eligibility } from "./eligibility.ts";
import { score } from "./score.ts";

/** One decision about a pair, with all it was made from. */
export interface PairDecision {
  ruleSet: string;
  decision: Decision;
}

/** What the rules say of two, with the receipts of the constraints and of the scores, in this order. */
export interface DecidedPair {
  may: Eligibility;
  points: number;
  facts: Facts;
  decisions: [PairDecision, PairDecision];
}

/** Decides about one pair by itself, from what is known of each side on a day ("YYYY-MM-DD"). Throws when the program matches nobody. */
export function decidePair(pack: Pack, sides: { mentor: Facts; mentee: Facts }, on: string): DecidedPair {
  const { mentor, mentee, constraints, scores } = matchingOf(pack);
  const facts = { ...sided(mentor, sides.mentor), ...sided(mentee, sides.mentee) };
  const known = derive(pack, facts, on);
  const decided = (ruleSet: string) => ({ ruleSet, decision: decide(pack, ruleSet, facts, on) });
  return {
    may: eligibility(pack, known),
    points: score(pack, known),
    facts,
    decisions: [decided(constraints), decided(scores)],
  };
}
