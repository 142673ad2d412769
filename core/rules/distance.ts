import { isDay } from "../program/day.ts";
import type { FactDictionary, FactValue } from "../program/fact.ts";
import { orderOf } from "./dictionary.ts";

/** How far apart two values of a fact are: a step of an order, a year, an entry of a list, or one where nothing lies between. */
export function distance(dictionary: FactDictionary, fact: string, one: FactValue, other: FactValue): number {
  if (typeof one === "number" && typeof other === "number") return Math.abs(one - other);
  if (Array.isArray(one) && Array.isArray(other)) return apart(one, other);
  if (isDay(one) && isDay(other)) return Math.abs(Date.parse(one) - Date.parse(other)) / (365 * 86_400_000);
  const order = orderOf(dictionary, fact);
  const places = [one, other].map((value) => order?.indexOf(String(value)) ?? -1);
  return places.every((place) => place >= 0) ? Math.abs(places[0]! - places[1]!) : 1;
}

function apart(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  const lost = one.filter((value) => !other.includes(value));
  const gained = other.filter((value) => !one.includes(value));
  return lost.length + gained.length;
}
