import { isDay } from "../program/day.ts";
import type { Fact, FactDictionary, FactValue } from "../program/fact.ts";
import type { Test } from "./compile.ts";
import { isFactRef } from "./compile.ts";
import { derivedOf, entryOf } from "./dictionary.ts";

/**
 * A few values that stand for every value an unknown fact may have, as far as these tests can tell; undefined where no few
 * can (it is compared with another fact, or everything is possible).
 */
export function representatives(
  dictionary: FactDictionary,
  fact: string,
  tests: Test[],
): FactValue[] | undefined {
  const entry =
    entryOf(dictionary, fact) ?? (derivedOf(dictionary, fact) ? ({ type: "number" } as const) : undefined);
  if (!entry) return undefined;
  const about = tests.filter((test) => test.fact === fact || refOf(test) === fact);
  if (about.some((test) => isFactRef(test.value))) return finite(entry);
  return distinct(fact, about, candidates(entry, about.flatMap((test) => test.value) as (string | number)[]));
}

function finite(entry: Pick<Fact, "type">): FactValue[] | undefined {
  if (entry.type === "boolean") return [true, false];
  if (entry.type === "rating") return [1, 2, 3, 4, 5];
  return entry.type === "choice" ? (entry as Fact & { values: string[] }).values : undefined;
}

const mostSubsets = 5;

function candidates(
  entry: Pick<Fact, "type"> & { min?: number; max?: number },
  mentioned: (string | number)[],
): FactValue[] | undefined {
  const named = [...new Set(mentioned)];
  switch (entry.type) {
    case "boolean":
    case "rating":
    case "choice":
      return finite(entry);
    case "number":
      return around(named as number[], entry.min, entry.max);
    case "date":
      return (named as string[]).filter(isDay).flatMap((day) => [shifted(day, -1), day, shifted(day, 1)]);
    case "choices":
    case "numbers":
      return named.length > mostSubsets ? undefined : subsets(named);
    default:
      return [...named, ...other(named as string[])];
  }
}

/** One of each way to answer the tests. */
function distinct(fact: string, tests: Test[], values: FactValue[] | undefined): FactValue[] | undefined {
  if (!values || values.length === 0) return undefined;
  const ways = values.map(
    (value) => [tests.map((test) => test.truth({ [fact]: value })).join(), value] as const,
  );
  return [...new Map(ways).values()];
}

/** Each figure, the gaps between them and both ends, within the fact's own limits. */
function around(figures: number[], min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): number[] {
  const sorted = [...figures, min, max].filter(Number.isFinite).sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((next, place) => (sorted[place]! + next) / 2);
  const ends = sorted.length > 0 ? [sorted[0]! - 1, sorted.at(-1)! + 1] : [];
  return [...sorted, ...gaps, ...ends].filter((figure) => figure >= min && figure <= max);
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function subsets(values: (string | number)[]): (string[] | number[])[] {
  let sets: (string | number)[][] = [[]];
  for (const value of values) sets = sets.concat(sets.map((set) => set.concat(value)));
  return sets as (string[] | number[])[];
}

/** A text that no rule names. */
const other = (named: string[]): string[] => [`${named.join("")}?`];

const refOf = (test: Test): string | undefined => (isFactRef(test.value) ? test.value.fact : undefined);
