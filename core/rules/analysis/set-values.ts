import type { Fact, FactDictionary, Facts, FactValue } from "../../program/fact.ts";
import { type Level, levels } from "../../program/level.ts";
import { isFactRef } from "../compile.ts";
import { entryOf } from "../dictionary.ts";
import type { Atom } from "./atom.ts";
import { type Group, isSet, namedBy } from "./group.ts";
import { figuresOf } from "./scalar-values.ts";
import type { Space } from "./space.ts";
import { counted, subsets } from "./subsets.ts";

type Entry = string | number;
type SetFact = Extract<Fact, { type: "choices" | "numbers" | "languages" }>;

/**
 * The few values of a fact that is a list, once the facts that are no lists in its group are set: what rules name, what those facts
 * say, and of all else as much as can be needed at once to bear witness for each comparison. Throws TooMany.
 */
export function setValues(space: Space, group: Group, ref: string): (facts: Facts) => FactValue[] {
  const entry = entryOf(space.dictionary, ref) as SetFact;
  const all = entriesOf(space, group, entry);
  const follows = [...space.follows].filter(([, bases]) => bases.every((base) => group.refs.includes(base)));
  const scalars = [...group.refs, ...follows.map(([derived]) => derived)].filter((one) => !isSet(space, one));
  const named = namedBy(group);
  // Also where only a list that this one is held against is counted: it has to be as long as that one can be.
  const isCounted = [...space.follows.values()].some((bases) =>
    bases.some((base) => group.refs.includes(base) && isSet(space, base)),
  );
  const kept = new Map<string, FactValue[]>();
  return (facts) => {
    const said = scalars.map((scalar) => facts[scalar]);
    const known = all.filter((one) => named.includes(one) || said.includes(one as never));
    const key = JSON.stringify(known);
    const values = kept.get(key) ?? setsOf(space, group, entry, isCounted, all, known);
    kept.set(key, values);
    return values;
  };
}

function setsOf(
  space: Space,
  group: Group,
  entry: SetFact,
  isCounted: boolean,
  all: Entry[],
  known: Entry[],
): FactValue[] {
  const others = all.filter((one) => !known.includes(one));
  if (isCounted && entry.type === "choices")
    return isFew(entry) ? subsets(all, all.length) : counted(known, others, others.length);
  const few = [...known, ...enough(space.dictionary, others, group)];
  if (entry.type === "languages") return spoken(few as string[], group);
  return isCounted ? longer(subsets(few, few.length), mostWanted(group)) : subsets(few, few.length);
}

/** So few entries that every set of them can be looked at. */
export const isFew = (entry: Fact | undefined): boolean =>
  entry?.type === "choices" && entry.values.length <= 10;

/** A list of figures may hold one twice: with the same figures in it, it can be of any greater length. */
export function longer(sets: FactValue[], most: number): FactValue[] {
  return (sets as number[][]).flatMap((set) =>
    set.length === 0
      ? [set]
      : Array.from({ length: Math.max(most - set.length, 0) + 1 }, (_, more) => [
          ...set,
          ...Array.from({ length: more }, () => set[0]!),
        ]),
  );
}

function entriesOf(space: Space, group: Group, entry: SetFact): Entry[] {
  if (entry.type !== "numbers") return entry.values;
  const lists = group.refs
    .map((ref) => entryOf(space.dictionary, ref))
    .filter((one) => one?.type === "numbers");
  // Beside what rules name there is always room for a few more figures, in the range of each list.
  const more = lists.flatMap(({ min = 0 }) =>
    Array.from({ length: witnesses(group) + 2 }, (_, place) => min + (place + 1) / 64),
  );
  return [...new Set([...figuresOf(space, group), ...more])].filter((one) => has(entry, one));
}

/** Entries that no rule names and that are alike to all facts of the group: as many of them as can be needed at once. */
function enough(dictionary: FactDictionary, others: Entry[], group: Group): Entry[] {
  const alike = new Map<string, Entry[]>();
  for (const one of others) {
    const key = group.refs.filter((ref) => has(entryOf(dictionary, ref), one)).join();
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike.values()].flatMap((same) => same.slice(0, witnesses(group)));
}

function has(entry: Fact | undefined, one: Entry): boolean {
  if (entry?.type === "numbers")
    return Number(one) >= (entry.min ?? Number(one)) && Number(one) <= (entry.max ?? Number(one));
  return (
    entry !== undefined && "values" in entry && (entry.values as Entry[] | undefined)?.includes(one) === true
  );
}

/**
 * One for each comparison of two lists, as many as it counts; one for lists that must be exactly so. At least two where lists meet, so
 * that the example of two who share nothing need not be two who have nothing.
 */
function witnesses({ atoms, refs }: Group): number {
  const each = atoms.reduce((sum, atom) => sum + witnessesOf(atom), 0);
  return Math.max(each, refs.length > 1 ? 2 : 1);
}

function witnessesOf({ test }: Atom): number {
  const exact = test.operator === "isExactly" || test.operator === "isNotExactly";
  if (!isFactRef(test.value)) return exact ? 1 : 0;
  return typeof test.limit === "number" ? test.limit : 1;
}

/** Each of these languages at no level or at one that the rules tell apart from the others. */
function spoken(languages: string[], { atoms }: Group): FactValue[] {
  const told = new Set<string>(["a1", ...atoms.map(({ test }) => String(test.limit))]);
  const each = languages.flatMap((language) =>
    levels.filter((level: Level) => told.has(level)).map((level) => `${language} ${level}`),
  );
  return subsets(each, languages.length, (entry) => String(entry).split(" ")[0]!);
}

/** How many entries can make a difference to a rule that counts them. */
function mostWanted({ atoms }: Group): number {
  const figures = atoms.flatMap(({ named, test }) => {
    const by = typeof test.limit === "number" ? test.limit : 0;
    return named.flatMap((figure) => [Number(figure), Number(figure) + by]);
  });
  const between = atoms.some(({ refs }) => refs.length > 1);
  return between ? 60 : Math.max(0, ...figures.filter((figure) => figure >= 0 && figure <= 60)) + 2;
}
