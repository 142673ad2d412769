import type { Fact } from "../program/fact.ts";
import { type Coordinates, kilometers } from "../program/place.ts";

const written = new WeakMap<object, readonly string[]>();
const read = new WeakMap<readonly string[], Map<string, Coordinates>>();

/** The places that a fact can name, each as "name latitude longitude"; the same list for the same fact. */
export function placesOf(fact: Extract<Fact, { type: "place" }>): readonly string[] {
  const known =
    written.get(fact) ??
    Object.entries(fact.places).map(([name, { latitude, longitude }]) => `${name} ${latitude} ${longitude}`);
  written.set(fact, known);
  return known;
}

export const isPlaceOf = (values: readonly string[] | undefined, name: unknown): name is string =>
  values !== undefined && tableOf(values).has(name as string);

/** In km. Both must be among the places. */
export function distance(values: readonly string[], one: string, other: string): number {
  const table = tableOf(values);
  return kilometers(table.get(one)!, table.get(other)!);
}

function tableOf(values: readonly string[]): Map<string, Coordinates> {
  const known = read.get(values) ?? new Map(values.map(entry));
  read.set(values, known);
  return known;
}

function entry(value: string): [string, Coordinates] {
  const [name, latitude, longitude] = value.split(" ");
  return [name!, { latitude: Number(latitude), longitude: Number(longitude) }];
}
