import { routeOf } from "#core/journey/definition.ts";
import type { Journey } from "#core/journey/journey.ts";
import { knownFacts } from "#core/journey/known.ts";
import { type Candidate, matchRound, type PairReason, type Round } from "#core/matching/round.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Desk } from "./desk.ts";

/** One who stands in line for a match. */
export interface Ready {
  journey: Journey;
  since: string;
  /** Free places; none when a proposal is on its way. */
  room: number;
}

export interface Matching {
  mentees: Ready[];
  mentors: Ready[];
  pairs: Suggestion[];
  unmatched: Round["unmatched"];
  /** Pairs that may be possible once we know more. */
  review: Round["review"];
  matches: Journey[];
}

export interface Suggestion {
  mentor: string;
  mentee: string;
  score: number;
  because: PairReason[];
}

/** Everything the Matches screen shows; undefined for a program that matches nobody. */
export async function matchingOf(desk: Desk): Promise<Matching | undefined> {
  const { matching } = desk.pack.program;
  if (!matching) return undefined;
  const [mentees, mentors, matches] = await Promise.all([
    readyOf(desk, matching.mentee),
    readyOf(desk, matching.mentor),
    desk.runtime.store.journeys.list(desk.program, matching.journey),
  ]);
  const free = (all: Ready[]) => all.filter(({ room }) => room > 0).map(candidateOf);
  const round = suggest(desk.pack, free(mentees), free(mentors), desk.calendar.today, triedIn(matches));
  return { mentees, mentors, matches, ...round };
}

async function readyOf(desk: Desk, role: string): Promise<Ready[]> {
  const definition = desk.pack.program.roles[role]?.journey ?? role;
  const journeys = await desk.runtime.store.journeys.list(desk.program, definition);
  const ready = await Promise.all(
    journeys.map(async (journey) => queued(journey, await desk.packOf(journey))),
  );
  return ready.filter((each) => each !== undefined).sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** In line at a queue step, or already matched with room for one more. */
function queued(journey: Journey, pack: Pack): Ready | undefined {
  const line = journey.threads.main;
  if (
    journey.ended ||
    journey.parked ||
    !line?.step ||
    !["queue", "match over"].includes(line.waiting?.kind ?? "")
  )
    return undefined;
  const route = routeOf(pack, journey.definition);
  const steps = route.main.slice(0, (route.index.get(line.step) ?? -1) + 1);
  const queue = steps.findLast(({ step }) => step.do === "queue")?.step;
  if (queue?.do !== "queue") return undefined;
  const room = queue.capacity - journey.places.length;
  return line.waiting?.kind === "queue" || room > 0 ? { journey, since: line.since, room } : undefined;
}

const candidateOf = ({ journey, since, room }: Ready): Candidate => ({
  id: journey.id,
  facts: knownFacts(journey),
  waitingSince: since,
  capacity: room,
});

/**
 * The best pairs. A pair that was proposed before and came to nothing is not suggested again: those two get the best
 * among the rest.
 */
export function suggest(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  tried: Set<string>,
) {
  const round = matchRound(pack, mentees, mentors, on);
  const all = split(round);
  const pairs = all.filter((pair) => !tried.has(pairName(pair)));
  const again = all.filter((pair) => tried.has(pairName(pair)));
  const taken = new Set(pairs.map(({ mentor }) => mentor));
  for (const { mentee } of again) {
    const candidate = mentees.filter(({ id }) => id === mentee);
    const others = mentors.filter(({ id }) => !taken.has(id) && !tried.has(pairName({ mentor: id, mentee })));
    const best = others.length > 0 ? split(matchRound(pack, candidate, others, on))[0] : undefined;
    if (best) pairs.push(best);
    if (best) taken.add(best.mentor);
  }
  return { pairs: pairs.sort((a, b) => b.score - a.score), unmatched: round.unmatched, review: round.review };
}

/** A mentor with several mentees makes several suggestions, each with its own points. */
const split = (round: Round): Suggestion[] =>
  round.pairs.flatMap(({ mentor, mentees, because }) =>
    mentees.map((mentee) => {
      const own = because.filter((reason) => reason.mentee === mentee);
      const score = own.reduce((sum, { result, points }) => (result === "passed" ? sum + points : sum), 0);
      return { mentor, mentee, score, because: own };
    }),
  );

const pairName = ({ mentor, mentee }: { mentor: string; mentee: string }): string => `${mentor} ${mentee}`;

function triedIn(matches: Journey[]): Set<string> {
  const pairs = matches.map((match) => Object.values(match.parties).map(({ journey }) => journey ?? ""));
  return new Set(pairs.flatMap(([a = "", b = ""]) => [`${a} ${b}`, `${b} ${a}`]));
}
