import { isDay } from "../program/day.ts";
import type { Fact, FactDictionary, FactValue } from "../program/fact.ts";
import { isLength, lengthOf } from "../program/length.ts";
import type { OperatorName } from "../program/rule-set.ts";
import type { Test } from "./compile.ts";
import { isFactRef } from "./compile.ts";
import { derivedOf, entryOf } from "./dictionary.ts";

/**
 * A few values that stand for every value an unknown fact may have, as far as these tests can tell: every value at which an answer
 * turns, and those beside it; undefined where no few can (it is compared with another fact, or everything is possible).
 */
export function telling(dictionary: FactDictionary, fact: string, tests: Test[]): FactValue[] | undefined {
  const entry =
    entryOf(dictionary, fact) ?? (derivedOf(dictionary, fact) ? ({ type: "number" } as const) : undefined);
  if (!entry) return undefined;
  const about = testsOf(fact, tests);
  return about.some((test) => isFactRef(test.value)) ? finite(entry) : candidates(entry, about);
}

const testsOf = (fact: string, tests: Test[]): Test[] =>
  tests.filter((test) => test.fact === fact || refOf(test) === fact);

type Entry = Fact | { type: "number"; min?: number; max?: number };

function finite(entry: Entry): FactValue[] | undefined {
  if (entry.type === "boolean") return [true, false];
  if (entry.type === "rating") return [1, 2, 3, 4, 5];
  if (entry.type === "place") return Object.keys(entry.places);
  return entry.type === "choice" ? entry.values : undefined;
}

const mostSubsets = 5;

function candidates(entry: Entry, tests: Test[]): FactValue[] | undefined {
  const named = [...new Set(tests.flatMap((test) => test.value as string | number))];
  switch (entry.type) {
    case "number":
      return between(tests.flatMap(turns) as number[], entry.min, entry.max);
    case "date":
      return (tests.flatMap(turns) as string[])
        .filter(isDay)
        .flatMap((day) => [shifted(day, -1), day, shifted(day, 1)]);
    case "choices":
    case "numbers":
      return named.length > mostSubsets ? undefined : sets(named, entry, tests);
    case "languages":
      return spoken(named as string[], tests);
    case "duration":
      return entry.values ?? (named as string[]).flatMap(lengthsAround);
    case "text":
      return [...named, ...other(named as string[])];
    default:
      return finite(entry);
  }
}

/** The figures or days at which a test's answer turns. */
export function turns({ operator, value, limit }: Test): (string | number)[] {
  const values = [value].flat() as (string | number)[];
  const by = typeof limit === "number" ? limit : undefined;
  if (by === undefined) return values;
  const ways = operator.startsWith("differs") ? [-by, by] : [by];
  return values.flatMap((one) =>
    ways.map((way) =>
      typeof one === "number"
        ? one + way
        : shifted(one, operator.startsWith("differs") ? Math.trunc(way) : Math.ceil(way)),
    ),
  );
}

/** Each figure, the gaps between them and both ends, within the fact's own limits. */
export function between(
  figures: number[],
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
): number[] {
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

/**
 * Operators that something nobody named can tip: whether that is all, and, with the open fact on the right, whether a known
 * set has all of it.
 */
const asksWhetherAll: ReadonlySet<OperatorName> = new Set([
  "isExactly",
  "isNotExactly",
  "containsAll",
  "doesNotContainAll",
]);

/** Each set of named values; with something else beside them too, where a test asks whether that is all. */
function sets(
  named: (string | number)[],
  entry: Extract<Fact, { type: "choices" | "numbers" }>,
  tests: Test[],
): FactValue[] {
  const plain = subsets(named);
  if (!tests.some(({ operator }) => asksWhetherAll.has(operator))) return plain;
  const more =
    entry.type === "choices" ? entry.values.find((one) => !named.includes(one)) : strange(named, entry);
  return more === undefined
    ? plain
    : [...plain, ...plain.map((set) => [...set, more] as string[] | number[])];
}

/** A number that no rule names, where the fact has room for one. */
function strange(
  named: (string | number)[],
  { min = 0, max }: { min?: number; max?: number },
): number | undefined {
  for (let one = min; one <= (max ?? min + named.length); one += 1) if (!named.includes(one)) return one;
  return undefined;
}

const mostSpoken = 64;

/** Each language that a rule names: not spoken, at the lowest level, and at each level that a rule asks for. */
function spoken(named: string[], tests: Test[]): FactValue[] | undefined {
  const asked = new Set(["a1", ...tests.flatMap(({ limit }) => (typeof limit === "string" ? limit : []))]);
  if ((asked.size + 1) ** named.length > mostSpoken) return undefined;
  let all: string[][] = [[]];
  for (const language of named)
    all = all.concat([...asked].flatMap((level) => all.map((some) => [...some, `${language} ${level}`])));
  return all;
}

/** The length itself, the same length written another way, and one a little shorter and longer. */
function lengthsAround(duration: string): string[] {
  if (!isLength(duration)) return [];
  const minutes = lengthOf(duration) / 10;
  const shorter = Math.ceil(minutes) - 1;
  return [
    duration,
    duration.replace(/\d/, "0$&"),
    ...(shorter > 0 ? [`PT${shorter}M`] : []),
    `PT${Math.floor(minutes) + 1}M`,
  ];
}

/** A text that no rule names. */
const other = (named: string[]): string[] => [`${named.join("")}?`];

const refOf = (test: Test): string | undefined => (isFactRef(test.value) ? test.value.fact : undefined);
