import * as z from "zod";
import type { Pack } from "../program/pack.ts";
import { Differs } from "../rules/decision.ts";
import { label } from "../rules/wording.ts";
import { assignBest, type Pair } from "./assign.ts";
import { type Candidate, matchingOf, pairFacts } from "./candidate.ts";
import { eligibility, heldAgainst } from "./eligibility.ts";
import { forbidWording } from "./kind-of-mentor.ts";
import { reasonsFor, sum } from "./pairing.ts";
import { matchRound, PairReason, type Round } from "./round.ts";
import { score } from "./score.ts";
import { type Lines, linesOf, look, type RoundMore } from "./search.ts";
import { apart, areApart, forbiddenSentence, missed } from "./unmatched.ts";

/** The contract of `waymark match --why`: why these two are a pair in the round, or why not. */
export const WhyPair = z.lazy(() =>
  z.strictObject({
    mentor: z.string(),
    mentee: z.string(),
    /** hidden: rules say, and the reader may not see what. */
    may: z.enum(["yes", "no", "unknown", "hidden"]),
    points: z.number(),
    because: z.array(PairReason),
    /** Every rule that forbids them, also those after the first. */
    stops: z.array(z.strictObject({ rule: z.string(), sentence: z.string() })),
    needs: z.array(z.string()),
    /** Where rules forbid them: the fewest facts that would have had to differ. */
    differs: Differs.optional(),
    /** With whom the round puts each of the two. */
    instead: z.strictObject({ mentor: z.array(z.string()), mentee: z.array(z.string()) }),
    /** What the whole round would come to if these two went together: how much less than the best. */
    cost: z.strictObject({ pairs: z.number(), points: z.number() }).optional(),
    sentence: z.string(),
  }),
);
export type WhyPair = z.infer<typeof WhyPair>;

/** Undefined where one of the two is not in the round. */
export function whyPair(
  pack: Pack,
  sides: { mentor: string; mentee: string },
  people: { mentees: Candidate[]; mentors: Candidate[] },
  on: string,
  more: RoundMore = {},
): WhyPair | undefined {
  const lines = linesOf(pack, people.mentees, people.mentors, on, more);
  const mentor = lines.mentors.find(({ id }) => id === sides.mentor);
  const mentee = lines.mentees.find(({ id }) => id === sides.mentee);
  if (!mentor || !mentee) return undefined;
  const facts = pairFacts(mentor, mentee);
  const may = eligibility(pack, facts);
  const round = matchRound(pack, people.mentees, people.mentors, on, more);
  const instead = insteadOf(round, sides);
  const together = instead.mentor.includes(mentee.id);
  const found = may.may === "no" ? missed(pack, facts, may) : undefined;
  // Where people choose or propose, no whole is the best.
  const weighed = may.may === "yes" && !together && round.certificate !== undefined;
  const cost = weighed ? costOf(pack, lines, { mentor, mentee }, on) : undefined;
  const points = score(pack, facts);
  return {
    ...sides,
    may: may.may,
    points,
    because: reasonsFor(pack, mentor, mentee),
    stops:
      may.may === "no"
        ? heldAgainst(pack, facts).map((rule) => ({ rule, sentence: forbidWording(pack, rule) }))
        : [],
    needs: may.may === "unknown" ? may.needs : [],
    ...(found && { differs: found.differs }),
    instead,
    ...(cost && { cost }),
    sentence:
      may.may === "no"
        ? (found?.sentence ?? forbiddenSentence(pack, may))
        : may.may === "unknown"
          ? `We do not know yet: ${may.needs.map((fact) => label(pack, fact)).join(", ")}.`
          : areApart(mentor, mentee) && !together
            ? apart.sentence
            : possibleSentence(points, together, instead, cost),
  };
}

function insteadOf({ pairs }: Round, { mentor, mentee }: { mentor: string; mentee: string }) {
  return {
    mentor: pairs.filter((pair) => pair.mentor === mentor).flatMap(({ mentees }) => mentees),
    mentee: pairs.filter(({ mentees }) => mentees.includes(mentee)).map((pair) => pair.mentor),
  };
}

/** The best whole assignment against the best one in which these two go together. */
function costOf(
  pack: Pack,
  lines: Lines,
  { mentor, mentee }: Pick<Pair, "mentor" | "mentee">,
  on: string,
): WhyPair["cost"] {
  if (mentor.capacity <= 0 || mentee.capacity <= 0) return undefined;
  const { possible: all } = look(pack, lines);
  const pair = all.find((one) => one.mentor === mentor && one.mentee === mentee);
  if (!pair) return undefined;
  const { aims } = matchingOf(pack);
  const best = assignBest(all, { aims, on }).chosen;
  const rest = assignBest(all, { aims, on, keep: [pair] }).chosen;
  return { pairs: best.length - rest.length, points: sum(best) - sum(rest) };
}

function possibleSentence(
  points: number,
  together: boolean,
  instead: WhyPair["instead"],
  cost: WhyPair["cost"],
): string {
  if (together) return `The round puts them together, for ${points} points.`;
  const taken = [
    ...(instead.mentee.length > 0 ? [`the mentee is with ${instead.mentee.join(", ")}`] : []),
    ...(instead.mentor.length > 0 ? [`the mentor is with ${instead.mentor.join(", ")}`] : []),
  ];
  const start = `Possible, for ${points} points`;
  const now = taken.length > 0 ? `; ${taken.join(", and ")}` : "";
  if (!cost) return `${start}${now}.`;
  const less = [
    ...(cost.pairs > 0 ? [cost.pairs === 1 ? "one pair fewer" : `${cost.pairs} pairs fewer`] : []),
    ...(cost.points > 0 ? [`${cost.points} points less`] : []),
    ...(cost.points < 0 ? [`${-cost.points} points more`] : []),
  ];
  const whole = less.length > 0 ? `would have ${less.join(" and ")}` : "would be as good";
  return `${start}${now}. With these two together the whole round ${whole}.`;
}
