import { identify } from "#adapters/identify.ts";
import type { Has } from "#adapters/runtime.ts";
import { UnreadableItem } from "#adapters/store/door.ts";
import type { Journey } from "#core/journey/journey.ts";
import { readAll } from "./decide-next.ts";
import { programOf } from "./program-of.ts";

/** Stops a journey where it is, visibly and without any effect. Undefined when it was written by others meanwhile. */
export async function park(
  runtime: Has<"store">,
  journey: Journey,
  code: string,
  line?: string,
): Promise<Journey | undefined> {
  const schema = line !== undefined && journey.schema === 1 ? 2 : journey.schema;
  const why = { at: runtime.clock.now(), code, ...(line !== undefined && { line }) };
  const parked = { ...journey, schema, version: journey.version + 1, parked: why };
  if ((await runtime.store.journeys.save(parked)) === "stale") return undefined;
  await mayGoOn(runtime, parked);
  return parked;
}

/**
 * The journey as it may go on: unless it is parked, or again once the problem that was filed for it has been closed. One
 * that met an item of a newer release waits for that release and for nobody. Files the problem if a crash came in between.
 */
export async function mayGoOn(runtime: Has<"store">, journey: Journey): Promise<Journey | undefined> {
  const { store } = runtime;
  const { parked, ...free } = journey;
  if (!parked) return journey;
  const id = identify("prb", journey.id, "parked", String(journey.version));
  const problem = await store.problems.get(journey.program, id);
  if (problem?.state === "closed") return free;
  const { program } = journey;
  const { code: reason, line } = parked;
  const detail = { journey: journey.id, reason, ...(line !== undefined && { line }) };
  if (!problem)
    await store.problems.put({ id, program, at: parked.at, code: "journey.parked", detail, state: "open" });
  if (!isUnreadable(parked.code) || "code" in (await readAll(runtime, journey))) return undefined;
  await store.problems.close(program, id);
  return free;
}

const unreadable = ["store.newer-schema", "store.unreadable"];
const isUnreadable = (code: string): boolean => unreadable.includes(code);

/** An item of a newer release cannot even be parked: it is left as it is and reported. */
export async function reportUnreadable(
  { store, clock }: Has<"store">,
  journey: string,
  error: unknown,
): Promise<void> {
  if (!(error instanceof UnreadableItem)) throw error;
  const { code } = error;
  const program = error.program ?? (await programOf(store, journey));
  const id = identify("prb", journey, code);
  await store.problems.put({ id, program, at: clock.now(), code, detail: { journey }, state: "open" });
}

/** The journey can be read, so whatever was reported about it before is over. */
export async function closeUnreadable({ store }: Has<"store">, { id, program }: Journey): Promise<void> {
  for (const code of unreadable) await store.problems.close(program, identify("prb", id, code));
}
