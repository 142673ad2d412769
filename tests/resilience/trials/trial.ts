import type { Broken } from "../auditor/evidence.ts";

/** What came of a test of reliability.md 3.2, at the size that was asked for. */
export interface Result {
  /** Its number there. */
  test: string;
  what: string;
  /** How often it was done. */
  runs: number;
  /** Journeys that took part. */
  journeys: number;
  faults: Record<string, number>;
  broken: (Broken & { seed: number })[];
  /** How much later than without the fault anything was written down, by who had to do it again. */
  later?: Record<string, Quantiles>;
  /** Of the runs, those in which a letter had to wait for another day. */
  anotherDay?: number;
  /** How often a door was called in vain in one run, at most: by the state machine, not by the clock. */
  triesAtMost?: number;
}

/** In seconds; the latest of each run. */
export interface Quantiles {
  runs: number;
  half: number;
  ninetyNineOfHundred: number;
  most: number;
}

export function quantilesOf(milliseconds: number[]): Quantiles {
  const sorted = milliseconds.map((one) => one / 1000).sort((one, other) => one - other);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { runs: sorted.length, half: at(0.5), ninetyNineOfHundred: at(0.99), most: at(1) };
}

export function emptyResult(test: string, what: string): Result {
  return { test, what, runs: 0, journeys: 0, faults: {}, broken: [] };
}

export function addFaults(result: Result, counts: Record<string, number>): void {
  for (const [kind, count] of Object.entries(counts))
    result.faults[kind] = (result.faults[kind] ?? 0) + count;
}
