import type { FactDictionary } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { canonicalJson } from "../program/version.ts";
import { derivedOf, entryOf } from "../rules/dictionary.ts";
import { touching } from "../rules/touching.ts";
import type { EventOf } from "./event.ts";
import type { Journey, Moving } from "./journey.ts";
import { landingsOf, type Obstacle } from "./move.ts";

/**
 * Whom a published version counts for. new: those who come from now on. waiting: also those under way about whom none of the
 * changed rules has decided yet. past: everybody under way; what was decided is proposed anew to a coordinator. next step: everybody under
 * way, each once the step is done that they stand at.
 */
export const choices = ["new", "waiting", "past", "next step"] as const;
export type Choice = (typeof choices)[number];

/** The people under way, by what each choice would mean for them. */
export interface MovePlan {
  to: string;
  waiting: Journey[];
  past: Journey[];
  /** They stand where the other version has no place for them: nobody moves them until a map of steps says where they go on. */
  left: { journey: Journey; obstacles: Obstacle[] }[];
  /** On this version already, or about to be. */
  there: Journey[];
}

/** By the name of a journey's definition: where those go on whose step is gone. */
export type StepMaps = Record<string, Moving["steps"]>;

/** `versions` holds every version that one of the journeys is on. */
export function planMove(
  journeys: readonly Journey[],
  versions: ReadonlyMap<string, Pack>,
  to: Pack,
  maps: StepMaps,
): MovePlan {
  const plan: MovePlan = { to: to.version, waiting: [], past: [], left: [], there: [] };
  for (const journey of journeys) {
    if (journey.ended) continue;
    if (isThere(journey, to)) {
      plan.there.push(journey);
      continue;
    }
    const from = versions.get(journey.pack)!;
    const { obstacles } = landingsOf(journey, from, to, mapFor(maps, journey));
    if (obstacles.length > 0) plan.left.push({ journey, obstacles });
    else plan[isPast(journey, from, to) ? "past" : "waiting"].push(journey);
  }
  return plan;
}

/** Who goes elsewhere at the next step is not there, though on this version; who comes here at the next step may come sooner. */
const isThere = ({ pack, moving }: Journey, { version }: Pack): boolean =>
  moving ? moving.to === version && moving.when === "now" : pack === version;

/** Those whom a choice moves. At the next step somebody may well have a way on who has none now. */
export function movedBy({ to, waiting, past, left }: MovePlan, choice: Choice): Journey[] {
  if (choice === "new") return [];
  if (choice === "waiting") return waiting;
  if (choice === "past") return [...waiting, ...past];
  const all = [...waiting, ...past, ...left.map(({ journey }) => journey)];
  return all.filter(({ moving }) => moving?.to !== to);
}

/**
 * The event that moves one journey. Its id is the same as long as the journey has not gone on: whoever gives the order again, after a
 * crash or in doubt, gives it once.
 */
export function moveEvent(
  journey: Journey,
  { to }: Pick<MovePlan, "to">,
  order: { choice: Exclude<Choice, "new">; maps: StepMaps; at: string; by: string },
): EventOf<"moved"> {
  const { choice, maps, at, by } = order;
  const when = choice === "next step" ? "next step" : "now";
  const id = `${journey.id}/moved/${to}/${journey.version}`;
  const how = { when, catchUp: choice === "past", steps: mapFor(maps, journey) } as const;
  return { type: "moved", schema: 2, id, at, by, to, ...how };
}

const mapFor = (maps: StepMaps, { definition }: Journey): Moving["steps"] =>
  Object.hasOwn(maps, definition) ? maps[definition]! : {};

/** Whether the rules have decided something about somebody that the other version decides by other rules. */
function isPast(journey: Journey, from: Pack, to: Pack): boolean {
  return Object.entries(from.ruleSets).some(([name, ruleSet]) => {
    if (journey.facts[ruleSet.decides]?.by !== "engine") return false;
    return meaning(ruleSet) !== meaning(to.ruleSets[name]) || readsOtherwise(ruleSet, from.facts, to.facts);
  });
}

/** Whether the same rules mean something else, since a fact that they look at, or that such a one follows from, is another. */
function readsOtherwise(ruleSet: RuleSet, before: FactDictionary, after: FactDictionary): boolean {
  const entry = (dictionary: FactDictionary, ref: string) =>
    meaning(entryOf(dictionary, ref) ?? derivedOf(dictionary, ref));
  return [...touching(before, ruleSet).keys()].some((ref) => entry(before, ref) !== entry(after, ref));
}

/** Where something was read decides nothing. */
const meaning = (rules: unknown): string =>
  canonicalJson(
    JSON.parse(
      JSON.stringify(rules ?? null, (key, value) =>
        key === "$schema" || (key === "source" && typeof value === "string") ? undefined : value,
      ),
    ),
  );
