import fc from "fast-check";
import type { Facts, FactValue } from "#core/program/fact.ts";
import type { Condition, Conditions, Leaf } from "#core/program/rule-set.ts";
import { aDictionary } from "../a-pack.ts";

/** Facts of the types that json-rules-engine's own operators compare. */
export const dictionary = aDictionary({
  yes: { type: "boolean" },
  one: { type: "number" },
  two: { type: "number" },
  town: { type: "text" },
  home: { type: "text" },
  tongues: { type: "choices", values: ["en", "uk", "ar"] },
});

const values: Record<string, fc.Arbitrary<FactValue>> = {
  yes: fc.boolean(),
  one: fc.integer({ min: 0, max: 4 }),
  two: fc.integer({ min: 0, max: 4 }),
  town: fc.constantFrom("Riga", "Tartu", "Turku"),
  home: fc.constantFrom("Riga", "Tartu", "Turku"),
  tongues: fc.subarray(["en", "uk", "ar"]),
};

const facts = fc.record(values) as fc.Arbitrary<Facts>;

type Operator = Leaf["operator"];
const equality: Operator[] = ["equal", "notEqual"];
const sizes: Operator[] = ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"];
const lists: Operator[] = ["in", "notIn"];
const members: Operator[] = ["contains", "doesNotContain"];

const leafOf = (
  named: string[],
  operators: Operator[],
  value: (fact: string) => fc.Arbitrary<FactValue | { fact: string }>,
) =>
  fc
    .constantFrom(...named)
    .chain((fact) =>
      fc.record({ fact: fc.constant(fact), operator: fc.constantFrom(...operators), value: value(fact) }),
    ) as fc.Arbitrary<Leaf>;

const leaf: fc.Arbitrary<Leaf> = fc.oneof(
  leafOf(["yes", "one", "two", "town", "home"], equality, (fact) => values[fact]!),
  leafOf(["one", "two"], sizes, (fact) => values[fact]!),
  leafOf(["one"], [...sizes, ...equality], () => fc.constant({ fact: "two" })),
  leafOf(["town"], equality, () => fc.constant({ fact: "home" })),
  leafOf(["one", "town"], lists, (fact) => fc.array(values[fact]!, { minLength: 1, maxLength: 3 }) as never),
  leafOf(["tongues"], members, () => fc.constantFrom("en", "uk", "ar")),
);

const { conditions } = fc.letrec<{ condition: Condition; conditions: Conditions }>((tie) => ({
  condition: fc.oneof({ maxDepth: 4, depthSize: "small" }, { weight: 3, arbitrary: leaf }, tie("conditions")),
  conditions: fc.oneof(
    fc.record({ all: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie("condition") }),
  ) as fc.Arbitrary<Conditions>,
}));
/** Conditions and facts that json-rules-engine can be asked about as it is. */
export const stockCases = fc.tuple(conditions, facts);
