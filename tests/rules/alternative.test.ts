import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, OperatorName, RuleSet } from "#core/program/rule-set.ts";
import { alternatives, knownBehind } from "#core/rules/alternative.ts";
import { derive } from "#core/rules/derive.ts";
import { nearMisses } from "#core/rules/near-miss.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";

const on = "2026-03-02";
const dictionary = aDictionary(
  {
    one: { type: "boolean" },
    two: { type: "boolean" },
    three: { type: "boolean" },
    four: { type: "boolean" },
    born: { type: "boolean", fixed: true },
    hours: { type: "number", min: 0 },
    years: { type: "number" },
    level: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
    languages: { type: "choices", values: ["en", "uk", "ar", "so"] },
    speaks: { type: "languages", values: ["en", "uk", "ar", "so"] },
    bornOn: { type: "date" },
    courage: { type: "rating" },
    skills: { type: "rating" },
  },
  {
    age: { yearsSince: "bornOn" },
    lowest: { lowestOf: ["courage", "skills"] },
    weakest: { lowestOf: ["lowest"] },
  },
);
const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
  ({ fact, operator, value, ...more }) as Condition;
const yes = (fact: string) => leaf(fact, "equal", true);
const rulesOf = (...rules: Condition[][]) =>
  rules.map((all, place) => aRule(`rule-${place}`, `outcome-${place}`, all));

describe("what a known fact could be instead", () => {
  const instead = (facts: Facts, fact: string, ...all: Condition[]) =>
    alternatives(
      {
        dictionary,
        ruleSet: aRuleSet({ rules: rulesOf(all) }),
        facts: derive({ facts: dictionary }, facts, on),
      },
      fact,
    );

  test("is the nearest of all values that rules tell apart from it", () => {
    expect(instead({ one: true }, "one", yes("one"))).toEqual([false]);
    expect(instead({ hours: 1 }, "hours", leaf("hours", "greaterThanInclusive", 5))).toEqual([5]);
    expect(
      instead({ hours: 9 }, "hours", leaf("hours", "lessThan", 5), leaf("hours", "lessThan", 2)),
    ).toEqual([1, 3.5]);
    expect(instead({ level: "none" }, "level", leaf("level", "atLeast", "a2"))).toEqual(["a2"]);
    expect(instead({ level: "b1" }, "level", leaf("level", "atLeast", "a2"))).toEqual(["a1"]);
  });

  test("is, of a list, the same with no more changed than rules name", () => {
    expect(instead({ languages: ["so", "en"] }, "languages", leaf("languages", "contains", "en"))).toEqual([
      ["so"],
    ]);
    expect(instead({ languages: ["so"] }, "languages", leaf("languages", "contains", "en"))).toEqual([
      ["so", "en"],
    ]);
    expect(
      instead({ languages: ["so", "uk"] }, "languages", leaf("languages", "sharesAny", ["en", "uk"])),
    ).toEqual([["so"]]);
    expect(
      instead({ speaks: ["so c1", "en a2"] }, "speaks", leaf("speaks", "speaks", "en", { level: "b1" })),
    ).toEqual([["so c1", "en b1"]]);
  });

  test("is, of what others follow from, what brings those to the other side", () => {
    expect(instead({ bornOn: "1980-01-01" }, "bornOn", leaf("age", "lessThan", 30))).toEqual(["1996-03-03"]);
    expect(instead({ bornOn: "2015-01-01" }, "bornOn", leaf("age", "greaterThanInclusive", 18))).toEqual([
      "2008-03-02",
    ]);
    expect(instead({ courage: 2, skills: 4 }, "courage", leaf("lowest", "greaterThan", 3))).toEqual([4]);
    expect(instead({ courage: 2, skills: 3 }, "courage", leaf("lowest", "greaterThan", 3))).toEqual([]);
  });

  test("depends on what it is held against, whoever it was found for before", () => {
    const longer = [leaf("hours", "greaterThan", { fact: "years" })];
    const ruleSet = aRuleSet({ rules: rulesOf(longer) });
    const than = (years: number) =>
      alternatives({ dictionary, ruleSet, facts: { hours: 1, years, today: on } }, "hours");

    expect(than(3)[0]).toBeGreaterThan(3);
    expect(than(7)[0]).toBeGreaterThan(7);
    expect(than(0)[0]).toBeLessThanOrEqual(0);
  });

  test("is remembered for a value where it depends on nothing else", () => {
    const ruleSet = aRuleSet({
      rules: rulesOf([leaf("hours", "greaterThan", 5), yes("one"), leaf("languages", "contains", "en")]),
    });
    const of = (facts: Facts, fact: string) =>
      alternatives({ dictionary, ruleSet, facts: { ...facts, today: on } }, fact);

    expect(of({ hours: 1 }, "hours")).toBe(of({ hours: 1, one: true }, "hours"));
    expect(of({ hours: 1 }, "hours")).not.toBe(of({ hours: 2 }, "hours"));
    expect(of({ languages: ["so"] }, "languages")).toEqual([["so", "en"]]);
    expect(of({ languages: ["uk"] }, "languages")).toEqual([["uk", "en"]]);
  });
});

describe("the known facts behind what a rule sees", () => {
  const facts = derive({ facts: dictionary }, { courage: 2, skills: 3, "mentor.bornOn": "1980-01-01" }, on);
  const behind = (ref: string, known = facts) => knownBehind({ dictionary, facts: known }, ref);

  test("are itself, or what it is worked out from", () => {
    expect(behind("courage")).toEqual(["courage"]);
    expect(behind("lowest")).toEqual(["courage", "skills"]);
    expect(behind("weakest")).toEqual(["courage", "skills"]);
    expect(behind("mentor.age")).toEqual(["mentor.bornOn"]);
    expect(behind("age", { age: 20 })).toEqual(["age"]);
  });

  test("are none of the day, nor of what is not known", () => {
    expect(behind("today")).toEqual([]);
    expect(behind("hours")).toEqual([]);
    expect(behind("age")).toEqual([]);
  });
});

describe("what was missing for another outcome", () => {
  const missing = (ruleSet: RuleSet, facts: Facts, more: Partial<Parameters<typeof nearMisses>[0]> = {}) =>
    nearMisses({
      dictionary,
      ruleSet,
      facts: { ...facts, today: on },
      said: ["group-other"],
      forbidden: () => false,
      ...more,
    });
  const named = (...args: Parameters<typeof missing>) =>
    missing(...args).map(({ outcome, differs }) => `${outcome}: ${differs.map(({ fact }) => fact).join()}`);
  const no = { one: false, two: false, three: false, four: false, born: false };
  const all = (...names: string[]) => names.map(yes);

  test("is up to three facts, and never four", () => {
    expect(named(aRuleSet({ rules: rulesOf(all("one", "two", "three")) }), no)).toEqual([
      "outcome-0: one,three,two",
    ]);
    expect(named(aRuleSet({ rules: rulesOf(all("one", "two", "three", "four")) }), no)).toEqual([]);
  });

  test("is nothing of points, nor of an outcome that was reached, nor of a fact that nobody may change", () => {
    const rules = rulesOf(all("one"), all("two"));
    const ruleSet = aRuleSet({ rules });

    expect(named(aRuleSet({ hitPolicy: "sum of points", rules }), no)).toEqual([]);
    expect(named(ruleSet, no, { said: ["outcome-0", "group-other"] })).toEqual(["outcome-1: two"]);
    expect(named(ruleSet, no, { forbidden: (fact) => fact === "two" })).toEqual(["outcome-0: one"]);
    expect(named(ruleSet, no)).toEqual(["outcome-0: one", "outcome-1: two"]);
  });

  test("is told with few facts first, and last what nobody can change", () => {
    const rules = rulesOf(all("one", "two"), all("born"), all("three"));

    expect(named(aRuleSet({ rules }), no)).toEqual([
      "outcome-2: three",
      "outcome-1: born",
      "outcome-0: one,two",
    ]);
  });

  test("is at most three ways to an outcome and six in all", () => {
    const any = (...names: string[]): Condition[] => [{ any: all(...names) }];

    expect(named(aRuleSet({ rules: rulesOf(any("one", "two", "three", "four")) }), no)).toHaveLength(3);
    const rules = [any("one", "two", "three"), any("one", "two", "three"), any("one", "two", "three")];
    expect(missing(aRuleSet({ hitPolicy: "all that match", rules: rulesOf(...rules) }), no)).toHaveLength(6);
  });

  test("is the smallest: where one fact would do, no two are named", () => {
    const rules = [aRule("both", "red", all("one", "two")), aRule("alone", "red", all("three"))];

    expect(missing(aRuleSet({ rules }), no)).toEqual([
      { outcome: "red", rule: "alone", differs: [{ fact: "three", saw: false, wanted: true }] },
    ]);
  });

  test("is the nearest of several values of the same facts", () => {
    const rules = [
      aRule("far", "red", [leaf("hours", "greaterThanInclusive", 20)]),
      aRule("near", "red", [leaf("hours", "equal", 4)]),
    ];

    expect(missing(aRuleSet({ rules }), { hours: 1 })).toEqual([
      { outcome: "red", rule: "near", differs: [{ fact: "hours", saw: 1, wanted: 4 }] },
    ]);
    expect(missing(aRuleSet({ rules: [...rules].reverse() }), { hours: 1 })[0]).toMatchObject({
      rule: "near",
    });
  });

  test("is, for the otherwise, what keeps every rule from fitting", () => {
    const rules = rulesOf(all("one"), all("two"));

    expect(named(aRuleSet({ rules }), { ...no, one: true }, { said: ["outcome-0"] })).toEqual(
      ["outcome-1: one,two", "group-other: one"].sort((a, b) => a.length - b.length),
    );
  });

  test("is also told of conditions on what follows from a fact", () => {
    const facts = derive({ facts: dictionary }, { bornOn: "1980-01-01" }, on);
    const ruleSet = aRuleSet({ rules: rulesOf([leaf("age", "lessThan", 30)]) });

    expect(missing(ruleSet, facts)).toEqual([
      {
        outcome: "outcome-0",
        rule: "rule-0",
        differs: [{ fact: "bornOn", saw: "1980-01-01", wanted: "1996-03-03" }],
      },
    ]);
  });
});
