import type { Facts } from "../program/fact.ts";
import { mustNotLook, NeverBroken } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import { derive } from "../rules/derive.ts";
import { openRules, type Reader } from "../rules/visible.ts";
import { matchingOf, pairHistory, roundFacts, sided } from "./candidate.ts";
import type { PairPast } from "./decide-pair.ts";
import { type Eligibility, eligibility } from "./eligibility.ts";
import { type Criterion, explainScore, score, scoresOf } from "./score.ts";

/** Two people as the rules see them on a day. `because` are the criteria that the reader may see. */
export interface SeenPair {
  may: Eligibility["may"];
  points: number;
  because: Criterion[];
}

/** Cheap enough for each card of a round; the whole receipts are decidePair's. Undefined where never.json forbids to look. */
export function seePair(
  pack: Pack,
  reader: Reader,
  sides: { mentor: Facts; mentee: Facts },
  on: string,
  { was = [], since = {} }: PairPast = {},
): SeenPair | undefined {
  const { mentor, mentee, constraints, scores } = matchingOf(pack);
  try {
    for (const ruleSet of [constraints, scores]) mustNotLook(pack, ruleSet);
  } catch (error) {
    if (error instanceof NeverBroken) return undefined;
    throw error;
  }
  const known = {
    ...sided(mentor, roundFacts(pack, sides.mentor, on, since.mentor)),
    ...sided(mentee, roundFacts(pack, sides.mentee, on, since.mentee)),
    ...pairHistory(pack, was),
  };
  const facts = derive(pack, known, on);
  const open = new Set(reader.staff ? openRules(pack, scoresOf(pack), reader) : []);
  return {
    may: eligibility(pack, facts).may,
    points: score(pack, facts),
    because: explainScore(pack, facts).filter(({ rule }) => open.has(rule)),
  };
}
