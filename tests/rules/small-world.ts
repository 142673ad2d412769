import fc from "fast-check";
import type { FactDictionary, Facts, FactValue } from "#core/program/fact.ts";
import type { Condition, Leaf, RuleSet } from "#core/program/rule-set.ts";
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
    hours: { type: "number", min: 0, max: 8 },
    bornOn: { type: "date" },
    support: { type: "choice", values: ["ordinary", "specialist"], kind: "staff" },
  },
  {
    age: { yearsSince: "bornOn" },
    tongues: { count: "languages" },
    lowest: { lowestOf: ["courage", "skills"] },
  },
);

export const on = "2026-03-02";

const levels = ["none", "a1", "a2", "b1"];
const days = ["2008-02-29", "2008-03-01", "2008-03-02", "2008-03-03", "2010-07-01"];

/** Everything that a fact can be, as far as rules made here could ever tell. */
export const universe: Record<string, FactValue[]> = {
  free: [true, false],
  busy: [true, false],
  courage: [1, 2, 3, 4, 5],
  skills: [1, 2, 3, 4, 5],
  level: levels,
  wish: levels,
  languages: [[], ["en"], ["uk"], ["ar"], ["en", "uk"], ["en", "ar"], ["uk", "ar"], ["en", "uk", "ar"]],
  hours: [0, 0.5, 2, 2.5, 3, 3.5, 8],
  bornOn: [
    ...days,
    "1960-01-01",
    "2007-12-24",
    "2009-03-02",
    "2009-03-03",
    "2010-06-30",
    "2010-07-02",
    "2024-05-05",
  ],
  support: ["ordinary", "specialist"],
};

/** Any value of a fact's type, also such as no rule has ever heard of. */
export const anyValue: Record<string, fc.Arbitrary<FactValue>> = {
  ...Object.fromEntries(Object.entries(universe).map(([fact, values]) => [fact, fc.constantFrom(...values)])),
  hours: fc.double({ min: 0, max: 8, noNaN: true }),
  bornOn: fc
    .date({ min: new Date("1930-01-01"), max: new Date("2026-03-01"), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
};

export const person: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(Object.entries(universe).map(([fact, values]) => [fact, fc.constantFrom(...values)])),
);

const of = (facts: string[], operators: Leaf["operator"][], values: FactValue[]): fc.Arbitrary<Leaf> =>
  fc.record({
    fact: fc.constantFrom(...facts),
    operator: fc.constantFrom(...operators),
    value: fc.constantFrom(...values),
  }) as fc.Arbitrary<Leaf>;

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  of(["free", "busy"], ["equal", "notEqual"], [true, false]),
  of(["courage", "skills", "lowest"], ["lessThan", "greaterThanInclusive", "equal"], [1, 3, 5]),
  of(["level", "wish"], ["atLeast", "below", "equal"], levels),
  of(["languages"], ["contains", "doesNotContain"], ["en", "uk"]),
  of(["languages"], ["sharesAny", "sharesNone"], [["en"], ["uk", "ar"]]),
  of(["tongues"], ["greaterThan", "equal", "lessThan"], [0, 1, 2]),
  of(["hours"], ["lessThan", "lessThanInclusive", "greaterThan", "equal"], [0, 2, 3]),
  of(["bornOn"], ["before", "onOrAfter", "equal"], days),
  of(["age"], ["lessThan", "greaterThanInclusive", "equal"], [16, 18]),
  of(["support"], ["equal"], ["ordinary", "specialist"]),
  fc.constantFrom<Leaf>(
    { fact: "level", operator: "atLeast", value: { fact: "wish" } },
    { fact: "skills", operator: "greaterThan", value: { fact: "courage" } },
    { fact: "free", operator: "equal", value: { fact: "busy" } },
  ),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 4, arbitrary: leaf },
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));

export const ruleSets: fc.Arbitrary<RuleSet> = fc
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

/** Every way to fill in these facts. */
export function completions(names: string[]): Facts[] {
  return names.reduce<Facts[]>(
    (all, name) => all.flatMap((one) => universe[name]!.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
