import { describe, expect, test } from "vitest";
import { isDay } from "#core/program/day.ts";
import type { FactValue } from "#core/program/fact.ts";
import { operators as names, type OperatorName } from "#core/program/rule-set.ts";
import { compare, type Limit, operators, WrongType } from "#core/rules/operators.ts";

const order = ["none", "a1", "a2", "b1"];

const places = ["riga 56.9496 24.1052", "jelgava 56.6511 23.7214", "tartu 58.3776 26.729"];

const cases: [OperatorName, FactValue, FactValue, boolean, Limit?, (readonly string[])?][] = [
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
  ["differsAtMost", 20, 25, true, 5],
  ["differsAtMost", 26, 20, false, 5],
  ["differsAtMost", "2026-03-01", "2026-02-27", true, 2],
  ["differsAtMost", "2024-03-01", "2024-02-27", false, 2],
  ["differsMore", 20, 26, true, 5],
  ["differsMore", 20, 25, false, 5],
  ["exceedsBy", 30, 25, true, 5],
  ["exceedsBy", 25, 30, false, 5],
  ["exceedsBy", "2026-12-24", "2026-11-24", true, 30],
  ["exceedsBy", "2026-12-23", "2026-11-24", false, 30],
  ["doesNotExceedBy", 29, 25, true, 5],
  ["doesNotExceedBy", 30, 25, false, 5],
  ["longerThan", "P1M", "P30D", true],
  ["longerThan", "P1M", "P31D", false],
  ["longerThan", "P12M", "P1Y", false],
  ["longerThan", "P36M", "P3Y", false],
  ["notLongerThan", "P2W", "P14D", true],
  ["notLongerThan", "P15D", "P2W", false],
  ["shorterThan", "PT47H", "P2D", true],
  ["shorterThan", "PT48H", "P2D", false],
  ["shorterThan", "P13W", "P3M", true],
  ["shorterThan", "P1Y", "P365D", false],
  ["notShorterThan", "P1Y6M", "P18M", true],
  ["notShorterThan", "P365D", "P1Y", false],
  ["containsAll", ["en", "uk", "ar"], ["ar", "en"], true],
  ["containsAll", ["en", "uk"], ["ar", "en"], false],
  ["doesNotContainAll", [], ["en"], true],
  ["doesNotContainAll", ["en"], ["en"], false],
  ["sharesAtLeast", ["en", "uk", "ar"], ["ar", "en"], true, 2],
  ["sharesAtLeast", ["en", "en"], ["en", "uk"], false, 2],
  ["sharesFewerThan", [1, 2], [2, 3], true, 2],
  ["sharesFewerThan", [1, 2, 3], [2, 3], false, 2],
  ["isExactly", ["uk", "en"], ["en", "uk"], true],
  ["isExactly", ["uk", "en"], ["en"], false],
  ["isNotExactly", ["en"], ["en", "uk"], true],
  ["isNotExactly", ["en", "en"], ["en"], false],
  ["speaks", ["finnish b1", "arabic c2"], "finnish", true, "b1"],
  ["speaks", ["finnish a2", "arabic c2"], "finnish", false, "b1"],
  ["speaks", ["finnish a2"], "finnish", true],
  ["speaks", ["finnish a2"], "finn", false],
  ["doesNotSpeak", [], "finnish", true],
  ["doesNotSpeak", ["finnish c1"], "finnish", false, "c1"],
  ["sharesLanguage", ["finnish b1", "dari c2"], ["finnish b2"], true, "b1"],
  ["sharesLanguage", ["finnish b1", "dari c2"], ["finnish a2", "dari a1"], false, "b1"],
  ["sharesLanguage", ["finnish b1"], ["swedish", "finnish"], true, "b1"],
  ["sharesLanguage", ["finnish a1"], ["finnish a1"], true],
  ["sharesLanguage", ["finnish b1"], ["swedish b1"], false],
  ["sharesNoLanguage", ["finnish a2"], ["finnish"], true, "b1"],
  ["sharesNoLanguage", ["finnish a2"], ["finnish c2"], false, "a2"],
  ["within", "riga", "jelgava", true, 41, places],
  ["within", "riga", "jelgava", false, 40, places],
  ["within", "riga", "riga", true, 0, places],
  ["beyond", "riga", "tartu", true, 200, places],
  ["beyond", "tartu", "riga", false, 230, places],
];

test.each(cases)(
  "%s: %j against %j is %s, and its opposite says the contrary",
  (name, saw, wanted, holds, limit, values = order) => {
    expect(compare(name, saw, wanted, values, "it", limit)).toBe(holds);
    expect(compare(operators[name].opposite, saw, wanted, values, "it", limit)).toBe(!holds);
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
  const wrong: [OperatorName, unknown, unknown, Limit?][] = [
    ["differsAtMost", 1, 2],
    ["differsAtMost", "2026-01-01", 2, 3],
    ["differsAtMost", "1", "2", 3],
    ["exceedsBy", 1, 2, "3"],
    ["exceedsBy", 1, 2, -3],
    ["longerThan", "P1M", "a month"],
    ["longerThan", "P", "P1M"],
    ["longerThan", 3, 2],
    ["sharesAtLeast", ["en"], ["en"]],
    ["sharesAtLeast", ["en"], ["en"], 1.5],
    ["containsAll", ["en"], "en"],
    ["isExactly", [1], ["1"]],
    ["speaks", ["finnish"], "finnish"],
    ["speaks", ["finnish b1"], ["finnish"]],
    ["speaks", ["finnish b1"], "finnish", "b7"],
    ["speaks", "finnish b1", "finnish"],
    ["sharesLanguage", ["finnish b1"], "finnish"],
    ["within", "riga", "oslo", 5],
    ["within", 24.1, 56.9, 5],
    ["lessThan", "10 days", "9"],
    ["lessThan", "3", 4],
    ["greaterThan", Number.NaN, 4],
    ["equal", 4, Number.NaN],
    ["notEqual", Number.NaN, 4],
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

  test.each(wrong)("%s refuses %j against %j", (name, saw, wanted, limit) => {
    expect(() => compare(name, saw as FactValue, wanted as FactValue, order, "it", limit)).toThrow(WrongType);
  });

  test("the error has a code", () => {
    expect(new WrongType()).toMatchObject({ code: "rules.wrong-type" });
  });

  test("the message names the fact, the types and the mend, and never the value", () => {
    const message =
      'fact "age" is a text and is compared with a number, but "lessThan" takes two numbers: mend what gives the fact, or the rule';

    expect(() => compare("lessThan", "seventeen", 18, undefined, "age")).toThrow(message);
  });
});

describe("the complaint says what each side is, and nothing of what it holds", () => {
  const kinds: [unknown, string][] = [
    [null, "nothing (null)"],
    [["a", "b"], "a list of 2"],
    [[], "a list of 0"],
    [["a", 1], "a list of mixed kinds"],
    [[null], "a list of mixed kinds"],
    [true, "yes or no"],
    ["2026-03-02", "a day"],
    ["March", "a text"],
    [3, "a number"],
    [Number.NaN, "not a value (number)"],
    [Number.POSITIVE_INFINITY, "not a value (number)"],
    [{}, "not a value (object)"],
  ];

  test.each(kinds)("%j is %s", (value, kind) => {
    const complaint = (saw: unknown, wanted: unknown) => () =>
      compare("below", saw as FactValue, wanted as FactValue);

    expect(complaint(value, "x")).toThrow(
      `a fact is ${kind} and is compared with a text, but "below" takes two values of one ordered choice`,
    );
    expect(complaint("x", value)).toThrow(`a fact is a text and is compared with ${kind}, but "below" takes`);
  });
});

describe("what an operator can compare, and what it cannot", () => {
  const fitting: [OperatorName, unknown, unknown, boolean, Limit?, (readonly string[])?][] = [
    ["equal", true, true, true],
    ["equal", true, "true", false],
    ["equal", "true", true, false],
    ["in", 1, [], true],
    ["in", [1], [1], false],
    ["in", 1, 1, false],
    ["in", 1, [1, "2"], false],
    ["lessThan", 1, "2", false],
    ["lessThan", "1", 2, false],
    ["atLeast", "a1", "a2", true, undefined, order],
    ["atLeast", "a1", "c2", false, undefined, order],
    ["atLeast", "c2", "a1", false, undefined, order],
    ["atLeast", "a1", 2, false, undefined, order],
    ["atLeast", 1, "a2", false, undefined, order],
    ["contains", [], 1, true],
    ["contains", ["a"], "a", true],
    ["contains", ["a"], ["a"], false],
    ["contains", [1, "a"], "a", false],
    ["sharesAny", [], [1], true],
    ["sharesAny", [1], [], true],
    ["sharesAny", [1], ["a"], false],
    ["sharesAny", "a", ["a"], false],
    ["before", "2026-01-01", "soon", false],
    ["before", "soon", "2026-01-01", false],
    ["differsAtMost", 1, 2, true, 0],
    ["differsAtMost", 1, 2, false, -1],
    ["differsAtMost", 1, 2, false, "1"],
    ["differsAtMost", "2026-01-01", "2026-01-02", true, 1],
    ["differsAtMost", "2026-01-01", 2, false, 1],
    ["differsAtMost", 2, "2026-01-01", false, 1],
    ["longerThan", "P1M", 3, false],
    ["longerThan", 3, "P1M", false],
    ["sharesAtLeast", [1], [1], true, 0],
    ["sharesAtLeast", [1], [1], false, -1],
    ["sharesAtLeast", [1], [1], false, 1.5],
    ["sharesAtLeast", [1], ["a"], false, 1],
    ["speaks", ["en b1"], "en", true],
    ["speaks", ["en b1"], "en", true, "b1"],
    ["speaks", ["en b1"], "en", false, "b3"],
    ["speaks", ["en b1"], 3, false],
    ["speaks", ["en b1", "uk"], "en", false],
    ["speaks", "en b1", "en", false],
    ["sharesLanguage", ["en b1"], ["en"], true],
    ["sharesLanguage", ["en"], ["en"], false],
    ["sharesLanguage", ["en b1"], [3], false],
    ["sharesLanguage", ["en b1"], "en", false],
    ["within", "riga", "tartu", true, 0, places],
    ["within", "riga", "tartu", false, -1, places],
    ["within", "riga", "oslo", false, 5, places],
    ["within", "oslo", "riga", false, 5, places],
    ["within", "riga", "tartu", false, 5],
  ];

  test.each(fitting)("%s: %j against %j: %s", (name, saw, wanted, fits, limit, values) => {
    expect(operators[name].fits(saw, wanted, values, limit)).toBe(fits);
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
