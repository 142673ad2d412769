import { after, day, hour, minute } from "#adapters/moment.ts";
import { shareOf } from "./backoff.ts";

/**
 * When the sweep looks in on a journey that sleeps: once its own time is over, and about once a day before that, should its
 * execution have been ended and nobody have told. Those that fell asleep together are not looked at together, so that they
 * keep nobody waiting who has something to do.
 */
export function nextLook(journey: string, until: string, now: string): string {
  const own = after(until > now ? until : now, 2 * minute);
  const daily = after(now, day + Math.floor(shareOf(journey) * 6 * hour));
  return own < daily ? own : daily;
}
