import {
  type Choice,
  type MovePlan,
  movedBy,
  moveEvent,
  planMove,
  type StepMaps,
} from "#core/journey/plan-move.ts";
import type { Pack } from "#core/program/pack.ts";
import { send } from "./inbox.ts";
import type { Has } from "./runtime.ts";
import { journeysUnderWay } from "./under-way.ts";

/** Who would go over to a version of a program, by each choice. Reads, and does nothing else. */
export async function planMoves(
  { store }: Pick<Has<"store">, "store">,
  to: Pack,
  maps: StepMaps = {},
): Promise<MovePlan> {
  const earlier = (await store.history.of(to.id)).flatMap(({ version, before }) => [
    version,
    before ?? version,
  ]);
  const known = await Promise.all(
    [...new Set(earlier)].slice(0, 5).map((version) => store.packs.get(to.id, version)),
  );
  const names = [to, ...known].flatMap((pack) => Object.keys(pack.journeys));
  const journeys = await journeysUnderWay(store, to.id, names);
  const others = [...new Set(journeys.map(({ pack }) => pack))];
  const versions = await Promise.all(
    others.map(async (version) => [version, await store.packs.get(to.id, version)] as const),
  );
  return planMove(journeys, new Map(versions), to, maps);
}

/** Tells each of them to go over; only their own advance does it. Broken off and given again, the order is one order. */
export async function moveAll(
  { store, machine, clock }: Pick<Has<"store" | "machine">, "store" | "machine" | "clock">,
  plan: MovePlan,
  { choice, maps = {}, by }: { choice: Choice; maps?: StepMaps; by: string },
): Promise<string[]> {
  if (choice === "new") return [];
  const order = { choice, maps, at: clock.now(), by };
  const moved = movedBy(plan, choice);
  for (const journey of moved) await send({ store, machine }, journey.id, moveEvent(journey, plan, order));
  return moved.map(({ id }) => id);
}
