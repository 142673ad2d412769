import { describe, expect, test } from "vitest";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { always, atomsOf, comesTo, fixed, never, restOf } from "#core/rules/analysis/atom.ts";
import { questionsOf } from "#core/rules/analysis/questions.ts";
import { compile } from "#core/rules/compile.ts";
import { aDictionary, aRule, aRuleSet } from "../a-pack.ts";

const dictionary = aDictionary({
  cameOn: { type: "date" },
  hours: { type: "number" },
  level: { type: "choice", values: ["none", "a1", "a2"], ordered: true },
  wish: { type: "choice", values: ["some", "a1", "a2"], ordered: true },
});
const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
  ({ fact, operator, value, ...more }) as Condition;
const ruleOf = (...all: Condition[]) => aRuleSet({ rules: [aRule("it", "red", all)] });
const atoms = (...all: Condition[]) => atomsOf(compile(dictionary, ruleOf(...all)), {});

describe("one comparison", () => {
  test("is asked once, however often and whichever way round rules make it", () => {
    const { atoms: found, trees } = atoms(
      leaf("cameOn", "before", "2026-01-01"),
      leaf("cameOn", "onOrAfter", "2026-01-01"),
      { not: leaf("cameOn", "before", "2026-01-01") },
    );

    expect(found).toHaveLength(1);
    expect(trees).toEqual([
      {
        all: [
          { atom: 0, yes: true, test: 0 },
          { atom: 0, yes: false, test: 1 },
          { atom: 0, yes: false, test: 2 },
        ],
      },
    ]);
  });

  test("with another value, of another fact, or with another further word is another", () => {
    expect(
      atoms(
        leaf("hours", "lessThan", 1),
        leaf("hours", "lessThan", 2),
        leaf("hours", "lessThan", { fact: "level" }),
      ).atoms,
    ).toHaveLength(3);
    expect(
      atoms(leaf("hours", "exceedsBy", 1, { by: 1 }), leaf("hours", "exceedsBy", 1, { by: 2 })).atoms,
    ).toHaveLength(2);
  });

  test("looks at the facts that are open, and at what day it is only as it is", () => {
    expect(atoms(leaf("hours", "lessThan", { fact: "wish" })).atoms[0]!.refs).toEqual(["hours", "wish"]);
    expect(atoms(leaf("hours", "lessThan", { fact: "hours" })).atoms[0]!.refs).toEqual(["hours"]);
  });

  test("of values that cannot be compared is impossible, and nobody has them", () => {
    const [atom] = atoms(leaf("level", "atLeast", { fact: "wish" })).atoms;

    expect(atom!.truth({ level: "a2", wish: "a1" })).toBe(true);
    expect(atom!.truth({ level: "a1" })).toBeUndefined();
    expect(atom!.truth({ level: "a1", wish: "some" })).toBe("impossible");
    expect(
      questionsOf(dictionary, ruleOf(leaf("level", "atLeast", { fact: "wish" })), "2026-03-02").fits(0)?.wish,
    ).not.toBe("some");
  });
});

describe("a tree of comparisons", () => {
  const one = { atom: 0, yes: true, test: 0 };
  const other = { atom: 1, yes: false, test: 1 };
  const tree = { all: [one, { any: [other, { ...one, test: 2 }] }] };

  test("comes to what is known, and to nothing while that does not settle it", () => {
    expect(comesTo(tree, [true, false])).toBe(true);
    expect(comesTo(tree, [false, undefined])).toBe(false);
    expect(comesTo(tree, [undefined, true])).toBeUndefined();
    expect(comesTo({ any: [one, other] }, [undefined, false])).toBe(true);
    expect([comesTo(always, []), comesTo(never, [])]).toEqual([true, false]);
  });

  test("can have one condition taken for certain", () => {
    expect(fixed(tree, 1, always)).toEqual({ all: [one, { any: [always, { ...one, test: 2 }] }] });
  });

  test("leaves to find out what is not settled yet", () => {
    const left = (...truths: (boolean | undefined)[]) => {
      const open = new Set<number>();
      return [restOf(tree, truths, open), [...open]];
    };

    expect(left(undefined, undefined)).toEqual(["&(0,|(-1,0))", [0, 1]]);
    expect(left(undefined, true)).toEqual(["&(0,|(0))", [0]]);
    expect(left(undefined, false)).toEqual(["&(0)", [0]]);
  });
});
