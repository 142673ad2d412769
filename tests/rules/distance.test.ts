import { describe, expect, test } from "vitest";
import type { Fact, FactValue } from "#core/program/fact.ts";
import { distance } from "#core/rules/distance.ts";
import { isPlaceOf, distance as kilometers, placesOf } from "#core/rules/places.ts";
import { aDictionary } from "./a-pack.ts";

const places = {
  riga: { latitude: 56.9496, longitude: 24.1052 },
  jelgava: { latitude: 56.6511, longitude: 23.7214 },
};
const dictionary = aDictionary({
  hours: { type: "number" },
  level: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
  reason: { type: "choice", values: ["work", "family", "studies"] },
  bornOn: { type: "date" },
  languages: { type: "choices", values: ["en", "uk", "ar"] },
  town: { type: "text" },
  lives: { type: "place", places },
});

describe("how far what somebody has is from what is wanted", () => {
  const far: [string, FactValue, FactValue, number][] = [
    ["hours", 3, 5.5, 2.5],
    ["hours", 5, 3, 2],
    ["level", "none", "b1", 3],
    ["level", "b1", "a2", 1],
    ["level", "a2", "a2", 0],
    ["level", "none", "c2", 1],
    ["level", "c2", "none", 1],
    ["reason", "work", "studies", 1],
    ["bornOn", "2001-01-01", "2003-01-01", 2],
    ["bornOn", "2003-01-01", "2001-01-01", 2],
    ["bornOn", "2001-01-01", "later", 1],
    ["languages", ["en"], ["en", "uk", "ar"], 2],
    ["languages", ["en", "uk"], ["uk", "ar"], 2],
    ["languages", ["en", "uk"], ["en"], 1],
    ["languages", ["en"], "en", 1],
    ["town", "Riga", "Tartu", 1],
    ["hours", 3, "3", 1],
  ];

  test.each(far)("%s: from %j to %j", (fact, saw, wanted, steps) => {
    expect(distance(dictionary, fact, saw, wanted)).toBeCloseTo(steps, 10);
  });
});

describe("the places of a fact", () => {
  const fact = dictionary.facts.lives as Extract<Fact, { type: "place" }>;

  test("are one list for the same fact, with where they are", () => {
    expect(placesOf(fact)).toEqual(["riga 56.9496 24.1052", "jelgava 56.6511 23.7214"]);
    expect(placesOf(fact)).toBe(placesOf(fact));
  });

  test("are known by name, and lie as far apart as they do", () => {
    expect(isPlaceOf(placesOf(fact), "riga")).toBe(true);
    expect(isPlaceOf(placesOf(fact), "oslo")).toBe(false);
    expect(isPlaceOf(placesOf(fact), 56.9496)).toBe(false);
    expect(isPlaceOf(undefined, "riga")).toBe(false);
    expect(kilometers(placesOf(fact), "riga", "jelgava")).toBeCloseTo(40.59, 2);
  });
});
