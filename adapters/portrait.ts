import { isMatch } from "#core/journey/known.ts";
import type { Erasures } from "./erasures.ts";
import { twin } from "./identify.ts";
import type { Store } from "./store.ts";

/** What there is of somebody: ids, never names. */
export interface Portrait {
  person: string;
  program: string;
  /** Journeys that are theirs alone. */
  own: string[];
  matches: { journey: string; state: MatchState }[];
}

/** `running` must be ended first; `ending` has its last steps to go, or something on its way to the other side. */
export type MatchState = "running" | "ending" | "over";

/** The person behind an id of a person or of a journey that is theirs alone; undefined for one that nobody has. */
export async function portray(
  { store, erasures }: { store: Store; erasures: Erasures },
  id: string,
): Promise<Portrait | undefined> {
  const person = id.startsWith("jrn_") ? await personOf(store, id) : id;
  const noted = await erasures.get(person);
  const program = (await store.people.get(person))?.program ?? noted?.program;
  if (program === undefined) return undefined;
  const pointed = [...new Set([...(noted?.journeys ?? []), ...(await store.people.journeysOf(person))])];
  const seen = await Promise.all(pointed.map((journey) => stateOf(store, journey, person)));
  const own = pointed.filter((_, index) => seen[index] === "own");
  const matches = pointed.flatMap((journey, index) => {
    const state = seen[index]!;
    return state === "own" || state === "none" ? [] : [{ journey, state }];
  });
  return { person, program, own: [...new Set([...own, twin("jrn", person)])], matches };
}

async function stateOf(store: Store, id: string, person: string): Promise<MatchState | "own" | "none"> {
  const journey = await store.journeys.get(id);
  if (!journey) return (await store.journeys.isErased(id)) ? "own" : "none";
  if (!isMatch(journey)) return "own";
  if (!journey.ended) return journey.ending ? "ending" : "running";
  const mails = await store.mails.ofJourney(id);
  const onTheWay = mails.some(
    ({ state, effect }) => (state === "queued" || state === "frozen") && effect.to !== person,
  );
  return journey.outbox.length > 0 || onTheWay ? "ending" : "over";
}

async function personOf(store: Store, id: string): Promise<string> {
  const journey = await store.journeys.get(id);
  const [only, ...others] = Object.values(journey?.parties ?? {});
  return only && others.length === 0 ? only.person : twin("per", id);
}
