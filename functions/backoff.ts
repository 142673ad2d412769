import { createHash } from "node:crypto";
import { after, hour } from "#adapters/moment.ts";

/**
 * When to try again: twice as late each time, up to an hour, and somewhere in the second half of that, so that many letters
 * do not come back together. Where exactly is settled by the letter and the attempt, and so the same in every run.
 */
export function backoff(now: string, id: string, attempt: number, atLeast = 0): string {
  const seconds = Math.min(30 * 2 ** (attempt - 1), hour);
  const seed = createHash("sha256").update(`${id} ${attempt}`).digest().readUInt32BE() / 2 ** 32;
  return after(now, Math.ceil(Math.max(atLeast, seconds * (0.5 + seed / 2))));
}
