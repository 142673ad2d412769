import type { Pack } from "../program/pack.ts";
import { routeOf } from "./definition.ts";
import type { Journey } from "./journey.ts";

/** How many more matches a person who stands in a queue, or is matched with room for more, may take; undefined for everyone else. */
export function roomOf(
  pack: Pack,
  { definition, threads, places, ended, parked }: Journey,
  besides?: string,
): number | undefined {
  const line = threads.main;
  const kind = line?.waiting?.kind;
  if (ended || parked || !line?.step || (kind !== "queue" && kind !== "match over")) return undefined;
  const route = routeOf(pack, definition);
  const passed = route.main.slice(0, (route.index.get(line.step) ?? -1) + 1);
  const queue = passed.findLast(({ step }) => step.do === "queue")?.step;
  if (queue?.do !== "queue") return undefined;
  return queue.capacity - places.filter((place) => place.match !== besides).length;
}
