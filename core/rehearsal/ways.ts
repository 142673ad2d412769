import type { Pack } from "../program/pack.ts";
import type { Step } from "../program/step.ts";
import { leaves } from "./leaves.ts";

/** Values of a fact by where a step's `when` takes them: to a regular end, or anywhere else. */
export interface Ways {
  home: Set<unknown>;
  aside: Set<unknown>;
}

const known = new WeakMap<Pack, Map<string, Ways>>();

export function waysOf(pack: Pack): Map<string, Ways> {
  const found = known.get(pack) ?? lookThrough(pack);
  known.set(pack, found);
  return found;
}

function lookThrough(pack: Pack): Map<string, Ways> {
  const found = new Map<string, Ways>();
  const parts = Object.values(pack.journeys).flatMap(({ stages, tracks }) => [...stages, ...tracks]);
  for (const step of parts.flatMap(({ steps }) => steps)) {
    for (const { fact, operator, value } of step.when ? leaves(step.when) : []) {
      if (operator !== "equal" && operator !== "in") continue;
      const name = fact.slice(fact.lastIndexOf(".") + 1);
      const ways = found.get(name) ?? { home: new Set(), aside: new Set() };
      found.set(name, ways);
      for (const each of [value].flat()) ways[endsWell(step) ? "home" : "aside"].add(each);
    }
  }
  return found;
}

const endsWell = (step: Step): boolean => "as" in step && step.as === "completed";
