import { open } from "#adapters/opening.ts";
import { newProgramJourney, programJourneyId } from "#adapters/program-journey.ts";
import type { Has } from "#adapters/runtime.ts";
import { UnreadableItem } from "#adapters/store/door.ts";

/**
 * Sees to it that every live program that says so has a journey of its own. The sweep does it and not whoever publishes: so it begins
 * within a minute, whichever way the program came to be live and wherever that was broken off.
 */
export async function beginPrograms(runtime: Has<"store" | "machine">): Promise<void> {
  for (const program of await runtime.store.packs.withOwnJourney()) {
    try {
      await begin(runtime, program);
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      runtime.log.error("program.not-begun", { program, error: name });
    }
  }
}

async function begin(runtime: Has<"store" | "machine">, program: string): Promise<void> {
  const { store, clock } = runtime;
  const pack = await store.packs.live(program);
  const journey = pack && newProgramJourney(pack, clock.now());
  if (journey && !(await isThere(runtime, programJourneyId(program)))) await open(runtime, journey);
}

/** One that this release cannot read is there as well. */
async function isThere({ store }: Has<"store">, id: string): Promise<boolean> {
  try {
    return (await store.journeys.get(id)) !== undefined;
  } catch (error) {
    if (error instanceof UnreadableItem) return true;
    throw error;
  }
}
