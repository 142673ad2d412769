import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { valuesLeft } from "#core/rules/analysis/values-left.ts";
import { compile } from "#core/rules/compile.ts";
import { aDictionary, aRule, aRuleSet } from "../a-pack.ts";

const many = Array.from({ length: 12 }, (_, place) => `wish-${place}`);
const dictionary = aDictionary(
  {
    hours: { type: "number", min: 0, max: 8 },
    years: { type: "number" },
    courage: { type: "rating" },
    first: { type: "choice", values: ["en", "uk"] },
    languages: { type: "choices", values: ["en", "uk"] },
    wish: { type: "choice", values: many },
    wishes: { type: "choices", values: many },
  },
  { least: { lowestOf: ["hours", "years"] }, mean: { averageOf: ["hours", "courage"] } },
);
const leaf = (fact: string, operator: OperatorName, value: unknown): Condition =>
  ({ fact, operator, value }) as Condition;
const to = (fact: string) => ({ fact });

function left(known: Facts, ...all: Condition[]) {
  const tests = compile(dictionary, aRuleSet({ rules: [aRule("it", "red", all)] })).flatMap(
    (rule) => rule.tests,
  );
  const values = valuesLeft(dictionary, tests, known);
  return values && Object.fromEntries(values);
}

describe("the values that stand for all that facts may be, whatever the others are", () => {
  const today = "2026-03-02";

  test("are found for those that are held against each other", () => {
    const younger = leaf("hours", "lessThan", to("years"));

    expect(left({ today }, younger)).toEqual({
      hours: expect.arrayContaining([0, 8]),
      years: expect.arrayContaining([0, 8, 9]),
    });
    expect(left({ today, years: 3 }, younger)).toEqual({ hours: expect.arrayContaining([0, 3, 8]) });
  });

  test("are all lists of few entries, where another fact says what is looked for in them", () => {
    expect(left({ today }, leaf("languages", "contains", to("first")))).toEqual({
      first: ["en", "uk"],
      languages: [["en"], ["uk"], ["en", "uk"], []],
    });
    expect(left({ today }, leaf("wishes", "contains", to("wish")))).toBeUndefined();
  });

  test("have what is known behind a lowest figure among them", () => {
    expect(
      left({ today, years: 2.5 }, leaf("least", "equal", 7), leaf("hours", "lessThan", 8))?.hours,
    ).toEqual(expect.arrayContaining([2.5, 7, 8]));
  });

  test("are not there without a day, nor where they could only be reckoned with roughly", () => {
    expect(left({}, leaf("hours", "lessThan", to("years")))).toBeUndefined();
    expect(left({ today }, leaf("mean", "lessThan", 3), leaf("courage", "equal", 3))).toBeUndefined();
  });
});
