import {
  type Fact,
  type FactDictionary,
  type Facts,
  type FactValue,
  today,
  valuesOf,
} from "#core/program/fact.ts";
import type { Condition, Conditions, Leaf, OperatorName, RuleSet } from "#core/program/rule-set.ts";
import { operators } from "#core/rules/operators.ts";
import { aDictionary, aRuleSet } from "../a-pack.ts";

export const on = "2026-03-02";

/** Facts of every type, some of each, so that they can be compared with each other. */
export const dictionary: FactDictionary = aDictionary(
  {
    free: { type: "boolean" },
    busy: { type: "boolean" },
    hours: { type: "number", min: 0, max: 12 },
    years: { type: "number" },
    wanted: { type: "number", min: 1 },
    courage: { type: "rating" },
    skills: { type: "rating" },
    trust: { type: "rating" },
    town: { type: "text" },
    home: { type: "text" },
    level: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    wish: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    reason: { type: "choice", values: ["work", "family", "studies"] },
    languages: { type: "choices", values: ["en", "uk", "ar", "fi", "so"] },
    spoken: { type: "choices", values: ["en", "uk", "ar", "fi", "so"] },
    first: { type: "choice", values: ["en", "uk", "ar", "fi", "so"] },
    slots: { type: "numbers" },
    times: { type: "numbers", min: 1 },
    bornOn: { type: "date" },
    cameOn: { type: "date" },
    stay: { type: "duration" },
    rhythm: { type: "duration", values: ["P1W", "P2W", "P1M"] },
    speech: { type: "languages", values: ["finnish", "arabic", "dari"] },
    tongue: { type: "languages", values: ["finnish", "arabic", "dari"] },
    lives: {
      type: "place",
      places: {
        center: { latitude: 60.17, longitude: 24.94 },
        east: { latitude: 60.21, longitude: 25.08 },
        far: { latitude: 60.98, longitude: 25.66 },
      },
    },
    meets: {
      type: "place",
      places: {
        center: { latitude: 60.17, longitude: 24.94 },
        east: { latitude: 60.21, longitude: 25.08 },
        far: { latitude: 60.98, longitude: 25.66 },
      },
    },
  },
  {
    age: { yearsSince: "bornOn" },
    tongues: { count: "languages" },
    slotCount: { count: "slots" },
    lowest: { lowestOf: ["courage", "skills", "trust"] },
    average: { averageOf: ["courage", "skills"] },
    least: { lowestOf: ["hours", "years"] },
  },
);

/** Chance that can be had again: the same seed gives the same numbers. */
export interface Chance {
  /** From 0 to below `below`. */
  number(below: number): number;
  one<T>(of: readonly T[]): T;
  some<T>(of: readonly T[], most: number): T[];
}

export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const number = (below: number) => Math.floor(next() * below);
  const one = <T>(of: readonly T[]) => of[number(of.length)]!;
  const some = <T>(of: readonly T[], most: number) => {
    const rest = [...of];
    const count = 1 + number(Math.min(most, of.length));
    return Array.from({ length: count }, () => rest.splice(number(rest.length), 1)[0]!);
  };
  return { number, one, some };
}

export function aValue(chance: Chance, fact: Fact): FactValue {
  switch (fact.type) {
    case "boolean":
      return chance.number(2) === 0;
    case "number":
      return Math.max(fact.min ?? 0, chance.one([0, 1, 2, 3, 3.5, 5, 8, 12]));
    case "rating":
      return 1 + chance.number(5);
    case "choice":
    case "place":
      return chance.one(valuesOf(fact)!);
    case "choices":
      return chance.some(fact.values, 3);
    case "numbers":
      return chance.some([1, 2, 3, 4], 2);
    case "date":
      return chance.one(["2000-02-29", "2008-03-01", "2008-03-02", "2008-03-03", "2026-01-31"]);
    case "duration":
      return chance.one(fact.values ?? ["P7D", "P1W", "P6M", "P1M", "P30D"]);
    case "languages":
      return chance.some(fact.values, 2).map((each) => `${each} ${chance.one(["a1", "b1", "c2"])}`);
    default:
      return chance.one(["Riga", "Tartu", "Turku"]);
  }
}

/** A whole person, for all that nobody asked about. */
export const aPerson = (chance: Chance): Facts =>
  Object.fromEntries(Object.entries(dictionary.facts).map(([name, fact]) => [name, aValue(chance, fact)]));

/** A rule set about a few of the facts, so that its rules get in each other's way. */
export function aRandomRuleSet(chance: Chance): RuleSet {
  const hitPolicy = chance.one(["first match", "exactly one", "all that match", "sum of points"] as const);
  const facts = chance.some([...Object.keys(dictionary.facts), ...Object.keys(dictionary.derived), today], 6);
  const rules = Array.from({ length: 1 + chance.number(5) }, (_, place) => ({
    name: `rule-${place}`,
    conditions: group(chance, facts, 2),
    event: { type: chance.one(["red", "blue", "green"]), params: { points: chance.number(3) } },
  }));
  return aRuleSet({ hitPolicy, rules, otherwise: { type: "none" } });
}

function group(chance: Chance, facts: string[], depth: number): Conditions {
  const parts = () => Array.from({ length: 1 + chance.number(3) }, () => condition(chance, facts, depth));
  const kind = chance.number(5);
  return kind === 0
    ? { not: condition(chance, facts, depth) }
    : kind < 3
      ? { any: parts() }
      : { all: parts() };
}

const condition = (chance: Chance, facts: string[], depth: number): Condition =>
  depth > 0 && chance.number(3) === 0 ? group(chance, facts, depth - 1) : leaf(chance, facts);

const aNumber: Fact = { type: "number", about: "person", kind: "ordinary" };
const aDay: Fact = { type: "date", about: "person", kind: "ordinary" };
const typeOf = (name: string): Fact => (name === today ? aDay : (dictionary.facts[name] ?? aNumber));

/** Days that a rule may hold the day itself against: gone by, that of the question and later ones. */
const named = ["2026-01-31", on, "2026-03-03", "2026-12-31", "2027-01-01", "2028-02-29"];

function leaf(chance: Chance, facts: string[]): Leaf {
  const fact = chance.one(facts);
  const type = typeOf(fact);
  const fitting = (Object.keys(operators) as OperatorName[]).filter(
    (name) =>
      operators[name].types.includes(type.type) &&
      (!["atLeast", "below"].includes(name) || (type.type === "choice" && type.ordered)),
  );
  const operator = chance.one(fitting);
  return { fact, operator, value: against(chance, operator, fact, type), ...limit(chance, operator) } as Leaf;
}

function limit(chance: Chance, operator: OperatorName): Record<string, number | string> {
  const { limit: word } = operators[operator];
  if (!word || (word.optional && chance.number(2) === 0)) return {};
  if (word.name === "level") return { level: chance.one(["a2", "b1", "b2"]) };
  const figures = { count: [1, 2], km: [5, 60], by: [0, 1, 2.5, 30] }[word.name];
  return { [word.name]: chance.one(figures) };
}

const listed = [
  "in",
  "notIn",
  "sharesAny",
  "sharesNone",
  "containsAll",
  "doesNotContainAll",
  "sharesAtLeast",
  "sharesFewerThan",
];
const lists = new Set([...listed, "isExactly", "isNotExactly", "sharesLanguage", "sharesNoLanguage"]);
const members: Partial<Record<Fact["type"], Fact["type"][]>> = {
  choices: ["choice"],
  numbers: ["number", "rating"],
};

function against(chance: Chance, operator: OperatorName, fact: string, type: Fact): Leaf["value"] {
  const member = ["contains", "doesNotContain"].includes(operator);
  if (chance.number(3) === 0) {
    const other = otherFact(chance, operator, fact, type, member);
    if (other !== undefined) return { fact: other };
  }
  if (type.type === "languages") {
    return lists.has(operator) ? chance.some(type.values, 2) : chance.one(type.values);
  }
  const one = () => (fact === today ? chance.one(named) : aValue(chance, type));
  const value = one();
  if (member) return (value as string[])[0]!;
  if (!lists.has(operator)) return value;
  return [value, one()].flat().filter((each, place, all) => all.indexOf(each) === place) as string[];
}

/** Another fact that the operator can compare with; of choices only those with the same values. */
function otherFact(
  chance: Chance,
  operator: OperatorName,
  fact: string,
  type: Fact,
  member: boolean,
): string | undefined {
  const numeric = ["number", "rating"];
  const isScalarIn = ["in", "notIn"].includes(operator);
  const wanted = member
    ? members[type.type]!
    : isScalarIn
      ? [numeric.includes(type.type) ? "numbers" : "choices"]
      : numeric.includes(type.type)
        ? numeric
        : [type.type];
  if (isScalarIn && !numeric.includes(type.type) && type.type !== "choice") return undefined;
  if (operator === "speaks" || operator === "doesNotSpeak") return undefined;
  const others = [...Object.keys(dictionary.facts), ...Object.keys(dictionary.derived)].filter((name) => {
    const other = typeOf(name);
    const comparable = ["atLeast", "below", "within", "beyond"].includes(operator);
    return wanted.includes(other.type) && (!comparable || String(valuesOf(other)) === String(valuesOf(type)));
  });
  if (type.type === "date") others.push(today);
  return others.length > 0
    ? chance.one(others.filter((name) => name !== fact || others.length === 1))
    : undefined;
}
