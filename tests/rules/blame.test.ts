import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { againstTruth, obstacles } from "#core/rules/blame.ts";
import { compile } from "#core/rules/compile.ts";
import { lookAt } from "#core/rules/evaluate.ts";
import { touching } from "#core/rules/touching.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";

const names = ["a", "b", "c", "d"];
const dictionary = aDictionary(
  {
    ...Object.fromEntries(names.map((name) => [name, { type: "boolean" }])),
    hours: { type: "number" },
    least: { type: "number" },
    bornOn: { type: "date" },
    courage: { type: "rating" },
  } as Parameters<typeof aDictionary>[0],
  { age: { yearsSince: "bornOn" }, lowest: { lowestOf: ["age", "courage"] } },
);
const leaf = (fact: string, operator: OperatorName, value: unknown): Condition =>
  ({ fact, operator, value }) as Condition;
const yes = (fact: string) => leaf(fact, "equal", true);
const [a, b, c, d] = names.map(yes) as [Condition, Condition, Condition, Condition];
const rulesOf = (...rules: Condition[][]) =>
  rules.map((all, place) => aRule(`rule-${place}`, `outcome-${place}`, all));
const lookedAt = (facts: Facts, ...rules: Condition[][]) =>
  lookAt(compile(dictionary, aRuleSet({ rules: rulesOf(...rules) })), facts);

describe("what has to change before a rule holds", () => {
  const blamed = (facts: Facts, ...all: Condition[]) => againstTruth(lookedAt(facts, all)[0]!);

  test("is nothing of a rule that holds", () => {
    expect(blamed({ a: true }, a)).toEqual([]);
  });

  test("is a condition that surely fails, of several that all must hold the first", () => {
    expect(blamed({ a: true, b: false, c: false }, a, b, c)).toEqual(["b"]);
    expect(blamed({ b: false }, a, b)).toEqual(["b"]);
  });

  test("is all that is unknown where none surely fails", () => {
    expect(blamed({ b: true }, a, b, c)).toEqual(["a", "c"]);
  });

  test("is any of several of which one must hold", () => {
    expect(blamed({ a: false, b: false }, { any: [a, b] })).toEqual(["a", "b"]);
    expect(blamed({ a: false }, { any: [a, b] })).toEqual(["a", "b"]);
    expect(
      blamed({ a: false, b: false, c: false, d: true }, { any: [{ all: [a, d] }, { all: [b, c] }] }),
    ).toEqual(["a", "b"]);
  });

  test("is both facts of a condition that compares them", () => {
    expect(blamed({ hours: 3, least: 4 }, leaf("hours", "greaterThan", { fact: "least" }))).toEqual([
      "hours",
      "least",
    ]);
  });
});

describe("what stands in the way of an outcome", () => {
  const inTheWay = (
    facts: Facts,
    target: number | undefined,
    outcome: string,
    hitPolicy: Parameters<typeof obstacles>[0]["hitPolicy"],
    rules: Condition[][],
  ) =>
    obstacles(aRuleSet({ hitPolicy, rules: rulesOf(...rules) }), lookedAt(facts, ...rules), target, outcome);
  const rules = [[a], [b], [c]];

  test("is, with first match, a rule before that holds, or else those that may", () => {
    expect(inTheWay({ a: false, b: true, c: true }, 2, "outcome-2", "first match", rules)).toEqual(["b"]);
    expect(inTheWay({ c: true }, 2, "outcome-2", "first match", rules)).toEqual(["a", "b"]);
    expect(inTheWay({ a: false, b: true, c: true }, 1, "outcome-1", "first match", rules)).toEqual([]);
    expect(inTheWay({ b: true, c: true }, 2, "outcome-2", "first match", rules)).toEqual(["b"]);
  });

  test("is never, with first match, a rule with that very outcome", () => {
    expect(inTheWay({ a: true, b: false, c: true }, 2, "outcome-0", "first match", rules)).toEqual([]);
  });

  test("is, where exactly one may fit, any other that fits", () => {
    expect(inTheWay({ a: true, b: false, c: true }, 0, "outcome-0", "exactly one", rules)).toEqual(["c"]);
    expect(inTheWay({ a: true, b: false, c: true }, 2, "outcome-2", "exactly one", rules)).toEqual(["a"]);
    expect(inTheWay({ a: true, b: false, c: true }, 2, "outcome-0", "exactly one", rules)).toEqual(["a"]);
  });

  test("is nothing where all count, unless none may", () => {
    expect(inTheWay({ a: true, b: true, c: true }, 0, "outcome-0", "all that match", rules)).toEqual([]);
    expect(
      inTheWay({ a: true, b: true, c: true }, undefined, "group-other", "all that match", rules),
    ).toEqual(["a"]);
  });

  test("of the otherwise, is any rule that holds, and of a condition that holds all of its parts or one", () => {
    expect(inTheWay({ a: false, b: true, c: false }, undefined, "group-other", "first match", rules)).toEqual(
      ["b"],
    );
    expect(inTheWay({ a: true, b: true }, undefined, "x", "first match", [[a, b]])).toEqual(["a", "b"]);
    expect(inTheWay({ a: true, b: true }, undefined, "x", "first match", [[{ any: [a, b] }]])).toEqual(["a"]);
    expect(
      inTheWay({ a: true, b: true, c: true, d: true }, undefined, "x", "first match", [
        [{ any: [a, b] }, { any: [c, d] }],
      ]),
    ).toEqual(["a", "c"]);
  });
});

describe("how tests come to depend on a fact", () => {
  const touch = (fact: string, ...all: Condition[]) => {
    const found = touching(dictionary, aRuleSet({ rules: rulesOf(all) })).get(fact);
    return found && { tests: found.tests.map((one) => one.fact), follows: found.follows, alone: found.alone };
  };

  test("is by itself", () => {
    expect(touch("a", a, b)).toEqual({ tests: ["a"], follows: false, alone: true });
    expect(touch("hours", leaf("hours", "lessThan", 3), leaf("hours", "lessThan", 4))).toEqual({
      tests: ["hours", "hours"],
      follows: false,
      alone: true,
    });
    expect(touch("c", a, b)).toBeUndefined();
  });

  test("is beside another fact", () => {
    const longer = leaf("hours", "greaterThan", { fact: "least" });

    expect(touch("hours", longer)).toEqual({ tests: ["hours"], follows: false, alone: false });
    expect(touch("least", longer, leaf("least", "lessThan", 3))).toEqual({
      tests: ["hours", "least"],
      follows: false,
      alone: false,
    });
  });

  test("is by what follows from it, and from that", () => {
    expect(touch("bornOn", leaf("age", "lessThan", 3))).toEqual({
      tests: ["age"],
      follows: true,
      alone: false,
    });
    expect(touch("bornOn", leaf("lowest", "lessThan", 3), leaf("bornOn", "before", "2000-01-01"))).toEqual({
      tests: ["lowest", "bornOn"],
      follows: true,
      alone: false,
    });
    expect(touch("mentor.bornOn", leaf("mentor.lowest", "lessThan", 3))).toEqual({
      tests: ["mentor.lowest"],
      follows: true,
      alone: false,
    });
    expect(touch("age", leaf("lowest", "lessThan", 3))).toEqual({
      tests: ["lowest"],
      follows: true,
      alone: false,
    });
  });

  test("is found once for the same rules", () => {
    const ruleSet = aRuleSet({ rules: rulesOf([a]) });

    expect(touching(dictionary, ruleSet)).toBe(touching(dictionary, ruleSet));
    expect(touching(dictionary, ruleSet)).not.toBe(touching(dictionary, aRuleSet({ rules: rulesOf([a]) })));
  });
});
