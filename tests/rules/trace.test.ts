import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { decide } from "#core/rules/decide.ts";
import { aDictionary, aPack, aRule, aRuleSet } from "./a-pack.ts";

const facts = aDictionary({
  one: { type: "boolean" },
  hours: { type: "number" },
  years: { type: "number" },
  languages: { type: "choices", values: ["en", "uk", "ar"] },
  level: { type: "choice", values: ["none", "a1"], ordered: true },
});
const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
  ({ fact, operator, value, ...more }) as Condition;
const packOf = (...rules: Condition[][]) =>
  aPack({
    facts,
    ruleSets: {
      it: aRuleSet({ rules: rules.map((all, place) => aRule(`rule-${place}`, `outcome-${place}`, all)) }),
    },
  });
const traced = (pack: ReturnType<typeof packOf>, known: Facts) =>
  decide(pack, "it", known, "2026-03-02").because;

describe("what a receipt says of a condition", () => {
  const young = leaf("hours", "lessThan", 3);
  const line = { rule: "rule-0", fact: "hours", operator: "lessThan" };

  test("is what was seen, what was wanted, and how it came out", () => {
    expect(traced(packOf([young]), { hours: 1 })).toStrictEqual([
      { ...line, saw: 1, wanted: 3, result: "passed" },
    ]);
    expect(traced(packOf([young]), { hours: 3 })).toStrictEqual([
      { ...line, saw: 3, wanted: 3, result: "failed" },
    ]);
    expect(traced(packOf([young]), {})).toStrictEqual([{ ...line, wanted: 3, result: "unknown" }]);
  });

  test("is, where two facts are compared, what is known of either", () => {
    const pack = packOf([leaf("hours", "lessThan", { fact: "years" })]);

    expect(traced(pack, { hours: 1, years: 2 })).toStrictEqual([
      { ...line, saw: 1, wanted: 2, result: "passed" },
    ]);
    expect(traced(pack, { hours: 1 })).toStrictEqual([{ ...line, saw: 1, result: "unknown" }]);
    expect(traced(pack, { years: 2 })).toStrictEqual([{ ...line, wanted: 2, result: "unknown" }]);
    expect(traced(pack, {})).toStrictEqual([{ ...line, result: "unknown" }]);
  });

  test("names the further word of an operator", () => {
    const share = leaf("languages", "sharesAtLeast", ["en", "uk"], { count: 2 });

    expect(traced(packOf([share]), { languages: ["en"] })).toStrictEqual([
      {
        rule: "rule-0",
        fact: "languages",
        operator: "sharesAtLeast 2",
        saw: ["en"],
        wanted: ["en", "uk"],
        result: "failed",
      },
    ]);
  });

  test("is, after the rule that decided, only what would have been wanted", () => {
    const pack = packOf([leaf("one", "equal", true)], [young, leaf("hours", "lessThan", { fact: "years" })]);
    const later = { ...line, rule: "rule-1" };

    expect(traced(pack, { one: true, hours: 1, years: 2 })).toStrictEqual([
      { rule: "rule-0", fact: "one", operator: "equal", saw: true, wanted: true, result: "passed" },
      { ...later, wanted: 3, result: "not looked at" },
      { ...later, wanted: 2, result: "not looked at" },
    ]);
    expect(traced(pack, { one: true, hours: 1 })[2]).toStrictEqual({ ...later, result: "not looked at" });
    expect(traced(pack, { one: false, hours: 1, years: 2 }).map(({ result }) => result)).toEqual([
      "failed",
      "passed",
      "passed",
    ]);
  });

  test("is written once for all of whom the same was seen, and nobody can change it", () => {
    const pack = packOf([young]);
    const [first, second, other] = [{ hours: 1 }, { hours: 1 }, { hours: 2 }].map(
      (known) => traced(pack, known)[0],
    );

    expect(first).toBe(second);
    expect(first).not.toBe(other);
    expect(Object.isFrozen(first)).toBe(true);
  });

  test("is each one's own of a list", () => {
    const pack = packOf([leaf("languages", "contains", "en")]);

    expect(traced(pack, { languages: ["en"] })[0]).toMatchObject({ saw: ["en"], result: "passed" });
    expect(traced(pack, { languages: ["uk"] })[0]).toMatchObject({ saw: ["uk"], result: "failed" });
    expect(Object.isFrozen(traced(pack, { languages: ["en"] })[0])).toBe(false);
  });

  test("is right of more values than are remembered", () => {
    const pack = packOf([young]);
    const results = Array.from({ length: 120 }, (_, hours) => traced(pack, { hours })[0]!);

    expect(results.filter(({ result }) => result === "passed")).toHaveLength(3);
    expect(results.map(({ saw }) => saw)).toEqual(results.map((_, hours) => hours));
    expect(traced(pack, { hours: 1 })[0]).toBe(results[1]);
    expect(traced(pack, { hours: 119 })[0]).not.toBe(results[119]);
  });
});
