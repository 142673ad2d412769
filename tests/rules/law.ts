import fc from "fast-check";

/** How many times a law is tried: `WAYMARK_RUNS=20 WAYMARK_SEED=7` tries it twenty times as often, from a seed. */
const times = Number(process.env.WAYMARK_RUNS ?? 1);
const seed = Number(process.env.WAYMARK_SEED ?? Math.trunc(Math.random() * 0x7fffffff));

/** Tries a law, and prints how often and from which seed. */
export function hold<T>(law: string, property: fc.IProperty<T>, numRuns: number): void {
  const runs = numRuns * times;
  fc.assert(property, { numRuns: runs, seed });
  console.info(`law: ${law}: ${runs} runs, seed ${seed}`);
}
