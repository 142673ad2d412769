import type { JourneyEvent } from "#core/journey/event.ts";
import type { Runtime } from "./runtime.ts";
import type { Stored } from "./store.ts";

/**
 * Tells a journey that something happened. The event is kept first, so a wake that is lost costs a minute and nothing
 * else: the sweep finds it. Whoever sends the same event again changes nothing.
 */
export async function send(
  { store, machine }: Pick<Runtime, "store" | "machine">,
  journey: string,
  event: JourneyEvent,
): Promise<Stored> {
  const stored = await store.events.put(journey, event);
  const run = await store.runs.get(journey);
  if (run?.token) await machine.wake(run.token);
  return stored;
}
