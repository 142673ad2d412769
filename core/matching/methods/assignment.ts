import type { Pack } from "../../program/pack.ts";
import { assign, provenBest } from "../assign.ts";
import { leftOf, pairsOf, sum } from "../pairing.ts";
import type { Round } from "../round.ts";
import { type Lines, look, nearIn, stuck } from "../search.ts";

/** The whole assignment of everybody at once; a mentor takes as many as there is room for. */
export function assignmentRound(pack: Pack, lines: Lines): Round {
  const found = look(pack, lines);
  const chosen = assign(found.possible);
  return {
    method: "assignment",
    pairs: pairsOf(pack, chosen),
    unmatched: leftOf(pack, lines, chosen),
    total: sum(chosen),
    optimal: found.review.length === 0 && provenBest(found.possible, chosen),
    review: found.review,
    notes: stuck(pack, lines, nearIn(found)),
  };
}
