import { setTimeout as pause } from "node:timers/promises";
import { send } from "#adapters/inbox.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import type { Site } from "./site.ts";

/**
 * Sends an event and waits a moment until the journey has taken it in, so that whoever pressed sees the result. When the
 * journey is slow nothing is lost: the event is stored, and the next look at the page shows it.
 */
export async function sendAndSettle(
  runtime: Site,
  journey: string,
  event: JourneyEvent,
  patience = 1500,
): Promise<void> {
  await send(runtime, journey, event);
  for (let waited = 0, next = 25; waited < patience; waited += next, next = Math.min(100, next * 2)) {
    const unread = await runtime.store.events.unread(journey);
    if (!unread.some(({ id }) => id === event.id)) return;
    await pause(next);
  }
}
