import { type Ready, readyIn } from "#adapters/rounds/waiting.ts";
import type { Apart, RoundHead } from "#adapters/store.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Desk } from "./desk.ts";

export interface Matching {
  mentees: Ready[];
  mentors: Ready[];
  /** Newest first. */
  rounds: RoundHead[];
  apart: Apart[];
  matches: Journey[];
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
  return { mentees, mentors, rounds, apart, matches };
}
