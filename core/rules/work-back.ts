import { isDay } from "../program/day.ts";
import type { Fact, FactValue } from "../program/fact.ts";
import { longer } from "./analysis/set-values.ts";
import type { Test } from "./compile.ts";
import { basesOf, derivedOf, entryOf, own, partsOf } from "./dictionary.ts";
import { factsOf } from "./evaluate.ts";
import { type Around, against, dayOf } from "./open-fact.ts";
import { between, turns } from "./representatives.ts";

/** Whether few values of what a derived fact is worked out from bring about all it may be, as far as these tests can tell. */
export function canWorkBack(around: Around, ref: string, missing: string[], tests: Test[]): boolean {
  const { dictionary, facts } = around;
  const derived = derivedOf(dictionary, ref)!;
  const types = missing.map((base) => entryOf(dictionary, base)?.type);
  // A lowest or an average of ratings has few ways to come about; of other figures it has too many.
  if ("lowestOf" in derived || "averageOf" in derived) return types.every((type) => type === "rating");
  const about = tests.filter((test) => [ref, ...missing].some((name) => factsOf(test).includes(name)));
  if (about.some((test) => [ref, ...missing].every((name) => !against(test, name, facts)))) return false;
  if ("yearsSince" in derived) return types[0] === "date";
  return (
    namedIn(tests, missing[0]!, around).length <= mostNamed && ["choices", "numbers"].includes(types[0]!)
  );
}

/** Values of a fact that bring it, and what follows from it, to each side of everything that they are held against. */
export function worked(
  around: Around,
  fact: string,
  following: string[],
  tests: Test[],
): FactValue[] | undefined {
  const entry = entryOf(around.dictionary, fact)!;
  if (entry.type === "rating") return [1, 2, 3, 4, 5];
  if (entry.type === "number") return figuresOf(around, entry, fact, following, tests);
  const figures = following
    .filter((ref) => partsOf(ref).side + basesOf(derivedOf(around.dictionary, ref)!)[0] === fact)
    .flatMap((ref) =>
      tests.flatMap((test) => (factsOf(test).includes(ref) ? (against(test, ref, around.facts) ?? []) : [])),
    )
    .flatMap(turns)
    .filter((value) => typeof value === "number");
  if (entry.type === "date")
    return [
      ...figures.flatMap((years) => bornAbout(dayOf(around.facts)!, years)),
      ...days(tests, fact, around),
    ];
  return lists(entry, namedIn(tests, fact, around), Math.max(0, ...figures));
}

/**
 * A figure behind a lowest or an average: to each side of all that it, and they, are held against. Undefined where it is held against
 * what follows from it.
 */
function figuresOf(
  around: Around,
  { min, max }: Extract<Fact, { type: "number" }>,
  fact: string,
  following: string[],
  tests: Test[],
): number[] | undefined {
  const figures: number[] = [];
  for (const ref of [fact, ...following]) {
    for (const test of tests.filter((one) => factsOf(one).includes(ref))) {
      const held = against(test, ref, around.facts);
      if (!held) return undefined;
      figures.push(...turns(held).map((figure) => bringing(around, fact, ref, Number(figure))));
    }
  }
  const turning = figures.filter(Number.isFinite);
  const beside = turning.flatMap((figure) => [figure - 1, figure, figure + 1]);
  const near = beside.filter((figure) => figure >= (min ?? figure) && figure <= (max ?? figure));
  return [...new Set([...near, ...between(turning, min, max)])];
}

/** What a figure has to be so that what follows from it comes to that one, if anything does. */
function bringing({ dictionary, facts }: Around, fact: string, ref: string, wanted: number): number {
  const derived = ref === fact ? undefined : derivedOf(dictionary, ref);
  if (!derived || !("averageOf" in derived)) return wanted;
  const bases = basesOf(derived).map((base) => partsOf(ref).side + base);
  const others = bases.filter((base) => base !== fact).map((base) => Number(own(facts, base)));
  return others.reduce((left, other) => left - other, wanted * bases.length);
}

const mostNamed = 5;

/** What tests hold a fact against: values of their own, and what is known of other facts. */
const namedIn = (tests: Test[], fact: string, { facts }: Around): (string | number)[] => {
  const held = tests.filter((test) => factsOf(test).includes(fact));
  const values = held.flatMap((test) => against(test, fact, facts)?.value ?? []);
  return [...new Set(values as (string | number)[])];
};

/** The days that a fact is compared with, those beside them, and those as far away as a test looks. */
function days(tests: Test[], fact: string, { facts }: Around): string[] {
  return tests
    .filter((test) => factsOf(test).includes(fact))
    .flatMap((test) => {
      const by = typeof test.limit === "number" ? Math.floor(test.limit) : 0;
      const named = [against(test, fact, facts)?.value ?? []].flat().filter(isDay);
      return named.flatMap((day) => [-by - 1, -by, -1, 0, 1, by, by + 1].map((away) => shifted(day, away)));
    });
}

/** The last day on which somebody is still so many years old, and the day after, for the whole years around a figure. */
function bornAbout(on: string, figure: number): string[] {
  const least = Math.floor(figure);
  return [least, least + 1].flatMap((years) => {
    const year = String(Number(on.slice(0, 4)) - years).padStart(4, "0");
    const same = `${year}${on.slice(4)}`;
    const last = isDay(same) ? same : `${year}-02-28`;
    return isDay(last) ? [last, shifted(last, 1)] : [];
  });
}

const shifted = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Every set of the values that rules name, filled up to every length that matters: with values that none names, and by figures twice. */
function lists(entry: Fact, named: (string | number)[], longest: number): FactValue[] {
  const most = Math.ceil(longest) + 1;
  const rest = unnamed(entry, named, most);
  let sets: (string | number)[][] = [[]];
  for (const value of named) sets = sets.concat(sets.map((set) => [...set, value]));
  const filled = sets.flatMap((set) =>
    Array.from({ length: rest.length + 1 }, (_, more) => [...set, ...rest.slice(0, more)]),
  ) as FactValue[];
  if (entry.type !== "numbers") return filled;
  const others = sets.map((set) => [...set, ...rest.slice(0, 1)]);
  const all = longer([...sets, ...others] as FactValue[], most) as number[][];
  return [...filled, ...all.filter((list) => new Set(list).size < list.length)];
}

function unnamed(entry: Fact, named: (string | number)[], most: number): (string | number)[] {
  if (entry.type === "choices") return entry.values.filter((value) => !named.includes(value)).slice(0, most);
  const { min = 0, max = Number.POSITIVE_INFINITY } = entry as { min?: number; max?: number };
  const numbers = Array.from({ length: most + named.length }, (_, step) => min + step);
  return numbers.filter((one) => one <= max && !named.includes(one)).slice(0, most);
}
