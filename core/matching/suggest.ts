import type { Pack } from "../program/pack.ts";
import { type Candidate, matchRound, type PairReason, type Round } from "./round.ts";
import type { RoundMore } from "./search.ts";
import type { Couple } from "./staged-round.ts";

/** A pair by itself: a mentor with several mentees makes several. */
export interface Suggestion extends Couple {
  score: number;
  because: PairReason[];
}

export interface Suggested extends Omit<Round, "pairs"> {
  pairs: Suggestion[];
}

/**
 * A round pair by pair, as coordinators decide in it, the best first.
 *
 * @throws NeverBroken as matchRound does
 */
export function suggest(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  more: RoundMore = {},
): Suggested {
  const round = matchRound(pack, mentees, mentors, on, more);
  const pairs = round.pairs.flatMap(({ mentor, mentees: theirs, because }) =>
    theirs.map((mentee) => {
      const own = because.filter((reason) => reason.mentee === mentee);
      const score = own.reduce((sum, { result, points }) => (result === "passed" ? sum + points : sum), 0);
      return { mentor, mentee, score, because: own };
    }),
  );
  return { ...round, pairs: pairs.sort((a, b) => b.score - a.score) };
}
