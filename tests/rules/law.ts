import fc from "fast-check";

/**
 * How many times a law is tried: `WAYMARK_RUNS=20 WAYMARK_SEED=7` tries it twenty times as often, from a seed. Mutation testing
 * asks for a part of it.
 */
const times = Number(process.env.WAYMARK_RUNS ?? 1);
export const seed = Number(process.env.WAYMARK_SEED ?? Math.trunc(Math.random() * 0x7fffffff));

/** How often to do, or to have seen, what is done so often ordinarily. */
export const scaled = (often: number): number => Math.ceil(often * times);

/** What fast-check is told of a law; prints how often it is tried, `least` times at any rate, and from which seed. */
export function counted(law: string, often: number, least = 1): { numRuns: number; seed: number } {
  const numRuns = Math.max(least, scaled(often));
  console.info(`law: ${law}: ${numRuns} runs, seed ${seed}`);
  return { numRuns, seed };
}

/** Tries a law, and prints how often and from which seed. */
export function hold<T>(law: string, property: fc.IProperty<T>, often: number): void {
  fc.assert(property, counted(law, often));
}
