import { send } from "#adapters/inbox.ts";
import type { Has } from "#adapters/runtime.ts";
import type { CohortEffect, CohortPartEffect } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";

/** So many are told side by side: a part is done well within the life of a function, and the table is not flooded. */
const sideBySide = 10;

/** Finds who is in the program, once and for good, and tells the program's journey how many they are. */
export async function freezeCohort(
  runtime: Has<"store" | "machine">,
  { id: journey, program }: Journey,
  { id, at, definitions }: CohortEffect,
): Promise<void> {
  const { cohorts, journeys } = runtime.store;
  const frozen = (await cohorts.get(id)) ?? (await cohorts.freeze(id, await everybody()));
  const said = { schema: 3 as const, id: `${id}/frozen`, at, by: "engine" };
  await send(runtime, journey, { type: "cohort.frozen", ...said, cohort: id, people: frozen.length });

  async function everybody(): Promise<string[]> {
    const lists = await Promise.all(definitions.map((name) => journeys.underWay(program, name)));
    return [...new Set(lists.flat())].sort();
  }
}

/**
 * Tells some of them. Each event is put under an id made of the cohort and the one who gets it, so telling them again tells nobody twice;
 * one who cannot be told keeps none of the others from it.
 */
export async function tellPart(
  runtime: Has<"store" | "machine">,
  { id: from }: Journey,
  effect: CohortPartEffect,
): Promise<void> {
  const { cohort, at, pack, step, params } = effect;
  const found = await runtime.store.cohorts.get(cohort);
  if (!found) throw new Error(`cohort.gone: nobody knows any more who is told by ${cohort}`);
  const failures: unknown[] = [];
  const tell = async (journey: string): Promise<void> => {
    if (await runtime.store.journeys.isErased(journey)) return;
    const said = { schema: 3 as const, id: `${cohort}/${journey}`, at, by: "engine" };
    await send(runtime, journey, { type: "told", ...said, from, pack, step, params });
  };
  for (let next = effect.from; next < effect.to; next += sideBySide) {
    const some = found.slice(next, Math.min(effect.to, next + sideBySide));
    await Promise.all(some.map((journey) => tell(journey).catch((error) => failures.push(error))));
  }
  if (failures.length > 0) throw failures[0];
}
