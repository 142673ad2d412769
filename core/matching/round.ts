import * as z from "zod";
import type { Facts } from "../program/fact.ts";
import { FactValue } from "../program/known-value.ts";
import { mustNotLook } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import { may, pairRows } from "../rules/compiled/pairs.ts";
import { Differs } from "../rules/decision.ts";
import { label } from "../rules/wording.ts";
import { assign, type Pair, provenBest } from "./assign.ts";
import { type Candidate, line, matchingOf, pairFacts, type Standing } from "./candidate.ts";
import { eligibility, pairRules } from "./eligibility.ts";
import { explainScore, score } from "./score.ts";
import { whyUnmatched } from "./unmatched.ts";

export type { Candidate } from "./candidate.ts";

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
    stop: z.enum(["nobody", "no room", "taken", "unknown", "forbidden", "hidden"]),
    candidate: z.string().optional(),
    rules: z.array(z.string()),
    needs: z.array(z.string()),
    /** Of the nearest candidate whom rules forbid: the fewest facts that would have had to differ. */
    differs: Differs.optional(),
    sentence: z.string(),
  }),
);
export type UnmatchedReason = z.infer<typeof UnmatchedReason>;

/** The contract of `waymark match`. `review` are pairs that might be possible once the facts they need are known. */
export const Round = z.lazy(() =>
  z.strictObject({
    pairs: z.array(
      z.strictObject({
        mentor: z.string(),
        mentees: z.array(z.string()),
        score: z.number(),
        because: z.array(PairReason),
      }),
    ),
    unmatched: z.array(z.strictObject({ id: z.string(), role: z.string(), why: z.array(UnmatchedReason) })),
    total: z.number(),
    /** True only where it is proven that no other round has more pairs, or as many with more points. */
    optimal: z.boolean(),
    review: z.array(
      z.strictObject({
        mentor: z.string(),
        mentee: z.string(),
        needs: z.array(z.string()),
        sentence: z.string(),
      }),
    ),
  }),
);
export type Round = z.infer<typeof Round>;

/**
 * Proposes who goes with whom, and says why, and why not. It only proposes: people decide about a match.
 *
 * @throws NeverBroken when its rules look at what never.json says that they must not.
 */
export function matchRound(pack: Pack, mentees: Candidate[], mentors: Candidate[], on: string): Round {
  const roles = matchingOf(pack);
  for (const ruleSet of [roles.constraints, roles.scores]) mustNotLook(pack, ruleSet);
  const menteeLine = line(pack, roles.mentee, mentees, on);
  const mentorLine = line(pack, roles.mentor, mentors, on);
  const { possible, review } = look(pack, menteeLine, mentorLine);
  const chosen = assign(possible);
  return {
    pairs: pairsOf(pack, chosen),
    unmatched: [...left(pack, menteeLine, mentorLine, chosen), ...left(pack, mentorLine, menteeLine, chosen)],
    total: sum(chosen),
    optimal: review.length === 0 && provenBest(possible, chosen),
    review,
  };
}

/** Row by row; only where a missing fact leaves it open is a pair looked at alone. */
function look(
  pack: Pack,
  mentees: Standing[],
  mentors: Standing[],
): { possible: Pair[]; review: Round["review"] } {
  const possible: Pair[] = [];
  const review: Round["review"] = [];
  const against = pairRows(pack.facts, pairRules(pack), mentees.map(factsOf), mentors.map(factsOf));
  mentees.forEach((mentee, one) => {
    const row = against(one);
    mentors.forEach((mentor, other) => {
      if (row.may[other] === may.yes) possible.push({ mentor, mentee, score: row.points[other]! });
      if (row.may[other] === may.open) lookAlone(pack, mentor, mentee, possible, review);
    });
  });
  return { possible, review };
}

function lookAlone(
  pack: Pack,
  mentor: Standing,
  mentee: Standing,
  possible: Pair[],
  review: Round["review"],
): void {
  const facts = pairFacts(mentor, mentee);
  const found = eligibility(pack, facts);
  if (found.may === "yes") possible.push({ mentor, mentee, score: score(pack, facts) });
  if (found.may === "unknown") review.push(unsure(pack, mentor, mentee, found.needs));
}

function unsure(pack: Pack, mentor: Standing, mentee: Standing, needs: string[]): Round["review"][number] {
  const sentence = `We do not know yet: ${needs.map((fact) => label(pack, fact)).join(", ")}.`;
  return { mentor: mentor.id, mentee: mentee.id, needs, sentence };
}

/** By mentor, in the order of their best pair. */
function pairsOf(pack: Pack, chosen: Pair[]): Round["pairs"] {
  return [...Map.groupBy(chosen, ({ mentor }) => mentor)].map(([mentor, theirs]) => ({
    mentor: mentor.id,
    mentees: theirs.map(({ mentee }) => mentee.id),
    score: sum(theirs),
    because: theirs.flatMap(({ mentee }) =>
      explainScore(pack, pairFacts(mentor, mentee)).map((criterion) => ({ mentee: mentee.id, ...criterion })),
    ),
  }));
}

function left(pack: Pack, people: Standing[], others: Standing[], chosen: Pair[]): Round["unmatched"] {
  const matched = new Set(chosen.flatMap(({ mentor, mentee }) => [mentor, mentee]));
  return people
    .filter((one) => !matched.has(one))
    .map((one) => ({ id: one.id, role: one.role, why: whyUnmatched(pack, one, others, chosen) }));
}

const factsOf = ({ facts }: Standing): Facts => facts;

const sum = (pairs: Pair[]): number => pairs.reduce((total, { score }) => total + score, 0);
