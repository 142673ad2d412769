import * as z from "zod";
import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { type Candidate, matchingOf, pairFacts, type Standing } from "./candidate.ts";
import { eligibility } from "./eligibility.ts";
import { matchRound, type Round } from "./round.ts";
import { score } from "./score.ts";
import { linesOf, type RoundMore } from "./search.ts";

const Total = z.strictObject({ pairs: z.number(), points: z.number() });
const Two = z.strictObject({ mentor: z.string(), mentee: z.string() });

/**
 * The contract of `waymark match --draft`: how a round would change under a draft of the program. Whoever gains or loses does so in
 * points of the draft, for whoever they are with now and whoever they would be with; a pair that the draft forbids is worth nothing.
 */
export const RoundChange = z.strictObject({
  totals: z.strictObject({ live: Total, draft: Total }),
  pairs: z.strictObject({ kept: z.number(), gone: z.array(Two), new: z.array(Two) }),
  people: z.array(
    z.strictObject({
      id: z.string(),
      role: z.string(),
      from: z.array(z.string()),
      to: z.array(z.string()),
      gain: z.number(),
      sentence: z.string(),
    }),
  ),
  gains: z.number(),
  loses: z.number(),
});
export type RoundChange = z.infer<typeof RoundChange>;

type Two = z.infer<typeof Two>;

/** Both programs must have the same two roles in their matching. */
export function roundChange(
  live: Pack,
  draft: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  more: RoundMore = {},
): RoundChange {
  const was = matchRound(live, mentees, mentors, on, more);
  const will = matchRound(draft, mentees, mentors, on, more);
  const lines = linesOf(draft, mentees, mentors, on, more);
  const worth = worthIn(draft, lines.mentors, lines.mentees);
  const [before, after] = [twosOf(was), twosOf(will)];
  const has = (all: Two[]) => new Set(all.map(nameOf));
  const [old, next] = [has(before), has(after)];
  const gone = before.filter((two) => !next.has(nameOf(two)));
  const fresh = after.filter((two) => !old.has(nameOf(two)));
  const people = [...lines.mentees, ...lines.mentors].flatMap((one) =>
    changeOf(draft, one, gone, fresh, worth),
  );
  return {
    totals: { live: totalOf(was), draft: totalOf(will) },
    pairs: { kept: before.length - gone.length, gone, new: fresh },
    people: people.sort((one, other) => other.gain - one.gain || (one.id < other.id ? -1 : 1)),
    gains: people.filter(({ gain }) => gain > 0).length,
    loses: people.filter(({ gain }) => gain < 0).length,
  };
}

const nameOf = ({ mentor, mentee }: Two): string => JSON.stringify([mentor, mentee]);

const twosOf = ({ pairs }: Round): Two[] =>
  pairs.flatMap(({ mentor, mentees }) => mentees.map((mentee) => ({ mentor, mentee })));

const totalOf = (round: Round): z.infer<typeof Total> => ({
  pairs: twosOf(round).length,
  points: round.total,
});

/** What a pair is worth by these rules: nothing where they forbid it, or cannot say. */
function worthIn(pack: Pack, mentors: Standing[], mentees: Standing[]): (two: Two) => number {
  const mentor = new Map(mentors.map((one) => [one.id, one]));
  const mentee = new Map(mentees.map((one) => [one.id, one]));
  return (two) => {
    const facts: Facts = pairFacts(mentor.get(two.mentor)!, mentee.get(two.mentee)!);
    return eligibility(pack, facts).may === "yes" ? score(pack, facts) : 0;
  };
}

function changeOf(
  pack: Pack,
  { id, role }: Standing,
  gone: Two[],
  fresh: Two[],
  worth: (two: Two) => number,
): RoundChange["people"] {
  const isMentor = role === matchingOf(pack).mentor;
  const own = (all: Two[]) => all.filter(({ mentor, mentee }) => (isMentor ? mentor : mentee) === id);
  const [lost, won] = [own(gone), own(fresh)];
  if (lost.length + won.length === 0) return [];
  const others = (all: Two[]) => all.map(({ mentor, mentee }) => (isMentor ? mentee : mentor));
  const points = (all: Two[]) => all.reduce((sum, two) => sum + worth(two), 0);
  const gain = points(won) - points(lost);
  const said = (all: string[]) => (all.length > 0 ? all.join(", ") : "nobody");
  const [from, to] = [others(lost), others(won)];
  const change = gain > 0 ? `gains ${gain}` : gain < 0 ? `loses ${-gain}` : "the same";
  return [{ id, role, from, to, gain, sentence: `${id}: ${said(from)} → ${said(to)} (${change}).` }];
}
