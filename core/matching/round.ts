import * as z from "zod";
import { FactValue } from "../program/known-value.ts";
import type { Pack } from "../program/pack.ts";
import { Differs } from "../rules/decision.ts";
import { type Candidate, matchingOf } from "./candidate.ts";
import { Certificate } from "./certificate.ts";
import { Fairness } from "./fairness.ts";
import { assignmentRound, keptIn } from "./methods/assignment.ts";
import { choiceRound } from "./methods/choice.ts";
import { coordinatorRound } from "./methods/coordinator.ts";
import { groupRound } from "./methods/groups.ts";
import { withRoomAfter } from "./methods/shortlists.ts";
import { speedRound } from "./methods/speed-dating.ts";
import { inputNotes, Note } from "./note.ts";
import { pairsOf, sum } from "./pairing.ts";
import { type Lines, linesOf, type RoundMore } from "./search.ts";

export type { Before, Candidate } from "./candidate.ts";

/** One criterion for one of a mentor's mentees, with the values of both that it saw. */
export const PairReason = z.lazy(() =>
  z.strictObject({
    mentee: z.string(),
    rule: z.string(),
    sentence: z.string(),
    points: z.number(),
    result: z.enum(["passed", "failed", "unknown"]),
    saw: z.record(z.string(), FactValue),
  }),
);
export type PairReason = z.infer<typeof PairReason>;

/** What stops one of the nearest candidates of someone who is left over. */
export const UnmatchedReason = z.lazy(() =>
  z.strictObject({
    /** hidden: there is a reason, and the reader may not see it. */
    stop: z.enum([
      "nobody",
      "no room",
      "taken",
      "apart",
      "unknown",
      "forbidden",
      "hidden",
      "not chosen",
      "by hand",
    ]),
    candidate: z.string().optional(),
    rules: z.array(z.string()),
    needs: z.array(z.string()),
    /** Of the nearest candidate whom rules forbid: the fewest facts that would have had to differ. */
    differs: Differs.optional(),
    sentence: z.string(),
  }),
);
export type UnmatchedReason = z.infer<typeof UnmatchedReason>;

/** Mentees who go together, and what they have in common, with or without a mentor yet. */
export const Group = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    mentees: z.array(z.string()),
    size: z.enum(["right", "small", "large"]),
    /** By fact: the values that more than one of them said, and of how many. */
    alike: z.record(z.string(), z.record(z.string(), z.number())),
    /** What the group said together of the mentor it wishes. */
    wishes: z.record(z.string(), FactValue),
  }),
);
export type Group = z.infer<typeof Group>;

/** The mentors who fit a mentee best, for her or for a coordinator to choose from. */
export const Shortlist = z.lazy(() =>
  z.strictObject({
    mentee: z.string(),
    mentors: z.array(z.strictObject({ mentor: z.string(), score: z.number(), because: z.array(PairReason) })),
  }),
);
export type Shortlist = z.infer<typeof Shortlist>;

/** The contract of `waymark match`. `review` are pairs that might be possible once the facts they need are known. */
export const Round = z.lazy(() =>
  z.strictObject({
    /** How the program finds pairs: "assignment", "groups", ... */
    method: z.string(),
    pairs: z.array(
      z.strictObject({
        mentor: z.string(),
        mentees: z.array(z.string()),
        score: z.number(),
        because: z.array(PairReason),
        /** Where people pick: who picked whom. */
        picked: z.enum(["both", "mentee", "mentor"]).optional(),
        /** Where groups are formed: the group that these mentees are. */
        group: z.string().optional(),
      }),
    ),
    unmatched: z.array(z.strictObject({ id: z.string(), role: z.string(), why: z.array(UnmatchedReason) })),
    total: z.number(),
    /** True only where it was proven in this run that no round is better by the program's aims in their order. */
    optimal: z.boolean(),
    /** How well it does by each aim, and how well any round could; only where the best whole assignment was looked for. */
    certificate: Certificate.optional(),
    review: z.array(
      z.strictObject({
        mentor: z.string(),
        mentee: z.string(),
        needs: z.array(z.string()),
        sentence: z.string(),
      }),
    ),
    groups: z.array(Group).optional(),
    shortlists: z.array(Shortlist).optional(),
    /** What a coordinator should know before anything is proposed. */
    notes: z.array(Note),
    /** How it went for people who differ; only where somebody asked for it. */
    fairness: Fairness.optional(),
  }),
);
export type Round = z.infer<typeof Round>;

/**
 * Finds pairs in the way that the program says, and says why, and why not. It only proposes: people decide about a match. Whatever
 * is wrong with what came in is told in `notes`, and the round goes on with the rest.
 *
 * @throws NeverBroken when it would look at what never.json says that nobody must.
 */
export function matchRound(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  more: RoundMore = {},
): Round {
  const lines = linesOf(pack, mentees, mentors, on, more);
  const round = roundBy(pack, lines, on, more);
  return { ...round, notes: [...inputNotes(pack, mentees, mentors), ...round.notes] };
}

function roundBy(pack: Pack, lines: Lines, on: string, more: RoundMore): Round {
  const method = matchingOf(pack).method ?? { by: "assignment" };
  switch (method.by) {
    case "groups":
      return around(pack, lines, more, (left) => groupRound(pack, method, left, on, more));
    case "choice":
      return around(pack, lines, more, (left) => choiceRound(pack, method, left));
    case "speed dating":
      return around(pack, lines, more, (left) => speedRound(pack, method, left));
    case "coordinator":
      return around(pack, lines, more, (left) => coordinatorRound(pack, method, left));
    default:
      return { ...assignmentRound(pack, lines, on, more), method: method.by };
  }
}

/** A round of those places that the pairs which stay leave free. An assignment takes them into its reckoning itself. */
function around(pack: Pack, lines: Lines, more: RoundMore, hold: (left: Lines) => Round): Round {
  const { keep, gone } = keptIn(pack, lines, more.keep ?? []);
  const round = hold(withRoomAfter(lines, keep));
  const kept = new Set(keep.flatMap(({ mentor, mentee }) => [mentor, mentee].map(nameOf)));
  return {
    ...round,
    pairs: [...pairsOf(pack, keep), ...round.pairs],
    unmatched: round.unmatched.filter((one) => !kept.has(nameOf(one))),
    total: round.total + sum(keep),
    notes: [...gone, ...round.notes],
  };
}

const nameOf = ({ role, id }: { role: string; id: string }): string => `${role} ${id}`;
