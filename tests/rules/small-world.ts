import fc from "fast-check";
import { leavesOf } from "#core/program/conditions.ts";
import type { FactDictionary, Facts, FactValue } from "#core/program/fact.ts";
import type { Condition, Leaf, RuleSet } from "#core/program/rule-set.ts";
import { basesOf } from "#core/rules/dictionary.ts";
import { isFactRef } from "#core/rules/fact-ref.ts";
import { aDictionary, aRuleSet } from "./a-pack.ts";

/** A dictionary so small that everybody who could be can be counted: a fact of most types, and what follows from some. */
export const dictionary: FactDictionary = aDictionary(
  {
    free: { type: "boolean" },
    busy: { type: "boolean", kind: "conversation" },
    courage: { type: "rating" },
    skills: { type: "rating" },
    level: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    wish: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    languages: { type: "choices", values: ["en", "uk", "ar"] },
    spoken: { type: "choices", values: ["en", "uk", "ar"] },
    tongue: { type: "choice", values: ["en", "uk", "ar"] },
    hours: { type: "number", min: 0, max: 8 },
    room: { type: "number", min: 0, max: 8 },
    bornOn: { type: "date" },
    cameOn: { type: "date" },
    ages: { type: "numbers", min: 0 },
    support: { type: "choice", values: ["ordinary", "specialist"], kind: "staff" },
  },
  {
    age: { yearsSince: "bornOn" },
    tongues: { count: "languages" },
    children: { count: "ages" },
    lowest: { lowestOf: ["courage", "skills"] },
    least: { lowestOf: ["hours", "room"] },
  },
);

export const on = "2026-03-02";

const levels = ["none", "a1", "a2", "b1"];
const sets = [[], ["en"], ["uk"], ["ar"], ["en", "uk"], ["en", "ar"], ["uk", "ar"], ["en", "uk", "ar"]];
/** Half steps are what is known of people; quarters lie to each side of them and of all that rules name. */
const figures = [...Array.from({ length: 23 }, (_, place) => place / 4), 8];
/** Lists that may hold an entry twice: of what rules name and of something else, one more entry than they can count. */
const lists = [0, 1, 2, 3].flatMap((length) => listsOf(length));
/** One of them is yet to come. */
const days = ["2008-02-29", "2008-03-01", "2008-03-02", "2008-03-03", "2010-07-01", "2028-05-06"];

function listsOf(length: number, least = 0): number[][] {
  if (length === 0) return [[]];
  return [0, 1, 7]
    .filter((one) => one >= least)
    .flatMap((one) => listsOf(length - 1, one).map((more) => [one, ...more]));
}

/** To each side of those days and of the birthdays of 1, 16 and 18; twice between two, so that two of them can differ there. */
const dates = [
  ...days,
  "1950-01-01",
  "1960-01-01",
  "1960-01-02",
  "2008-02-28",
  "2008-03-04",
  "2009-03-02",
  "2009-03-03",
  "2009-05-05",
  "2009-07-01",
  "2009-09-09",
  "2010-03-02",
  "2010-03-03",
  "2010-06-30",
  "2010-07-02",
  "2024-05-05",
  "2025-03-02",
  "2025-03-03",
  "2028-05-05",
  "2028-05-07",
  "2030-01-01",
];

/** Everything that a fact can be, as far as rules made here could ever tell. */
export const universe: Record<string, FactValue[]> = {
  free: [true, false],
  busy: [true, false],
  courage: [1, 2, 3, 4, 5],
  skills: [1, 2, 3, 4, 5],
  level: levels,
  wish: levels,
  languages: sets,
  spoken: sets,
  tongue: ["en", "uk", "ar"],
  hours: figures,
  room: figures,
  bornOn: dates,
  cameOn: dates,
  ages: lists,
  support: ["ordinary", "specialist"],
};

const anyDay = fc
  .date({ min: new Date("1930-01-01"), max: new Date("2032-03-01"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));

/** Any value of a fact's type, also such as no rule has ever heard of. */
export const anyValue: Record<string, fc.Arbitrary<FactValue>> = {
  ...Object.fromEntries(Object.entries(universe).map(([fact, values]) => [fact, fc.constantFrom(...values)])),
  hours: fc.double({ min: 0, max: 8, noNaN: true }),
  room: fc.double({ min: 0, max: 8, noNaN: true }),
  bornOn: anyDay,
  cameOn: anyDay,
  ages: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
};

/** What may be known of somebody: inside of what a fact can be, so that there is always something to each side of it. */
const inner: Record<string, FactValue[]> = {
  ...universe,
  hours: [0, 0.5, 2, 2.5, 3, 3.5, 4],
  room: [0, 0.5, 2, 2.5, 3, 3.5, 4],
  bornOn: [...days, "1960-01-01", "2009-07-01"],
  cameOn: [...days, "1960-01-01", "2009-07-01"],
  ages: [[], [0], [0, 0], [0, 1], [7]],
};

export const person: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(Object.entries(inner).map(([fact, values]) => [fact, fc.constantFrom(...values)])),
);

const of = (facts: string[], operators: Leaf["operator"][], values: FactValue[]): fc.Arbitrary<Leaf> =>
  fc.record({
    fact: fc.constantFrom(...facts),
    operator: fc.constantFrom(...operators),
    value: fc.constantFrom(...values),
  }) as fc.Arbitrary<Leaf>;

const between = (fact: string, operators: Leaf["operator"][], other: string): fc.Arbitrary<Leaf> =>
  fc.constantFrom(...operators).map((operator) => ({ fact, operator, value: { fact: other } }) as Leaf);

/** Facts held against each other, of which neither may be known. */
const pair: fc.Arbitrary<Leaf> = fc.oneof(
  between("hours", ["lessThan", "greaterThan", "equal", "notEqual"], "room"),
  between("room", ["lessThanInclusive", "greaterThan"], "hours"),
  between("bornOn", ["before", "onOrAfter", "equal"], "cameOn"),
  between("languages", ["containsAll", "sharesAny", "sharesNone", "isExactly"], "spoken"),
  between("spoken", ["containsAll", "doesNotContainAll", "isNotExactly"], "languages"),
  between("languages", ["contains", "doesNotContain"], "tongue"),
  between("hours", ["differsAtMost", "exceedsBy"], "room").map((leaf) => ({ ...leaf, by: 1 })),
  between("languages", ["sharesAtLeast"], "spoken").map((leaf) => ({ ...leaf, count: 2 })),
);

/** What is worked out from a day, and the day, so few of them that two can be tried with each other; a list, and how many are in it. */
const aboutDays: fc.Arbitrary<Leaf> = fc.oneof(
  of(["age"], ["lessThan", "greaterThanInclusive", "equal"], [1, 16]),
  of(["bornOn", "cameOn"], ["before", "onOrAfter", "equal"], ["2008-03-02", "2028-05-06"]),
  between("bornOn", ["before", "onOrAfter", "equal"], "cameOn"),
);
const aboutLists: fc.Arbitrary<Leaf> = fc.oneof(
  of(["children"], ["greaterThanInclusive", "equal", "lessThan"], [1, 2]),
  of(["ages"], ["contains", "doesNotContain"], [0, 1]),
  of(["ages"], ["isExactly", "sharesAny"], [[0], [0, 1]]),
);
/** The lowest of two figures, beside them. */
const aboutFigures: fc.Arbitrary<Leaf> = fc.oneof(
  of(["least", "hours", "room"], ["lessThan", "greaterThanInclusive", "equal"], [2, 3]),
  between("least", ["lessThan", "equal"], "hours"),
  between("room", ["greaterThan"], "least"),
);

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  of(["free", "busy"], ["equal", "notEqual"], [true, false]),
  of(["courage", "skills", "lowest"], ["lessThan", "greaterThanInclusive", "equal"], [1, 3, 5]),
  of(["level", "wish"], ["atLeast", "below", "equal"], levels),
  of(["languages"], ["contains", "doesNotContain"], ["en", "uk"]),
  of(["languages"], ["sharesAny", "sharesNone"], [["en"], ["uk", "ar"]]),
  of(["tongues"], ["greaterThan", "equal", "lessThan"], [0, 1, 2]),
  of(["spoken"], ["containsAll", "isExactly"], [["en"], ["uk", "ar"]]),
  of(["room"], ["lessThan", "greaterThan"], [2]),
  of(["cameOn"], ["before", "onOrAfter"], days),
  of(["hours"], ["lessThan", "lessThanInclusive", "greaterThan", "equal"], [0, 2, 3]),
  of(["bornOn"], ["before", "onOrAfter", "equal"], days),
  of(["age"], ["lessThan", "greaterThanInclusive", "equal"], [0, 16, 18]),
  aboutLists,
  of(["support"], ["equal"], ["ordinary", "specialist"]),
  fc.constantFrom<Leaf>(
    { fact: "level", operator: "atLeast", value: { fact: "wish" } },
    { fact: "skills", operator: "greaterThan", value: { fact: "courage" } },
    { fact: "free", operator: "equal", value: { fact: "busy" } },
  ),
);

const conditionOf = (leaf: fc.Arbitrary<Leaf>): fc.Arbitrary<Condition> =>
  fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      { weight: 4, arbitrary: leaf },
      fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie("condition") }),
    ),
  })).condition;

const rulesOf = (condition: fc.Arbitrary<Condition>): fc.Arbitrary<RuleSet> =>
  fc
    .record({
      hitPolicy: fc.constantFrom("first match", "exactly one", "all that match", "sum of points"),
      rules: fc.array(
        fc.record({
          all: fc.array(condition, { minLength: 1, maxLength: 3 }),
          type: fc.constantFrom("red", "blue", "green"),
          points: fc.integer({ min: 0, max: 2 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ hitPolicy, rules }) =>
      aRuleSet({
        hitPolicy,
        rules: rules.map(({ all, type, points }, place) => ({
          name: `rule-${place}`,
          conditions: { all },
          event: { type, ...(hitPolicy === "sum of points" && { params: { points } }) },
        })),
        otherwise: { type: "grey" },
      }),
    );

export const ruleSets = rulesOf(conditionOf(leaf));
/** Rules that look at one thing only, from all its sides. */
const narrowRuleSets = fc.oneof(
  ...[aboutDays, aboutLists, aboutFigures].map((leaf) => rulesOf(conditionOf(leaf))),
);
const pairedRuleSets = rulesOf(conditionOf(fc.oneof(leaf, pair)));

/** A rule set, somebody, and one to three of the things it looks at that are not known of her: few enough to try them all. */
export const asked = fc
  .oneof(ruleSets, pairedRuleSets, narrowRuleSets)
  .chain((ruleSet) =>
    fc.tuple(fc.constant(ruleSet), person, fc.shuffledSubarray(looked(ruleSet), { minLength: 1 })),
  )
  .map(([ruleSet, all, some]) => {
    const unknown = some.filter((_, place) => ways(some.slice(0, place + 1)) <= mostWays).slice(0, 3);
    const known = Object.fromEntries(Object.entries(all).filter(([name]) => !unknown.includes(name)));
    return { ruleSet, known, unknown };
  });

const mostWays = 800;
const ways = (names: string[]): number =>
  names.reduce((product, name) => product * universe[name]!.length, 1);

/** What its conditions name, and what that is worked out from. */
function looked({ rules }: RuleSet): string[] {
  const refs = rules
    .flatMap(({ conditions }) => leavesOf(conditions))
    .flatMap(({ leaf: { fact, value } }) => [fact, ...(isFactRef(value) ? [value.fact] : [])]);
  const behind = refs.flatMap((ref) => (ref in universe ? [ref] : basesOf(dictionary.derived[ref]!)));
  return [...new Set(behind)];
}

/** Every way to fill in these facts. */
export function completions(names: string[]): Facts[] {
  return names.reduce<Facts[]>(
    (all, name) => all.flatMap((one) => universe[name]!.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
