import fc from "fast-check";
import type { Fact, FactDictionary, Facts, FactValue } from "#core/program/fact.ts";
import type {
  Condition,
  Conditions,
  Leaf,
  LimitName,
  OperatorName,
  RuleSet,
} from "#core/program/rule-set.ts";
import { weighted } from "#core/program/weight.ts";
import { operators } from "#core/rules/operators.ts";
import { aDictionary, aRuleSet } from "./a-pack.ts";

const places = {
  riga: { latitude: 56.95, longitude: 24.11 },
  jelgava: { latitude: 56.65, longitude: 23.71 },
  tartu: { latitude: 58.38, longitude: 26.72 },
};

/** Two facts of each type, so that facts can also be compared with each other. */
export const dictionary: FactDictionary = aDictionary(
  {
    free: { type: "boolean" },
    busy: { type: "boolean" },
    age: { type: "number", min: 0, max: 12 },
    years: { type: "number" },
    courage: { type: "rating" },
    skills: { type: "rating" },
    town: { type: "text" },
    home: { type: "text" },
    level: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    wish: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    languages: { type: "choices", values: ["en", "uk", "ar"] },
    spoken: { type: "choices", values: ["en", "uk", "ar"] },
    slots: { type: "numbers" },
    bornOn: { type: "date" },
    cameOn: { type: "date" },
    stay: { type: "duration" },
    wait: { type: "duration" },
    speaks: { type: "languages", values: ["en", "uk", "ar"] },
    learns: { type: "languages", values: ["en", "uk", "ar"] },
    lives: { type: "place", places },
    works: { type: "place", places },
  },
  {
    sinceBirth: { yearsSince: "bornOn" },
    tongues: { count: "languages" },
    lowest: { lowestOf: ["courage", "skills"] },
  },
);

export const on = "2026-03-02";

export function aValue(fact: Fact): fc.Arbitrary<FactValue> {
  switch (fact.type) {
    case "boolean":
      return fc.boolean();
    case "number":
      return fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constantFrom(3.5, 7.25));
    case "rating":
      return fc.integer({ min: 1, max: 5 });
    case "choice":
      return fc.constantFrom(...fact.values);
    case "choices":
      return fc.subarray(fact.values);
    case "numbers":
      return fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
    case "date":
      return fc.constantFrom("2000-02-29", "2008-03-01", "2008-03-02", "2008-03-03", "2026-01-31");
    case "duration":
      return fc.constantFrom("P6M", "P1Y", "P30D", "P1M", "P52W");
    case "languages":
      return fc
        .subarray(fact.values)
        .chain((some) => fc.tuple(...some.map((one) => fc.constantFrom(`${one} a2`, `${one} b1`))));
    case "place":
      return fc.constantFrom(...Object.keys(fact.places));
    default:
      return fc.constantFrom("Riga", "Tartu", "Turku");
  }
}

export const facts: fc.Arbitrary<Facts> = fc.record(
  Object.fromEntries(Object.entries(dictionary.facts).map(([name, fact]) => [name, aValue(fact)])),
);

/** One entry of a set, as a rule names it. */
const scalars: Record<string, fc.Arbitrary<string | number>> = {
  choices: fc.constantFrom("en", "uk", "ar"),
  numbers: fc.integer({ min: 1, max: 4 }),
  languages: fc.constantFrom("en", "uk", "ar"),
};
const lists = new Set<OperatorName>(["in", "notIn"]);
const members = new Set<OperatorName>(["contains", "doesNotContain", "speaks", "doesNotSpeak"]);
const further: Record<LimitName, fc.Arbitrary<Partial<Leaf>>> = {
  count: fc.record({ count: fc.integer({ min: 1, max: 2 }) }),
  level: fc.oneof(fc.constant({}), fc.record({ level: fc.constantFrom("a2", "b1") })) as fc.Arbitrary<
    Partial<Leaf>
  >,
  km: fc.record({ km: fc.constantFrom(10, 50, 200) }),
  by: fc.record({ by: fc.constantFrom(0, 1, 2, 30) }),
};

/** A test that fits the dictionary: any operator on a fact of a type it takes, against a value or another fact. */
const leaf: fc.Arbitrary<Leaf> = fc
  .constantFrom(...(Object.keys(operators) as OperatorName[]))
  .chain((operator) => {
    const { types, limit } = operators[operator];
    const named = Object.entries(dictionary.facts).filter(([, { type }]) => types.includes(type));
    return fc.constantFrom(...named).chain(([fact, entry]) =>
      fc
        .record({
          fact: fc.constant(fact),
          operator: fc.constant(operator),
          value: against(operator, entry),
          rest: limit ? further[limit.name] : fc.constant({}),
        })
        .map(({ rest, ...all }) => ({ ...all, ...rest })),
    );
  });

const derivedLeaf: fc.Arbitrary<Leaf> = fc.record({
  fact: fc.constantFrom("sinceBirth", "tongues", "lowest"),
  operator: fc.constantFrom("lessThan", "greaterThanInclusive", "equal", "notEqual"),
  value: fc.constantFrom(1, 2, 3, 18),
});

function against(operator: OperatorName, entry: Fact): fc.Arbitrary<Leaf["value"]> {
  if (lists.has(operator))
    return fc.array(aValue(entry), { minLength: 1, maxLength: 3 }) as fc.Arbitrary<string[]>;
  if (members.has(operator)) return scalars[entry.type]!;
  if (entry.type === "languages" && operator.startsWith("shares"))
    return fc.oneof(
      fc.array(scalars.languages!, { minLength: 1, maxLength: 2 }) as fc.Arbitrary<string[]>,
      fc.record({ fact: fc.constantFrom("speaks", "learns", "languages") }),
    );
  const others = Object.entries(dictionary.facts).filter(([, { type }]) => type === entry.type);
  const names = others.map(([name]) => name);
  const ref = fc.record({ fact: fc.constantFrom(...names, ...(entry.type === "date" ? ["today"] : [])) });
  const value = aValue(entry).filter((one) => !Array.isArray(one) || one.length > 0);
  return fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: ref });
}

const { condition } = fc.letrec<{ condition: Condition; group: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    { weight: 4, arbitrary: leaf },
    { weight: 1, arbitrary: derivedLeaf },
    tie("group"),
  ),
  group: fc.oneof(
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ),
}));

export const conditions: fc.Arbitrary<Conditions> = fc.oneof(
  fc.record({ all: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
  fc.record({ any: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
  fc.record({ not: condition }),
);

export const ruleSets: fc.Arbitrary<RuleSet> = fc
  .record({
    hitPolicy: fc.constantFrom("first match", "exactly one", "all that match", "sum of points"),
    rules: fc.array(
      fc.record({
        conditions,
        type: fc.constantFrom("red", "blue"),
        points: fc.integer({ min: 0, max: 2 }),
        weight: fc.option(fc.constantFrom("Mandatory", "High", "Low"), { nil: undefined }),
      }),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  })
  .map(({ hitPolicy, rules }) =>
    weighted(
      aRuleSet({
        hitPolicy,
        rules: rules.map(({ conditions, type, points, weight }, place) => ({
          name: `rule-${place}`,
          conditions,
          event: { type, ...(hitPolicy === "sum of points" && { params: { points } }) },
          ...(hitPolicy === "sum of points" && weight && { weight }),
        })),
        otherwise: { type: "red" },
        ...(hitPolicy === "sum of points" && { mandatory: { type: "not-possible" } }),
      }),
    ),
  );
