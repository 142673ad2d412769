import type { Commit } from "./ledger.ts";

const day = 6 * 3_600_000;

/** By how many milliseconds something was written down later than in another run of the same life. */
export interface Lateness {
  most: number;
  /** Another letter took its day, or the mail was closed: not a matter of recovering. */
  anotherDay: boolean;
}

export function lateness(calm: Commit[], other: Commit[]): Lateness {
  const first = firstWrites(other);
  const late = [...firstWrites(calm)].map(([name, at]) => (first.get(name) ?? at) - at);
  return {
    most: Math.max(0, ...late.filter((one) => one < day)),
    anotherDay: late.some((one) => one >= day),
  };
}

function firstWrites(commits: Commit[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { key, at } of commits) {
    const name = `${key.pk}\n${key.sk}`;
    if (!first.has(name)) first.set(name, at);
  }
  return first;
}
