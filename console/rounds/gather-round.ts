import { coupleIn, pastOf } from "#adapters/rounds/line.ts";
import { type Away, awayOf } from "#adapters/rounds/waiting.ts";
import type { Journey } from "#core/journey/journey.ts";
import { knownFacts } from "#core/journey/known.ts";
import { matchingOf } from "#core/matching/candidate.ts";
import { type SeenPair, seePair } from "#core/matching/see-pair.ts";
import { type Couple, type StagedPair, type StagedRound, same } from "#core/matching/staged-round.ts";
import { readerOf } from "#core/rules/visible.ts";
import type { Desk } from "../desk.ts";
import { noteReading, noteReasons, shownTo } from "../reading-notes.ts";
import { readsAs } from "../rights.ts";

/** One side of a pair as whoever looks may see it; no journey for somebody who was erased. */
export interface Side {
  id: string;
  role: string;
  journey?: Journey;
  away?: Away;
}

export interface PairView {
  pair: StagedPair;
  mentor: Side;
  mentee: Side;
  /** As the rules see the two today. */
  seen?: SeenPair;
  /** The match that it became. */
  match?: Journey;
  /** A coordinator wants the two never matched. */
  apart: boolean;
}

export interface RoundView {
  round: StagedRound;
  pairs: PairView[];
  /** Everybody in the round who is still there. */
  people: Map<string, Journey>;
}

/** A round with everything its page shows, worked out from what is known today. */
export async function gatherRound(desk: Desk, number: number): Promise<RoundView | undefined> {
  const { store } = desk.runtime;
  const round = await store.rounds.get(desk.program, number);
  if (!round) return undefined;
  const matches = await store.journeys.list(desk.program, matchingOf(desk.pack).journey);
  const [people, apart] = await Promise.all([peopleIn(desk, round), store.apart.of(desk.program)]);
  const pairs = await Promise.all(
    round.pairs.map(async (pair) => ({
      ...(await viewOf(desk, pair, people, matches, round)),
      apart: apart.some(({ couple }) => same(couple, pair)),
    })),
  );
  noteReasons(desk);
  return { round, pairs, people };
}

async function peopleIn(desk: Desk, { candidates, pairs }: StagedRound): Promise<Map<string, Journey>> {
  const sides = pairs.flatMap(({ mentor, mentee }) => [mentor, mentee]);
  const ids = [...new Set([...candidates.mentors, ...candidates.mentees, ...sides])];
  const found = await Promise.all(ids.map((id) => desk.runtime.store.journeys.get(id)));
  return new Map(
    found.filter((one) => one !== undefined).map((journey) => [journey.id, shownTo(desk, journey)]),
  );
}

async function viewOf(
  desk: Desk,
  pair: StagedPair,
  people: Map<string, Journey>,
  matches: Journey[],
  { stagedAt }: StagedRound,
): Promise<Omit<PairView, "apart">> {
  const theirs = matches.filter((match) => same(coupleIn(desk.pack, match) ?? nobody, pair));
  const match = theirs.filter(({ createdAt }) => createdAt >= stagedAt).at(-1);
  const running = matches.filter((one) => !one.ended && !theirs.includes(one));
  const isOpen = pair.state === "open";
  const [mentor, mentee] = await Promise.all(
    (["mentor", "mentee"] as const).map((side) =>
      sideOf(desk, side, pair, people, isOpen ? running : undefined),
    ),
  );
  const seen = isOpen ? seenPair(desk, mentor!.journey, mentee!.journey, theirs) : undefined;
  return {
    ...{ pair, mentor: mentor!, mentee: mentee! },
    ...(seen && { seen }),
    ...(pair.state === "approved" && match && { match }),
  };
}

const nobody: Couple = { mentor: "", mentee: "" };

async function sideOf(
  desk: Desk,
  side: keyof Couple,
  pair: Couple,
  people: Map<string, Journey>,
  running: Journey[] | undefined,
): Promise<Side> {
  const id = pair[side];
  const journey = people.get(id);
  const away = running && (await awayOf(desk.runtime.store, desk.program, id, running));
  if (journey && running) noteReading(desk, journey, []);
  return {
    ...{ id, role: matchingOf(desk.pack)[side] },
    ...(journey && { journey }),
    ...(away && { away }),
  };
}

/** What the rules say of two today, as far as whoever looks may see it. `matches` are those that they had. */
export function seenPair(
  desk: Desk,
  mentor?: Journey,
  mentee?: Journey,
  matches: readonly Journey[] = [],
): SeenPair | undefined {
  if (!mentor || !mentee) return undefined;
  const reader = readerOf(desk.pack, readsAs(desk.staff.role), desk.words.language);
  const sides = { mentor: knownFacts(mentor), mentee: knownFacts(mentee) };
  const past = pastOf(desk.pack, { mentor, mentee }, matches);
  return seePair(desk.pack, reader, sides, desk.calendar.today, past);
}
