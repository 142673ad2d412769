import { TooMany } from "./too-many.ts";

/** How much may still be looked at, over all questions that share it: one is one condition, looked at once. */
export interface Effort {
  left: number;
}

/** What the questions about one rule set may take together, and each of them: a third of a second or so, and a part of it. */
export const mostOfSet = 2_500_000;
export const mostOfQuestion = 1_000_000;

/** Takes some of it. Throws TooMany when there is not so much left. */
export function spend(effort: Effort, work: number): void {
  effort.left -= work;
  if (effort.left < 0) throw new TooMany();
}

/** What the questions about a whole program may take. */
export const mostOfPack = 3_500_000;

/** A share of what is left for one rule set: what it does not take is left for the others. */
export function share<T>(effort: Effort, ask: (own: Effort) => T): T {
  const own = { left: Math.max(0, Math.min(effort.left, mostOfSet)) };
  const before = own.left;
  try {
    return ask(own);
  } finally {
    effort.left -= before - own.left;
  }
}
