import { describe, expect, test } from "vitest";
import type { FactValue } from "#core/program/fact.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { compile, type Test } from "#core/rules/compile.ts";
import { rowsOf } from "#core/rules/compiled/against.ts";
import { compare, WrongType } from "#core/rules/operators.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";

const dictionary = aDictionary({
  hours: { type: "number" },
  bornOn: { type: "date" },
  town: { type: "text" },
  languages: { type: "choices", values: ["en", "uk"] },
  level: { type: "choice", values: ["none", "a1", "a2"], ordered: true },
});
function testOf(fact: string, operator: OperatorName, more = {}): Test {
  const leaf = { fact: `mentor.${fact}`, operator, value: { fact: `mentee.${fact}` }, ...more } as Condition;
  return compile(dictionary, aRuleSet({ rules: [aRule("it", "red", [leaf])] }))[0]!.tests[0]!;
}

/** One row for each value given: unknown, then no or yes for each value of the column. */
const rows = (one: Test, looks: boolean, given: FactValue[], values: FactValue[]): number[][] => {
  const rowOf = rowsOf({ test: one, looks, given, values });
  return given.map((each) => [...rowOf(each)]);
};
const meant = (one: Test, looks: boolean, given: FactValue[], values: FactValue[]): number[][] =>
  given.map((each) => [
    1,
    ...values.map((value) => {
      const [saw, wanted] = looks ? [each, value] : [value, each];
      return compare(one.operator, saw, wanted, one.values, one.fact, one.limit) ? 2 : 0;
    }),
  ]);

describe("one value against a column", () => {
  const hours = [1, 2, 3, 5, 8];
  const days = ["2000-01-01", "2000-01-02", "2005-06-07"];
  const sets = [[], ["en"], ["uk"], ["en", "uk"], ["ar"]];
  const cases: [OperatorName, string, FactValue[], FactValue[], Record<string, unknown>?][] = [
    ...(
      ["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive", "equal", "notEqual"] as const
    ).map((name): [OperatorName, string, FactValue[], FactValue[]] => [
      name,
      "hours",
      [0, 1, 3, 4, 8, 9],
      hours,
    ]),
    ...(["before", "onOrBefore", "after", "onOrAfter"] as const).map(
      (name): [OperatorName, string, FactValue[], FactValue[]] => [
        name,
        "bornOn",
        ["1999-12-31", ...days, "2010-01-01"],
        days,
      ],
    ),
    ...(["sharesAny", "sharesNone", "containsAll", "isExactly"] as const).map(
      (name): [OperatorName, string, FactValue[], FactValue[]] => [name, "languages", sets, sets.slice(0, 4)],
    ),
    ["atLeast", "level", ["none", "a1", "a2"], ["a1", "a2", "none"]],
    ["below", "level", ["none", "a1", "a2"], ["a1", "a2", "none"]],
    ["equal", "town", ["Riga", "Tartu"], ["Riga", "Turku"]],
    ["differsAtMost", "hours", [0, 4, 9], hours, { by: 2 }],
  ];

  test.each(cases)(
    "%s of %s is what each pair alone would say, from either side",
    (operator, fact, given, values, more) => {
      const one = testOf(fact, operator, more);

      for (const looks of [true, false]) {
        expect(rows(one, looks, given, values)).toEqual(meant(one, looks, given, values));
        expect(rows(one, looks, given, [])).toEqual(given.map(() => [1]));
      }
    },
  );

  test("is so for lists of more entries than a number has bits", () => {
    const one = testOf("languages", "sharesAny");
    const entries = (count: number) => Array.from({ length: count }, (_, place) => [`entry-${place}`]);

    for (const count of [31, 32, 33, 70]) {
      const values = entries(count);
      const given = [["entry-0"], ["entry-31"], [`entry-${count - 1}`, "nobody's"], ["nobody's"], []];
      expect(rows(one, true, given, values)).toEqual(meant(one, true, given, values));
    }
  });

  test("refuses what cannot be compared, wherever it stands", () => {
    const odd: [OperatorName, string, FactValue[], FactValue[]][] = [
      ["lessThan", "hours", [1], [2, "3"]],
      ["lessThan", "hours", ["1"], [2]],
      ["before", "bornOn", ["2000-01-01"], ["soon"]],
      ["sharesAny", "languages", [["en"]], [["uk"], [3]]],
      ["sharesAny", "languages", [["en"]], ["en"]],
      ["atLeast", "level", ["a1"], ["c2"]],
    ];
    for (const [operator, fact, given, values] of odd)
      for (const looks of [true, false])
        expect(() => rows(testOf(fact, operator), looks, given, values), operator).toThrow(WrongType);
  });
});
