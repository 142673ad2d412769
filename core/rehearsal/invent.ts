import type { ExamplePerson } from "../program/example.ts";
import type { Fact, FactValue } from "../program/fact.ts";
import { levels } from "../program/level.ts";
import type { Pack } from "../program/pack.ts";

/** Invented people of a role: what anybody may be asked differs from one to the next, the rest is left to be found out. The same seed always invents the same people. */
export function invent(pack: Pack, role: string, count: number, seed: number): ExamplePerson[] {
  const random = dice(seed);
  const facts = Object.entries(pack.facts.facts).filter(([, fact]) => isTold(fact, role));
  return Array.from({ length: count }, (_, index) => ({
    id: `${role}-${index + 1}`,
    role,
    facts: Object.fromEntries(facts.flatMap(([name, fact]) => told(name, fact, random))),
  }));
}

const isTold = (fact: Fact, role: string): boolean =>
  (fact.about === "person" && fact.kind === "ordinary" && (fact.roles ?? []).includes(role)) ||
  isShared(fact);

const isShared = (fact: Fact): boolean =>
  fact.about === "person" &&
  fact.kind === "ordinary" &&
  fact.roles === undefined &&
  shared.includes(fact.type);

const shared: Fact["type"][] = ["choices", "languages", "place"];

function told(name: string, fact: Fact, random: () => number): [string, FactValue][] {
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  switch (fact.type) {
    case "choices":
      return [[name, [...new Set([one(fact.values), one(fact.values), one(fact.values)])]]];
    case "languages":
      return [
        [name, [...new Set([one(fact.values), one(fact.values)])].map((each) => `${each} ${one(levels)}`)],
      ];
    case "place":
      return [[name, one(Object.keys(fact.places))]];
    case "rating":
      return [[name, fact.min + Math.floor(random() * (fact.max - fact.min + 1))]];
    default:
      return [];
  }
}

/** A small generator of numbers from 0 to 1 (mulberry32): the same seed, the same numbers, on every machine. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
