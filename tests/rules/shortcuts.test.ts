import { describe, expect, test } from "vitest";
import type { Facts, FactValue } from "#core/program/fact.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { compile, type Test } from "#core/rules/compile.ts";
import { columnOf } from "#core/rules/compiled/column.ts";
import { compares, comparisonOf } from "#core/rules/compiled/comparison.ts";
import { anything, every, fits, guardOf, waysOf } from "#core/rules/compiled/guard.ts";
import { slotsOf } from "#core/rules/compiled/layout.ts";
import { namesIn, turn } from "#core/rules/compiled/names.ts";
import { decidePerson, personRules } from "#core/rules/compiled/person.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";

const dictionary = aDictionary({
  free: { type: "boolean" },
  busy: { type: "boolean" },
  hours: { type: "number" },
  years: { type: "number" },
  town: { type: "text" },
  level: { type: "choice", values: ["none", "a1", "a2", "b1", "b2"], ordered: true },
  languages: { type: "choices", values: ["en", "uk", "ar"] },
  spoken: { type: "choices", values: ["en", "uk", "ar"] },
  slots: { type: "numbers" },
  bornOn: { type: "date" },
  cameOn: { type: "date" },
});
const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
  ({ fact, operator, value, ...more }) as Condition;
const to = (fact: string) => ({ fact });
const testsOf = (...all: Condition[]): Test[] =>
  compile(dictionary, aRuleSet({ rules: [aRule("it", "red", all)] })).flatMap(({ tests }) => tests);
const testOf = (...args: Parameters<typeof leaf>): Test => testsOf(leaf(...args))[0]!;

/** Compares without the operator itself: throws where that would be asked. */
function quickly(one: Test, saw: FactValue, wanted?: FactValue): boolean {
  const how = {
    ...comparisonOf(one),
    holds: (): never => {
      throw new Error("the operator was asked");
    },
  };
  return compares(how, saw, wanted ?? how.wanted!) !== how.reversed;
}

describe("a test is compared without asking its operator", () => {
  const quick: [OperatorName, string, unknown, FactValue, FactValue][] = [
    ["equal", "free", true, true, false],
    ["notEqual", "free", true, false, true],
    ["equal", "free", false, false, true],
    ["notEqual", "free", false, true, false],
    ["equal", "hours", 3, 3, 4],
    ["notEqual", "hours", 3, 4, 3],
    ["lessThan", "hours", 3, 2, 3],
    ["lessThanInclusive", "hours", 3, 3, 4],
    ["greaterThan", "hours", 3, 4, 3],
    ["greaterThanInclusive", "hours", 3, 3, 2],
    ["equal", "town", "Riga", "Riga", "Tartu"],
    ["notEqual", "town", "Riga", "Tartu", "Riga"],
    ["in", "town", ["Riga", "Turku"], "Turku", "Tartu"],
    ["notIn", "town", ["Riga", "Turku"], "Tartu", "Riga"],
    ["atLeast", "level", "a1", "a1", "none"],
    ["atLeast", "level", "b1", "b2", "a2"],
    ["atLeast", "level", "none", "none", "c2"],
    ["below", "level", "a1", "none", "a1"],
    ["below", "level", "b1", "a2", "b1"],
    ["before", "bornOn", "2000-01-02", "2000-01-01", "2000-01-02"],
    ["onOrBefore", "bornOn", "2000-01-02", "2000-01-02", "2000-01-03"],
    ["after", "bornOn", "2000-01-02", "2000-01-03", "2000-01-02"],
    ["onOrAfter", "bornOn", "2000-01-02", "2000-01-02", "2000-01-01"],
    ["contains", "languages", "uk", ["en", "uk"], ["en"]],
    ["doesNotContain", "languages", "uk", ["en"], ["uk", "en"]],
    ["sharesAny", "languages", ["uk", "ar"], ["en", "ar"], ["en"]],
    ["sharesNone", "languages", ["uk", "ar"], [], ["en", "uk"]],
  ];

  test.each(quick)("%s %s %j holds of %j and not of %j", (operator, fact, value, one, other) => {
    if (value !== "none") expect(quickly(testOf(fact, operator, value), other)).toBe(false);
    expect(quickly(testOf(fact, operator, value), one)).toBe(true);
  });

  const between: [OperatorName, string, string, FactValue, FactValue, boolean][] = [
    ["equal", "free", "busy", true, true, true],
    ["equal", "hours", "years", 3, 4, false],
    ["notEqual", "hours", "years", 3, 4, true],
    ["lessThan", "hours", "years", 3, 4, true],
    ["lessThanInclusive", "hours", "years", 4, 3, false],
    ["greaterThan", "hours", "years", 4, 3, true],
    ["greaterThanInclusive", "hours", "years", 3, 4, false],
    ["before", "bornOn", "cameOn", "2000-01-01", "2000-01-02", true],
    ["onOrBefore", "bornOn", "cameOn", "2000-01-03", "2000-01-02", false],
    ["after", "bornOn", "cameOn", "2000-01-02", "2000-01-01", true],
    ["onOrAfter", "bornOn", "cameOn", "2000-01-01", "2000-01-02", false],
    ["sharesAny", "languages", "spoken", ["en", "uk"], ["uk"], true],
    ["sharesNone", "languages", "spoken", ["en", "uk"], ["uk"], false],
  ];

  test.each(between)("%s: %s against %s, %j and %j", (operator, fact, other, saw, wanted, holds) => {
    const one = testOf(fact, operator, to(other));

    expect(comparisonOf(one).wanted).toBeUndefined();
    expect(quickly(one, saw, wanted)).toBe(holds);
  });

  test("but for the operators that rules seldom have", () => {
    const { holds, wanted, reversed } = comparisonOf(testOf("languages", "isExactly", ["en"]));

    expect(() => quickly(testOf("languages", "isExactly", ["en"]), ["en"])).toThrow("the operator was asked");
    expect([holds(["en"], wanted!), holds(["uk"], wanted!), reversed]).toEqual([true, false, false]);
    expect(() => quickly(testOf("level", "atLeast", "c2"), "a1")).toThrow("the operator was asked");
  });

  test("an ordered choice by the shorter half of its values", () => {
    expect(comparisonOf(testOf("level", "atLeast", "a1"))).toMatchObject({
      wanted: ["none"],
      reversed: true,
    });
    expect(comparisonOf(testOf("level", "atLeast", "b2"))).toMatchObject({ wanted: ["b2"], reversed: false });
    expect(comparisonOf(testOf("level", "below", "a1"))).toMatchObject({ wanted: ["none"], reversed: false });
    expect(comparisonOf(testOf("level", "below", "b2"))).toMatchObject({ wanted: ["b2"], reversed: true });
  });
});

describe("a fact is looked at once for all tests that want the same of it", () => {
  const guard = (...args: Parameters<typeof leaf>) => guardOf(testOf(...args));

  test("of figures, texts, days, yes-or-no and lists", () => {
    expect(guard("hours", "lessThan", 3)).toBe(guard("hours", "equal", 4));
    expect(guard("hours", "greaterThanInclusive", 3)).toBe(guard("hours", "in", [1]));
    expect(guard("town", "equal", "Riga")).toBe(guard("town", "notIn", ["Riga"]));
    expect(guard("bornOn", "before", "2000-01-01")).toBe(guard("bornOn", "onOrAfter", "2000-01-01"));
    expect(guard("free", "equal", true)).toBe(guard("busy", "notEqual", false));
    expect(guard("languages", "contains", "en")).toBe(guard("languages", "sharesNone", ["en"]));
    expect(guard("slots", "contains", 1)).toBe(guard("slots", "sharesAny", [1]));
    expect(guard("level", "atLeast", "a1")).toBe(guard("level", "below", "b1"));
    expect(guard("level", "atLeast", "a1")).not.toBe(guard("town", "equal", "a1"));
  });

  test("as what it must be, and nothing else", () => {
    const values: unknown[] = [3, "a1", "2000-01-01", true, ["en"], [1], [], ["en", 1], Number.NaN, null];
    const fitting = (...args: Parameters<typeof leaf>) =>
      values.filter((value) => fits(guard(...args), value));

    expect(fitting("hours", "lessThan", 3)).toEqual([3]);
    expect(fitting("town", "equal", "x")).toEqual(["a1", "2000-01-01"]);
    expect(fitting("bornOn", "after", "2000-01-01")).toEqual(["2000-01-01"]);
    expect(fitting("free", "equal", true)).toEqual([true]);
    expect(fitting("languages", "contains", "en")).toEqual([["en"], []]);
    expect(fitting("slots", "contains", 1)).toEqual([[1], []]);
    expect(fitting("level", "atLeast", "a1")).toEqual(["a1"]);
  });

  test("without those that another one sees to", () => {
    const [text, day, choice] = [
      guard("town", "equal", "x"),
      guard("bornOn", "before", "2000-01-01"),
      guard("level", "below", "a1"),
    ];

    expect(every([text, text])).toBe(text);
    expect(every([text, day])).toBe(day);
    expect(every([choice, text])).toBe(choice);
    expect(every([choice, { ...choice, values: [...choice.values] }])).toBe(choice);
    expect(every([])).toBe(anything);
  });

  test("and what no value can be at once fits none", () => {
    const both = every([guard("town", "equal", "x"), guard("hours", "lessThan", 3)]);
    const eitherChoice = every([
      guard("level", "below", "a1"),
      { ...guard("level", "below", "a1"), values: ["a1"] },
    ]);

    expect(["x", 2, true].filter((value) => fits(both, value))).toEqual([]);
    expect(["a1", "a2", 1].filter((value) => fits(eitherChoice, value))).toEqual(["a1"]);
  });

  test("also where two are held against each other", () => {
    const ways = (...args: Parameters<typeof leaf>) => waysOf(testOf(...args));
    const number = guard("hours", "lessThan", 3);

    expect(ways("hours", "lessThan", to("years"))).toEqual([[number, number]]);
    expect(ways("hours", "equal", to("years"))).toHaveLength(3);
    expect(ways("bornOn", "before", to("cameOn"))?.[0]?.[0]).toBe(guard("bornOn", "before", "2000-01-01"));
    expect(ways("languages", "sharesAny", to("spoken"))).toHaveLength(2);
    expect(ways("level", "atLeast", to("level"))?.[0]?.[0]).toBe(guard("level", "below", "a1"));
    expect(ways("hours", "differsAtMost", to("years"), { by: 1 })).toBeUndefined();
  });
});

describe("the names that facts come with", () => {
  test("are foreseen in the order in which they came before", () => {
    const names = namesIn(
      new Map([
        ["one", 0],
        ["two", 1],
      ]),
    );
    const one = turn(names, names.start, "one");
    const three = turn(names, one, "three");

    expect(names.start.next).toBe(one);
    expect(one.next).toBe(three);
    expect([one.place, three.place, turn(names, three, "two").place]).toEqual([0, -1, 1]);
    expect(turn(names, three, "three")).toBe(three);
  });

  test("are not remembered without end where no rule looks at them", () => {
    const names = namesIn(new Map([["one", 0]]));
    for (let place = 0; place < 1100; place += 1) turn(names, names.start, `fact-${place}`);

    expect(names.known.size).toBe(1000);
    expect(turn(names, names.start, "one").place).toBe(0);
  });

  test("give the same slots in whatever order they come", () => {
    const [rule] = compile(
      dictionary,
      aRuleSet({ rules: [aRule("it", "red", [leaf("free", "equal", true), leaf("hours", "lessThan", 3)])] }),
    );
    const orders: Facts[] = [
      { free: true, hours: 1 },
      { hours: 1, free: true },
      { town: "Riga", hours: 1, busy: true, free: true },
      { hours: 1 },
    ];

    expect(orders.map((facts) => slotsOf(rule!.layout, facts))).toEqual([
      [true, 1],
      [true, 1],
      [true, 1],
      [undefined, 1],
    ]);
  });
});

describe("a column of many people's values", () => {
  test("has each once, smallest first, and 0 for what is not known", () => {
    const { codes, values } = columnOf([[3], [undefined], [1], [3], [2]], 0);

    expect(values).toEqual([1, 2, 3]);
    expect([...codes]).toEqual([3, 0, 1, 3, 2]);
  });

  test("knows a list by what it holds", () => {
    const { codes, values } = columnOf([[["en"]], [["uk", "en"]], [["en"]]], 0);

    expect(values).toEqual([["en"], ["uk", "en"]]);
    expect([...codes]).toEqual([1, 2, 1]);
  });
});

describe("one person without a receipt", () => {
  const rules = Array.from({ length: 32 }, (_, place) =>
    aRule(`rule-${place}`, `outcome-${place}`, [leaf("hours", "equal", place)], { points: place }),
  );

  test("is decided about by as many rules as there are", () => {
    for (const hitPolicy of ["first match", "exactly one", "all that match", "sum of points"] as const) {
      for (const length of [3, 30, 31, 32]) {
        const ruleSet = aRuleSet({ hitPolicy, rules: rules.slice(0, length) });
        expect(decidePerson(dictionary, ruleSet, { hours: length - 1 })?.rules).toEqual([length - 1]);
        expect(decidePerson(dictionary, ruleSet, { hours: length - 1 })?.rules).toEqual([length - 1]);
        expect(decidePerson(dictionary, ruleSet, { hours: 50 })?.rules).toEqual([]);
        expect(decidePerson(dictionary, ruleSet, {})).toBeUndefined();
      }
    }
  });

  test("by rules that are made ready once", () => {
    const ruleSet = aRuleSet({ rules });

    expect(personRules(dictionary, ruleSet)).toBe(personRules(dictionary, ruleSet));
    expect(compile(dictionary, ruleSet)).toBe(compile(dictionary, ruleSet));
  });
});
