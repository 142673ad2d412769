import type { Door } from "#functions/grants.ts";
import { assumed } from "./assumptions.ts";
import { add, duration, times, type Use, usedBy } from "./bill.ts";
import { type Counts, combine, scaled } from "./counts.ts";
import type { Idle } from "./idle.ts";
import type { Year } from "./year.ts";

/** One participant for a year: what all had, without what would have happened anyway, divided among them. */
export interface Person {
  counts: Map<Door, Counts>;
  transitions: number;
  journeys: number;
  open: number;
  storedBytes: number;
  use: Use;
}

export function personOf(year: Year, idle: Idle): Person {
  const { tally, people } = year;
  const counts = new Map(
    tally.doors().map((door) => [door, scaled(ownOf(door, tally.of(door), idle), 1 / people)] as const),
  );
  const stored = [...year.storedBytes.values()].reduce((sum, bytes) => sum + bytes, 0) / people;
  return {
    counts,
    transitions: tally.transitions / people,
    journeys: year.journeys / people,
    open: year.open / people,
    storedBytes: stored,
    use: add(
      ...[...counts].map(([door, own]) => usedBy(door, own)),
      // What stands at the end is kept for a year more: the year after costs that much again until it is cleared away.
      { transitions: tally.transitions / people, stored: stored * 12, recovery: stored * 12 },
      pressLooks(counts),
    ),
  };
}

/** What a schedule did beyond what it does in an empty house: in the minutes that were left out it would have found nothing. */
function ownOf(door: Door, counts: Counts, idle: Idle): Counts {
  if (door !== "sweep" && door !== "postman" && door !== "retention") return counts;
  const anyway = scaled(idle[door], counts.scheduled);
  const own = combine(counts, anyway, (all, none) => Math.max(0, all - none));
  // The time of one call is what was measured of all.
  return { ...own, alone: counts.alone, aloneMilliseconds: counts.aloneMilliseconds };
}

/** In the console a press waits for the state machine, and looks for its event meanwhile. */
function pressLooks(counts: Map<Door, Counts>): Use {
  const presses = counts.get("console")?.wakes ?? 0;
  return times(
    { reads: 1.3, gigabyteSeconds: assumed.latency.read / 1000 + 0.1 },
    presses * assumed.looksPerPress,
  );
}

/** Functions at work at once, for so many calls of each a second. */
export const atOnce = ({ counts }: Person, rate: (perYear: number) => number): number =>
  [...counts].reduce((sum, [door, own]) => sum + (rate(own.invocations) * duration(door, own)) / 1000, 0);

export const sumOf = ({ counts }: Person, field: keyof Counts): number =>
  [...counts.values()].reduce((sum, own) => sum + own[field], 0);
