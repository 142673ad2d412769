import { describe, expect, test } from "vitest";
import { isDay } from "#core/program/day.ts";
import type { FactValue } from "#core/program/fact.ts";
import { operators as names, type OperatorName } from "#core/program/rule-set.ts";
import { compare, operators, WrongType } from "#core/rules/operators.ts";

const order = ["none", "a1", "a2", "b1"];

const cases: [OperatorName, FactValue, FactValue, boolean][] = [
  ["equal", true, true, true],
  ["equal", 3, 4, false],
  ["notEqual", "yes", "no", true],
  ["notEqual", "yes", "yes", false],
  ["in", "riga", ["riga", "turku"], true],
  ["in", 3, [1, 2], false],
  ["notIn", "riga", ["turku"], true],
  ["notIn", "riga", ["riga"], false],
  ["lessThan", 2, 3, true],
  ["lessThan", 3, 3, false],
  ["lessThanInclusive", 3, 3, true],
  ["lessThanInclusive", 4, 3, false],
  ["greaterThan", 10, 9, true],
  ["greaterThan", 9, 9, false],
  ["greaterThanInclusive", 9, 9, true],
  ["greaterThanInclusive", 8, 9, false],
  ["atLeast", "a2", "a2", true],
  ["atLeast", "a1", "a2", false],
  ["below", "none", "a1", true],
  ["below", "b1", "a1", false],
  ["contains", ["en", "uk"], "uk", true],
  ["contains", [], "uk", false],
  ["doesNotContain", ["en"], "uk", true],
  ["doesNotContain", ["uk"], "uk", false],
  ["sharesAny", ["en", "uk"], ["uk", "ar"], true],
  ["sharesAny", [1, 2], [3], false],
  ["sharesNone", ["en"], ["uk"], true],
  ["sharesNone", ["en"], ["en"], false],
  ["before", "2025-12-31", "2026-01-01", true],
  ["before", "2026-01-01", "2026-01-01", false],
  ["onOrBefore", "2026-01-01", "2026-01-01", true],
  ["onOrBefore", "2026-01-02", "2026-01-01", false],
  ["after", "2026-01-02", "2026-01-01", true],
  ["after", "2026-01-01", "2026-01-01", false],
  ["onOrAfter", "2026-01-01", "2026-01-01", true],
  ["onOrAfter", "2025-01-01", "2026-01-01", false],
];

test.each(cases)(
  "%s: %j against %j is %s, and its opposite says the contrary",
  (name, saw, wanted, holds) => {
    expect(compare(name, saw, wanted, order)).toBe(holds);
    expect(compare(operators[name].opposite, saw, wanted, order)).toBe(!holds);
  },
);

test("every operator has a case that holds and one that does not, and is its opposite's opposite", () => {
  for (const name of names) {
    expect(new Set(cases.filter(([one]) => one === name).map((one) => one[3]))).toEqual(
      new Set([true, false]),
    );
    expect(operators[operators[name].opposite].opposite).toBe(name);
  }
});

describe("nothing is coerced", () => {
  const wrong: [OperatorName, unknown, unknown][] = [
    ["lessThan", "10 days", "9"],
    ["lessThan", "3", 4],
    ["greaterThan", Number.NaN, 4],
    ["equal", "1", 1],
    ["equal", ["en"], ["en"]],
    ["in", "a", "abc"],
    ["in", 1, ["1"]],
    ["contains", "abc", "a"],
    ["contains", ["1"], 1],
    ["sharesAny", ["en"], "en"],
    ["before", "31/12/2020", "2021-01-01"],
    ["before", "2026-02-30", "2026-03-01"],
    ["before", "2026-02-01T00:00", "2026-03-01"],
    ["atLeast", "c2", "a1"],
    ["equal", null, 1],
  ];

  test.each(wrong)("%s refuses %j against %j", (name, saw, wanted) => {
    expect(() => compare(name, saw as FactValue, wanted as FactValue, order)).toThrow(WrongType);
  });

  test("the message names the fact, the types and the mend, and never the value", () => {
    const message =
      'fact "age" is a text and is compared with a number, but "lessThan" takes two numbers: mend what gives the fact, or the rule';

    expect(() => compare("lessThan", "seventeen", 18, undefined, "age")).toThrow(message);
  });
});

test("a day is a real one, written year first", () => {
  expect(["2024-02-29", "2000-02-29", "2026-12-31", "2026-01-01"].every(isDay)).toBe(true);
  expect(
    [
      "2026-02-29",
      "1900-02-29",
      "2026-04-31",
      "2026-00-10",
      "2026-01-00",
      "2026-13-01",
      "26-01-01",
      "2026-1-1",
      "",
      20260101,
    ].some(isDay),
  ).toBe(false);
});
