import type { FactValue } from "../../program/fact.ts";
import { TooMany } from "./too-many.ts";

const mostSets = 4_096;

/**
 * The sets of at most that many of these, small ones first and the empty one last; two entries that are the same `kind` do not go
 * together. Throws TooMany.
 */
export function subsets(
  entries: readonly (string | number)[],
  size: number,
  kind: (entry: string | number) => string | number = (entry) => entry,
): FactValue[] {
  const kinds = entries.map(kind);
  const places: number[][] = [[]];
  for (const place of entries.keys()) {
    const more = places.filter(
      (set) => set.length < size && !set.some((other) => kinds[other] === kinds[place]),
    );
    if (places.length + more.length > mostSets) throw new TooMany();
    for (const set of more) places.push([...set, place]);
  }
  const [empty, ...others] = places.map((set) => set.map((place) => entries[place]!));
  return [...others.sort((a, b) => a.length - b.length), empty!] as FactValue[];
}

/** The same where it matters how many there are: every set of the named ones, with none up to `most` of the others. */
export function counted(named: (string | number)[], others: (string | number)[], most: number): FactValue[] {
  return subsets(named, named.length).flatMap((set) =>
    Array.from(
      { length: most + 1 },
      (_, more) => [...(set as string[]), ...others.slice(0, more)] as FactValue,
    ),
  );
}
