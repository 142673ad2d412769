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
}

export function emptyResult(test: string, what: string): Result {
  return { test, what, runs: 0, journeys: 0, faults: {}, broken: [] };
}

export function addFaults(result: Result, counts: Record<string, number>): void {
  for (const [kind, count] of Object.entries(counts))
    result.faults[kind] = (result.faults[kind] ?? 0) + count;
}
