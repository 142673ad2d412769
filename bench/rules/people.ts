import type { Fact, FactDictionary, Facts, FactValue } from "#core/program/fact.ts";

/** The same numbers for the same seed (mulberry32). */
export function chances(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** People of whom everything is known, as a store gives them back: parsed from JSON, each with the facts in an order of its own. */
export function people(dictionary: FactDictionary, count: number, seed: number, side = ""): Facts[] {
  const chance = chances(seed);
  return Array.from({ length: count }, () => {
    const facts = Object.entries(dictionary.facts).map(
      ([name, fact]) => [side + name, aValue(name, fact, chance)] as const,
    );
    const from = Math.floor(chance() * facts.length);
    return JSON.parse(JSON.stringify(Object.fromEntries([...facts.slice(from), ...facts.slice(0, from)])));
  });
}

const ranges: Record<string, [number, number]> = {
  age: [16, 70],
  hoursPerWeek: [0, 10],
  distance: [0, 60],
  farthest: [0, 60],
  yearsHere: [0, 12],
  children: [0, 4],
  monthsWaiting: [0, 14],
  mentorsBefore: [0, 2],
  youngest: [18, 40],
  oldest: [35, 75],
};

function aValue(name: string, fact: Fact, chance: () => number): FactValue {
  const upTo = (most: number) => Math.floor(chance() * (most + 1));
  switch (fact.type) {
    case "boolean":
      return chance() < 0.5;
    case "number": {
      const [low, high] = ranges[name] ?? [0, 10];
      return low + upTo(high - low);
    }
    case "rating":
      return 1 + upTo(4);
    case "choice":
      return fact.values[upTo(fact.values.length - 1)]!;
    case "choices":
      return fact.values.filter(() => chance() < 0.2);
    case "numbers":
      return Array.from({ length: fact.max ?? 7 }, (_, place) => place + 1).filter(() => chance() < 0.25);
    case "date":
      return new Date(Date.UTC(2024, 0, 1 + upTo(1100))).toISOString().slice(0, 10);
    default:
      return ["school", "friend", "internet", "city"][upTo(3)]!;
  }
}
