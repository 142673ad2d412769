import * as z from "zod";

/** One line of a benchmark: our cost over the other's in the same run. Right while `ratio` is at most `target`. */
export const Row = z.strictObject({
  what: z.string(),
  ratio: z.number(),
  target: z.number(),
  against: z.string(),
});
export type Row = z.infer<typeof Row>;

/** The contract of `npm run bench -- NAME --json`. */
export const Report = z.strictObject({ name: z.string(), rows: z.array(Row) });

export type Bench = () => Promise<Row[]>;

type Contender = () => unknown;

/**
 * Runs the contenders turn by turn, so that a slow moment of the machine hits all of them, and gives the median of the
 * milliseconds of processor time that each took, collecting its garbage included: time that the machine spent on somebody
 * else's work, which falls on long turns most, is no cost of theirs.
 */
export async function medians<Name extends string>(
  contenders: Record<Name, Contender>,
  rounds = 9,
): Promise<Record<Name, number>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries<Contender>(contenders)) {
      const began = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(began);
      times.set(name, [...(times.get(name) ?? []), (user + system) / 1000]);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

export const rounded = (ratio: number): number => Number(ratio.toPrecision(3));

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
