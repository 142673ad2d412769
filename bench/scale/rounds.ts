import { matchRound } from "#core/matching/round.ts";
import type { Pack } from "#core/program/pack.ts";
import { usualFacts } from "#core/rehearsal/default-fact.ts";
import { invent } from "#core/rehearsal/invent.ts";
import { computed } from "./invoker.ts";

export interface TimedRound {
  mentees: number;
  milliseconds: number;
}

const on = "2026-03-02";

/** Matching rounds of so many mentees and as many mentors, timed on this machine. */
export function timeRounds(pack: Pack, sizes: number[]): TimedRound[] {
  const { mentee, mentor } = pack.program.matching!;
  return sizes.map((mentees) => {
    const [sought, seeking] = [candidates(pack, mentor, mentees, 1), candidates(pack, mentee, mentees, 2)];
    // The first warms up: the better of two.
    const took = [1, 2].map(() => timed(() => matchRound(pack, seeking, sought, on)));
    return { mentees, milliseconds: Math.min(...took) };
  });
}

function timed(work: () => unknown): number {
  const from = process.cpuUsage();
  work();
  return computed(from);
}

const candidates = (pack: Pack, role: string, count: number, seed: number) =>
  invent(pack, role, count, seed).map(({ id, facts }) => ({
    id,
    facts: { ...usualFacts(pack, role, on), ...facts },
  }));
