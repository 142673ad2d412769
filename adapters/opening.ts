import type { Journey } from "#core/journey/journey.ts";
import { after, minute } from "./moment.ts";
import type { Has } from "./runtime.ts";
import type { Stored } from "./store.ts";

type Outside = Has<"store" | "machine">;

/**
 * Brings a journey to life, in an order that can stop anywhere and be done again: pointers from its people, the run that
 * the sweep looks after, the journey itself, its first execution.
 */
export async function open({ store, machine, clock }: Outside, journey: Journey): Promise<Stored> {
  for (const party of Object.values(journey.parties)) await store.people.point(party.person, journey.id);
  await store.runs.open(journey.id, after(clock.now(), minute));
  const stored = await store.journeys.create(journey);
  const run = await store.runs.get(journey.id);
  if (run?.generation === 1) await machine.start(journey.id, 1);
  // The sweep was here before the journey was, and its execution found nothing to do: let it look again.
  else if (run && (await store.journeys.get(journey.id))?.version === 0)
    await store.runs.touch(journey.id, run.generation, clock.now());
  return stored;
}
