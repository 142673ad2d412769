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

/** A moment, in milliseconds. */
type Clock = () => number;

/** What a person waits. */
export const wallClock: Clock = () => performance.now();

/** What the work costs, collecting its garbage included. A busy machine interrupts long turns most, and that is no cost of theirs. */
export const processorClock: Clock = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * Runs the contenders turn by turn, so that a slow moment of the machine hits all of them, and gives the median of the
 * milliseconds that each took.
 */
export async function medians<Name extends string>(
  contenders: Record<Name, Contender>,
  rounds = 9,
  clock = processorClock,
): Promise<Record<Name, number>> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries<Contender>(contenders)) {
      const began = clock();
      await run();
      times.set(name, [...(times.get(name) ?? []), clock() - began]);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, median(all)])) as Record<Name, number>;
}

export const rounded = (ratio: number): number => Number(ratio.toPrecision(3));

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
