import type { Pack } from "../program/pack.ts";
import { matchingOf } from "./candidate.ts";
import { type Candidate, matchRound, type PairReason, type Round } from "./round.ts";
import type { RoundMore } from "./search.ts";
import { type Couple, same } from "./staged-round.ts";

/** A pair by itself: a mentor with several mentees makes several. */
export interface Suggestion extends Couple {
  score: number;
  because: PairReason[];
}

export interface Suggested extends Pick<Round, "unmatched" | "optimal" | "notes"> {
  pairs: Suggestion[];
  total: number;
}

/**
 * The best pairs but for those that `never` names: whoever is left over then gets the best among the rest.
 *
 * @throws NeverBroken as matchRound does
 */
export function suggest(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  never: readonly Couple[],
  more: RoundMore = {},
): Suggested {
  const isNever = (pair: Couple) => never.some((one) => same(one, pair));
  const round = matchRound(pack, mentees, mentors, on, more);
  const wanted = split(round);
  const pairs = wanted.filter((pair) => !isNever(pair));
  // Where people choose for themselves, nobody is given somebody else.
  const byPoints = (matchingOf(pack).method ?? { by: "assignment" }).by === "assignment";
  const without = mentors.filter(({ id }) => byPoints && !pairs.some((pair) => pair.mentor === id));
  for (const mentor of without) {
    const open = mentees.filter(
      ({ id }) => !pairs.some(({ mentee }) => mentee === id) && !isNever({ mentor: mentor.id, mentee: id }),
    );
    if (open.length > 0) pairs.push(...split(matchRound(pack, open, [mentor], on, more)));
  }
  const unmatched = leftOver(pack, round, wanted, pairs);
  const total = pairs.reduce((sum, { score }) => sum + score, 0);
  const optimal = round.optimal && pairs.length === wanted.length && wanted.every((pair) => !isNever(pair));
  return { pairs: pairs.sort((a, b) => b.score - a.score), unmatched, total, optimal, notes: round.notes };
}

function leftOver(
  pack: Pack,
  round: Round,
  wanted: Suggestion[],
  pairs: Suggestion[],
): Suggested["unmatched"] {
  const left = (id: string) => !pairs.some(({ mentor, mentee }) => id === mentor || id === mentee);
  const why = new Map(round.unmatched.map((one) => [one.id, one]));
  const again = wanted.filter(({ mentor, mentee }) => left(mentor) || left(mentee));
  const surprised = again.flatMap((pair) => [setApart(pack, "mentee", pair), setApart(pack, "mentor", pair)]);
  return [...why.values(), ...surprised.filter(({ id }) => !why.has(id))]
    .filter(({ id }) => left(id))
    .map((one) => (why.has(one.id) ? upToDate(one, pairs) : one));
}

/** With whom those are who would have fitted, now that some pairs are others. */
function upToDate(one: Round["unmatched"][number], pairs: Suggestion[]): Round["unmatched"][number] {
  const partnerOf = (id: string | undefined) => {
    const pair = pairs.find(({ mentor, mentee }) => id === mentor || id === mentee);
    return pair && (pair.mentor === id ? pair.mentee : pair.mentor);
  };
  const why = one.why.flatMap((reason) => {
    if (reason.stop !== "taken") return reason;
    const partner = partnerOf(reason.candidate);
    return partner ? { ...reason, sentence: `Possible, but already with ${partner}.` } : [];
  });
  return { ...one, why };
}

/** The rules would put them together; people have said otherwise. */
function setApart(pack: Pack, side: "mentor" | "mentee", pair: Suggestion): Round["unmatched"][number] {
  const other = side === "mentor" ? pair.mentee : pair.mentor;
  const sentence = "Is not suggested again: it came to nothing before, or a coordinator wants it so.";
  const role = pack.program.matching![side];
  return { id: pair[side], role, why: [{ stop: "taken", candidate: other, rules: [], needs: [], sentence }] };
}

const split = (round: Round): Suggestion[] =>
  round.pairs.flatMap(({ mentor, mentees, because }) =>
    mentees.map((mentee) => {
      const own = because.filter((reason) => reason.mentee === mentee);
      const score = own.reduce((sum, { result, points }) => (result === "passed" ? sum + points : sum), 0);
      return { mentor, mentee, score, because: own };
    }),
  );
