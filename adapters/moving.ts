import { isProgram, type Journey } from "#core/journey/journey.ts";
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

/** In so many of the latest versions a kind of journey is looked for. */
const mostVersions = 5;

/** Who would go over to a version of a program, by each choice. Reads, and does nothing else. */
export async function planMoves(
  { store }: Pick<Has<"store">, "store">,
  to: Pack,
  maps: StepMaps = {},
): Promise<MovePlan> {
  const journeys = await everybody(store, to.id, [to]);
  const others = [...new Set(journeys.map(({ pack }) => pack))];
  const versions = await Promise.all(
    others.map(async (version) => [version, await store.packs.get(to.id, version)] as const),
  );
  return planMove(journeys, new Map(versions), to, maps);
}

/** How many people, and matches, under way are on each version of a program. */
export async function peopleByVersion(
  { store }: Pick<Has<"store">, "store">,
  program: string,
): Promise<Map<string, number>> {
  const all = await everybody(store, program, []);
  const byVersion = Map.groupBy(
    all.filter((journey) => !isProgram(journey)),
    ({ pack }) => pack,
  );
  return new Map([...byVersion].map(([version, theirs]) => [version, theirs.length]));
}

async function everybody(store: Has<"store">["store"], program: string, more: Pack[]): Promise<Journey[]> {
  const entries = await store.history.of(program);
  const versions = new Set(entries.flatMap(({ version, before }) => [version, before ?? version]));
  const latest = [...versions].slice(0, mostVersions);
  const known = await Promise.all(latest.map((version) => store.packs.get(program, version)));
  const names = [...more, ...known].flatMap((pack) => Object.keys(pack.journeys));
  return journeysUnderWay(store, program, names);
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
