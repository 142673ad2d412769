import { lineOf } from "#adapters/rounds/line.ts";
import { type Ready, readyIn } from "#adapters/rounds/waiting.ts";
import type { Apart, RoundHead } from "#adapters/store.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Note } from "#core/matching/note.ts";
import { wishesThatLeaveNobody } from "#core/matching/search.ts";
import { seesPairing } from "#core/matching/visible-round.ts";
import { NeverBroken } from "#core/program/never-broken.ts";
import { readerOf } from "#core/rules/visible.ts";
import type { Desk } from "./desk.ts";
import { readsAs } from "./rights.ts";

export interface Matching {
  mentees: Ready[];
  mentors: Ready[];
  /** Newest first. */
  rounds: RoundHead[];
  apart: Apart[];
  matches: Journey[];
  /** For whom rules and wishes leave nobody, whatever round is worked out. */
  stuck: Note[];
}

/** Everything the Matches screen shows; undefined for a program that matches nobody. */
export async function matchingOf(desk: Desk): Promise<Matching | undefined> {
  const { matching } = desk.pack.program;
  if (!matching) return undefined;
  const { store } = desk.runtime;
  const [matches, rounds, apart] = await Promise.all([
    store.journeys.list(desk.program, matching.journey),
    store.rounds.list(desk.program),
    store.apart.of(desk.program),
  ]);
  const running = matches.filter(({ ended }) => !ended);
  const [mentees, mentors] = await Promise.all([
    readyIn(store, desk.pack, matching.mentee, running),
    readyIn(store, desk.pack, matching.mentor, running),
  ]);
  return { mentees, mentors, rounds, apart, matches, stuck: await stuckIn(desk) };
}

/** Only for whoever may see what the rules look at; where rules look at what they must not, the round says so. */
async function stuckIn(desk: Desk): Promise<Note[]> {
  const { pack, runtime, staff, calendar } = desk;
  if (!seesPairing(pack, readerOf(pack, readsAs(staff.role)))) return [];
  const { mentees, mentors, never, before } = await lineOf(runtime.store, pack);
  try {
    return wishesThatLeaveNobody(pack, mentees, mentors, calendar.today, { never, before });
  } catch (error) {
    if (error instanceof NeverBroken) return [];
    throw error;
  }
}
