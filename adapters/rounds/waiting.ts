import type { Journey } from "#core/journey/journey.ts";
import { roomOf } from "#core/journey/queue.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Store } from "../store.ts";

/** One who stands in line for a match, or is matched with room for one more. */
export interface Ready {
  journey: Journey;
  since: string;
  /** Free places, less those that proposed matches have not asked for yet. */
  room: number;
}

/** Why somebody cannot be matched now. */
export type Away = "gone" | "ended" | "stopped" | "held" | "not-waiting" | "no-room";

type Reads = Pick<Store, "journeys" | "people" | "packs">;

/** Everybody of a role who waits, those who wait longest first. `running` are the matches that have not ended. */
export async function readyIn(
  store: Reads,
  pack: Pack,
  role: string,
  running: readonly Journey[],
): Promise<Ready[]> {
  const definition = pack.program.roles[role]?.journey ?? role;
  const journeys = await store.journeys.list(pack.id, definition);
  const ready = await Promise.all(journeys.map((journey) => readyFor(store, journey, running)));
  return ready.filter((each) => each !== undefined).sort((a, b) => (a.since < b.since ? -1 : 1));
}

/** Undefined for one who does not wait for a match. */
export async function readyFor(
  { packs }: Reads,
  journey: Journey,
  running: readonly Journey[],
): Promise<Ready | undefined> {
  const room = roomOf(await packs.get(journey.program, journey.pack), journey);
  const line = journey.threads.main;
  if (room === undefined || !line) return undefined;
  const isKnown = ({ id }: Journey) => journey.places.some(({ match }) => match === id);
  const asking = running.filter((match) => isIn(match, journey) && !isKnown(match)).length;
  return line.waiting?.kind === "queue" || room > 0
    ? { journey, since: line.since, room: room - asking }
    : undefined;
}

/** Why somebody cannot be matched now; undefined where nothing speaks against it. */
export async function awayOf(
  store: Reads,
  program: string,
  id: string,
  running: readonly Journey[],
): Promise<Away | undefined> {
  const journey = await store.journeys.get(id);
  if (journey?.program !== program) return "gone";
  if (journey.ended || journey.ending) return "ended";
  if (journey.parked) return "stopped";
  if (await isHeld(store, journey)) return "held";
  const ready = await readyFor(store, journey, running);
  if (!ready) return "not-waiting";
  return ready.room > 0 ? undefined : "no-room";
}

/** A person is in charge of them: letters are on hold, or they said that something is not right. */
export async function isHeld({ people }: Pick<Store, "people">, journey: Journey): Promise<boolean> {
  if (Object.values(journey.openTasks).some(({ text }) => text === "tasks.not-right")) return true;
  const persons = Object.values(journey.parties).map(({ person }) => people.get(person));
  return (await Promise.all(persons)).some((person) => (person?.holds.length ?? 0) > 0);
}

const isIn = ({ parties }: Journey, { id }: Journey): boolean =>
  Object.values(parties).some((party) => party.journey === id);
