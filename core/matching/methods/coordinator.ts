import type { Method } from "../../program/matching.ts";
import type { Pack } from "../../program/pack.ts";
import type { Standing } from "../candidate.ts";
import type { Round } from "../round.ts";
import { type Lines, stuck } from "../search.ts";
import { whyUnmatched } from "../unmatched.ts";
import { shortlistsOf } from "./shortlists.ts";

/** Nobody is paired: a coordinator sees who fits whom, and proposes. */
export function coordinatorRound(
  pack: Pack,
  { shortlist }: Extract<Method, { by: "coordinator" }>,
  lines: Lines,
): Round {
  const { lists, near } = shortlistsOf(pack, lines, shortlist);
  const left = (all: Standing[], others: Standing[], known: Set<string>) =>
    all.map((one) => ({
      id: one.id,
      role: one.role,
      why: one.capacity > 0 && known.has(one.id) ? byHand : whyUnmatched(pack, one, others, []),
    }));
  return {
    method: "coordinator",
    pairs: [],
    unmatched: [
      ...left(lines.mentees, lines.mentors, near.mentees),
      ...left(lines.mentors, lines.mentees, near.mentors),
    ],
    total: 0,
    optimal: false,
    review: [],
    shortlists: lists,
    notes: stuck(pack, lines, near),
  };
}

const sentence = "A coordinator proposes: the list says who fits.";
const byHand: Round["unmatched"][number]["why"] = [{ stop: "by hand", rules: [], needs: [], sentence }];
