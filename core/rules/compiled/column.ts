import type { FactValue } from "../../program/fact.ts";
import type { Slots } from "./layout.ts";

/** One fact of many people: each different value once, and for each person the number of theirs. */
export interface Column {
  /** By person: 0 where it is not known, else one more than the place of its value in `values`. */
  codes: Uint32Array;
  /** Smallest first, where values have an order. */
  values: readonly FactValue[];
}

export function columnOf(people: readonly Slots[], place: number): Column {
  const known = new Map<FactValue | undefined, FactValue>();
  const keys = people.map((slots) => {
    const value = slots[place];
    const key = keyOf(value);
    if (value !== undefined && !known.has(key)) known.set(key, value);
    return key;
  });
  const sorted = [...known].sort(([one], [other]) => (one! < other! ? -1 : one! > other! ? 1 : 0));
  const codes = new Map(sorted.map(([key], place) => [key, place + 1]));
  return {
    codes: Uint32Array.from(keys, (key) => codes.get(key) ?? 0),
    values: sorted.map(([, value]) => value),
  };
}

/** A list is known by what it holds. */
const keyOf = (value: FactValue | undefined): FactValue | undefined =>
  Array.isArray(value) ? JSON.stringify(value) : value;
