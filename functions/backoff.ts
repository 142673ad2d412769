import { createHash } from "node:crypto";
import { after, hour } from "#adapters/moment.ts";

/**
 * When to try again: twice as late each time, up to an hour, and somewhere in the second half of that, so that many letters
 * do not come back together. Where exactly is settled by the letter and the attempt, and so the same in every run.
 */
export function backoff(now: string, id: string, attempt: number, atLeast = 0): string {
  const seconds = Math.min(30 * 2 ** (attempt - 1), hour);
  const share = shareOf(`${id} ${attempt}`);
  return after(now, Math.ceil(Math.max(atLeast, seconds * (0.5 + share / 2))));
}

/** From 0 up to 1, as if by chance, and for a name always the same. */
export const shareOf = (name: string): number =>
  createHash("sha256").update(name).digest().readUInt32BE() / 2 ** 32;
