import { UnreadableItem } from "#adapters/store/door.ts";
import { nobodys } from "#adapters/store/problems.ts";
import type { Store } from "#adapters/store.ts";

/** Whose Today shows a problem of this journey; also of one that this release cannot read. */
export async function programOf(store: Store, journey: string): Promise<string> {
  try {
    return (await store.journeys.get(journey))?.program ?? nobodys;
  } catch (error) {
    if (error instanceof UnreadableItem) return error.program ?? nobodys;
    throw error;
  }
}
