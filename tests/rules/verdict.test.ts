import { describe, expect, test } from "vitest";
import type { RuleSet } from "#core/program/rule-set.ts";
import type { Truth } from "#core/rules/compile.ts";
import { combine, keyOf } from "#core/rules/verdict.ts";
import { aRule, aRuleSet } from "./a-pack.ts";

type Rule = Parameters<typeof aRuleSet>[0]["rules"][number];
const free = { fact: "free", operator: "equal", value: true } as const;
const rule = (type: string, params?: Record<string, string | number>, more = {}): Rule => ({
  ...aRule(type, type, [free], params),
  ...more,
});
const named = (rules: Rule[]) => rules.map((one, place) => ({ ...one, name: `rule-${place}` }));
const set = (
  hitPolicy: RuleSet["hitPolicy"],
  rules: Rule[],
  more: Partial<Parameters<typeof aRuleSet>[0]> = {},
) => aRuleSet({ hitPolicy, rules: named(rules), otherwise: { type: "other" }, ...more });
const u = "unknown";
const verdict = (outcome: string, rules: number[] = [], params = {}) => ({ outcome, params, rules });

describe("first match", () => {
  const colors = set("first match", [rule("red"), rule("blue"), rule("red")]);

  test("the first rule that holds decides, whatever comes after", () => {
    expect(combine(colors, [false, true, u])).toEqual({ possible: [verdict("blue", [1])], open: [] });
    expect(combine(colors, [false, false, false])).toEqual({ possible: [verdict("other")], open: [] });
  });

  test("each unknown rule before it may decide as well", () => {
    expect(combine(colors, [u, true, u])).toEqual({
      possible: [verdict("red", [0]), verdict("blue", [1])],
      open: [0],
    });
    expect(combine(colors, [u, u, false])).toEqual({
      possible: [verdict("red", [0]), verdict("blue", [1]), verdict("other")],
      open: [0, 1],
    });
  });

  test("an unknown rule is open unless all that may come after it say what it says", () => {
    expect(combine(colors, [u, false, true])).toEqual({ possible: [verdict("red", [2])], open: [] });
    expect(combine(colors, [u, u, true]).open).toEqual([0, 1]);
    expect(combine(colors, [u, u, true]).possible.map(({ outcome }) => outcome)).toEqual(["red", "blue"]);
  });
});

describe("exactly one", () => {
  const colors = set("exactly one", [rule("red"), rule("blue"), rule("green")]);

  test("one that holds decides, two are for a person, none is for the otherwise", () => {
    expect(combine(colors, [false, true, false])).toEqual({ possible: [verdict("blue", [1])], open: [] });
    expect(combine(colors, [true, true, u])).toEqual({ possible: [verdict("review", [0, 1])], open: [] });
    expect(combine(colors, [false, false, false])).toEqual({ possible: [verdict("other")], open: [] });
  });

  test("beside one that holds an unknown one may make it two", () => {
    expect(combine(colors, [u, true, u])).toEqual({
      possible: [verdict("blue", [1]), verdict("review", [1, 0])],
      open: [0, 2],
    });
  });

  test("unknown ones may hold alone, together, or not at all", () => {
    expect(combine(colors, [u, false, u])).toEqual({
      possible: [verdict("red", [0]), verdict("green", [2]), verdict("review", [0, 2]), verdict("other")],
      open: [0, 2],
    });
    expect(combine(colors, [u, false, false])).toEqual({
      possible: [verdict("red", [0]), verdict("other")],
      open: [0],
    });
  });

  test("nothing is open where all that may come out is the same", () => {
    const same = set("exactly one", [rule("other")]);

    expect(combine(same, [u])).toEqual({ possible: [verdict("other")], open: [] });
  });
});

describe("all that match", () => {
  const colors = set("all that match", [rule("red"), rule("blue"), rule("red")]);

  test("each outcome is named once, in the order of the file", () => {
    expect(combine(colors, [false, true, true])).toEqual({
      possible: [{ ...verdict("matched", [1, 2]), all: ["red", "blue"] }],
      open: [],
    });
    expect(combine(colors, [false, false, false])).toEqual({
      possible: [{ ...verdict("other"), all: [] }],
      open: [],
    });
  });

  test("an unknown rule is open unless its outcome is there already", () => {
    expect(combine(colors, [u, u, true])).toEqual({
      possible: [
        { ...verdict("matched", [1, 2]), all: ["red", "blue"] },
        { ...verdict("matched", [2]), all: ["red"] },
      ],
      open: [1],
    });
  });
});

describe("sum of points", () => {
  const scores = set(
    "sum of points",
    [rule("x", { points: 2 }), rule("x", { points: 0 }), rule("x", { points: -1 })],
    { otherwise: { type: "score", params: { points: 5, of: 9 } } },
  );

  test("adds up what each rule that holds gives, and begins with the otherwise's own", () => {
    expect(combine(scores, [true, true, false])).toEqual({
      possible: [verdict("score", [0, 1], { points: 7, of: 9 })],
      open: [],
    });
    expect(combine(set("sum of points", [rule("x", { points: 2 })]), [true]).possible).toEqual([
      verdict("other", [0], { points: 2 }),
    ]);
  });

  test("an unknown rule is open unless it gives nothing", () => {
    expect(combine(scores, [u, u, true])).toEqual({
      possible: [verdict("score", [0, 2], { points: 6, of: 9 }), verdict("score", [2], { points: 4, of: 9 })],
      open: [0],
    });
  });

  const must = rule("x", undefined, { weight: "Mandatory" });
  const needed = (more = {}) => set("sum of points", [rule("x", { points: 2 }), must, must], more);
  const no = { mandatory: { type: "not-possible", params: { why: "needed" } } };

  test("what is needed and does not hold settles it, whatever else is unknown", () => {
    expect(combine(needed(no), [u, false, false])).toEqual({
      possible: [verdict("not-possible", [1, 2], { why: "needed" })],
      open: [],
    });
    expect(combine(needed({ mandatory: { type: "not-possible" } }), [true, false, true]).possible).toEqual([
      verdict("not-possible", [1]),
    ]);
    expect(combine(needed(), [true, false, true]).possible).toEqual([verdict("review", [1])]);
  });

  test("what is needed and unknown is open, though it gives no points", () => {
    expect(combine(needed(no), [true, u, true])).toEqual({
      possible: [verdict("not-possible", [1], { why: "needed" }), verdict("other", [0, 2], { points: 2 })],
      open: [1],
    });
    expect(combine(needed(no), [true, true, true]).possible).toEqual([
      verdict("other", [0, 1, 2], { points: 2 }),
    ]);
  });

  test("points must be figures", () => {
    const mend = 'rule "rule-0" is in a "sum of points" rule set: give its event a number in params.points';
    const giving = (params?: Record<string, string | number>): Truth[] => {
      combine(set("sum of points", [rule("x", params)]), [true]);
      return [];
    };

    expect(() => giving()).toThrow(mend);
    expect(() => giving({ points: "3" })).toThrow(mend);
    expect(() => giving({ most: 3 })).toThrow(mend);
    expect(giving({ points: 3 })).toEqual([]);
  });
});

test("two verdicts are the same if they say the same, in whatever order and whichever rules brought them about", () => {
  const one = { outcome: "red", params: { length: "P1Y", most: 3 }, rules: [0] };

  expect(keyOf(one)).toBe(keyOf({ outcome: "red", params: { most: 3, length: "P1Y" }, rules: [1] }));
  expect(keyOf(one)).not.toBe(keyOf({ ...one, params: { most: 3, length: "P2Y" } }));
  expect(keyOf(one)).not.toBe(keyOf({ ...one, all: ["red"] }));
  expect(keyOf(one)).not.toBe(keyOf({ ...one, outcome: "blue" }));
});
