import type { DerivedFact, Fact, FactDictionary } from "../program/fact.ts";
import type { Leaf } from "../program/rule-set.ts";
import type { Limit } from "./operators.ts";
import { placesOf } from "./places.ts";

/** A fact as a rule names it, cut into side and name: "mentor.languages" is `languages` of the side "mentor.". */
export function partsOf(ref: string): { side: string; name: string } {
  const dot = ref.indexOf(".") + 1;
  return { side: ref.slice(0, dot), name: ref.slice(dot) };
}

export function entryOf(dictionary: FactDictionary, ref: string): Fact | undefined {
  return own(dictionary.facts, partsOf(ref).name);
}

export function derivedOf(dictionary: FactDictionary, ref: string): DerivedFact | undefined {
  return own(dictionary.derived, partsOf(ref).name);
}

/** The facts that a derived one is worked out from. */
export function basesOf(derived: DerivedFact): string[] {
  if ("yearsSince" in derived) return [derived.yearsSince];
  if ("count" in derived) return [derived.count];
  return "lowestOf" in derived ? derived.lowestOf : derived.averageOf;
}

/** What comparing a fact takes: the values of an ordered choice, lowest first, or places with their coordinates; else undefined. */
export function orderOf(dictionary: FactDictionary, ref: string): readonly string[] | undefined {
  const entry = entryOf(dictionary, ref);
  if (entry?.type === "place") return placesOf(entry);
  return entry?.type === "choice" && entry.ordered ? entry.values : undefined;
}

/** The further word of a condition, whatever it is called: how many, how far, how well. */
export const limitOf = ({ count, level, km, by }: Leaf): Limit | undefined => count ?? level ?? km ?? by;

/** A fact may be called "constructor": what every object inherits is not knowledge. */
export const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
