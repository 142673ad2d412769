import type { Journey } from "#core/journey/journey.ts";
import { knownFacts } from "#core/journey/known.ts";
import { roomOf } from "#core/journey/queue.ts";
import { type Candidate, matchRound, type PairReason, type Round } from "#core/matching/round.ts";
import { visibleRound } from "#core/matching/visible-round.ts";
import { NeverBroken } from "#core/program/never-broken.ts";
import type { Pack } from "#core/program/pack.ts";
import { type Reader, readerOf } from "#core/rules/visible.ts";
import type { Desk } from "./desk.ts";
import { readsAs } from "./rights.ts";

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
  matches: Journey[];
  /** The line of never.json that the rules of matching would break: then nobody is suggested. */
  stopped?: string;
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
  const reader = readerOf(desk.pack, readsAs(desk.staff.role), desk.words.language);
  const round = suggest(
    desk.pack,
    free(mentees),
    free(mentors),
    desk.calendar.today,
    triedIn(matches),
    reader,
  );
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
  const room = roomOf(pack, journey);
  const line = journey.threads.main;
  if (room === undefined || !line) return undefined;
  return line.waiting?.kind === "queue" || room > 0 ? { journey, since: line.since, room } : undefined;
}

const candidateOf = ({ journey, since, room }: Ready): Candidate => ({
  id: journey.id,
  facts: knownFacts(journey),
  waitingSince: since,
  capacity: room,
});

/**
 * The best pairs. One that was proposed before and came to nothing is not suggested again: whoever is left over then gets
 * the best among the rest.
 */
export function suggest(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  tried: Set<string>,
  reader: Reader,
): Pick<Matching, "pairs" | "unmatched" | "stopped"> {
  try {
    return best(pack, mentees, mentors, on, tried, reader);
  } catch (error) {
    if (error instanceof NeverBroken) return { pairs: [], unmatched: [], stopped: error.line };
    throw error;
  }
}

function best(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  tried: Set<string>,
  reader: Reader,
): Pick<Matching, "pairs" | "unmatched"> {
  const roundOf = (some: Candidate[], others: Candidate[]) =>
    visibleRound(matchRound(pack, some, others, on), pack, reader);
  const round = roundOf(mentees, mentors);
  const pairs = split(round).filter((pair) => !tried.has(pairName(pair)));
  for (const mentor of mentors.filter(({ id }) => !pairs.some((pair) => pair.mentor === id))) {
    const open = mentees.filter(
      ({ id }) =>
        !pairs.some(({ mentee }) => mentee === id) && !tried.has(pairName({ mentor: mentor.id, mentee: id })),
    );
    if (open.length > 0) pairs.push(...split(roundOf(open, [mentor])));
  }
  const left = (id: string) => !pairs.some(({ mentor, mentee }) => id === mentor || id === mentee);
  const why = new Map(round.unmatched.map((one) => [one.id, one]));
  const again = split(round).filter(({ mentor, mentee }) => left(mentor) || left(mentee));
  const surprised = again.flatMap((pair) => [
    beforeWith(pack, "mentee", pair),
    beforeWith(pack, "mentor", pair),
  ]);
  const unmatched = [...why.values(), ...surprised.filter(({ id }) => !why.has(id))]
    .filter(({ id }) => left(id))
    .map((one) => (why.has(one.id) ? upToDate(one, pairs) : one));
  return { pairs: pairs.sort((a, b) => b.score - a.score), unmatched };
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
function beforeWith(pack: Pack, side: "mentor" | "mentee", pair: Suggestion): Round["unmatched"][number] {
  const other = side === "mentor" ? pair.mentee : pair.mentor;
  const sentence = "Was proposed before and came to nothing.";
  const role = pack.program.matching![side];
  return { id: pair[side], role, why: [{ stop: "taken", candidate: other, rules: [], needs: [], sentence }] };
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
