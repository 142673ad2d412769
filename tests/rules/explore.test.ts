import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { compile } from "#core/rules/compile.ts";
import { lookAt } from "#core/rules/evaluate.ts";
import { explore } from "#core/rules/explore.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";

const many = Array.from({ length: 12 }, (_, place) => `wish-${place}`);
const dictionary = aDictionary({
  one: { type: "boolean" },
  two: { type: "boolean" },
  three: { type: "boolean" },
  level: { type: "choice", values: ["none", "a1", "a2", "b1"], ordered: true },
  wish: { type: "choice", values: many },
  wishes: { type: "choices", values: many },
});
const leaf = (fact: string, operator: OperatorName, value: unknown): Condition =>
  ({ fact, operator, value }) as Condition;
const yes = (fact: string) => leaf(fact, "equal", true);

function explored(rules: [string, ...Condition[]][], facts: Facts = {}, most?: number) {
  const ruleSet = aRuleSet({
    rules: rules.map(([type, ...all], place) => aRule(`rule-${place}`, type, all)),
  });
  const looked = lookAt(compile(dictionary, ruleSet), facts);
  const { possible, needs } = explore(
    ruleSet,
    looked,
    { dictionary, facts: { ...facts, today: "2026-03-02" } },
    most,
  );
  return {
    outcomes: possible.map(({ outcome }) => outcome),
    rules: possible.map(({ rules }) => rules),
    needs,
  };
}

describe("what the unknown can still lead to", () => {
  test("is told in the order of the file, with the otherwise last", () => {
    expect(
      explored([
        ["red", yes("one")],
        ["blue", yes("two")],
      ]),
    ).toEqual({
      outcomes: ["red", "blue", "group-other"],
      rules: [[0], [1], []],
      needs: ["one", "two"],
    });
  });

  test("keeps of an outcome that several ways reach the rules that all of them share", () => {
    const both = explored([
      ["red", yes("one"), yes("three")],
      ["red", leaf("one", "equal", false), yes("three")],
    ]);

    expect(both).toEqual({ outcomes: ["red", "group-other"], rules: [[], []], needs: ["three"] });
  });

  test("asks first for what settles most by itself", () => {
    expect(explored([["red", yes("one"), leaf("level", "equal", "b1")]]).needs).toEqual(["one", "level"]);
    expect(explored([["red", leaf("level", "atLeast", "a1"), yes("one")]]).needs).toEqual(["level", "one"]);
    expect(explored([["red", { any: [yes("one"), yes("two")] }, yes("three")]]).needs).toEqual([
      "three",
      "one",
      "two",
    ]);
  });

  test("may be anything where no few values stand for a fact: then all that is open is asked for", () => {
    expect(explored([["red", leaf("wishes", "contains", { fact: "wish" })]])).toEqual({
      outcomes: ["red", "group-other"],
      rules: [[0], []],
      needs: ["wish", "wishes"],
    });
    expect(explored([["red", leaf("wishes", "contains", { fact: "wish" }), yes("one")]])).toEqual({
      outcomes: ["red", "group-other"],
      rules: [[0], []],
      needs: expect.arrayContaining(["one", "wishes", "wish"]),
    });
  });

  test("may be anything once too much was looked at: careful, and never wrong", () => {
    const rules: [string, ...Condition[]][] = [
      ["red", yes("one"), yes("two")],
      ["blue", leaf("one", "equal", false), yes("three")],
    ];

    expect(explored(rules).needs).toEqual(["one", "two", "three"]);
    expect(explored(rules, {}, 0)).toEqual({
      outcomes: ["red", "blue", "group-other"],
      rules: [[0], [1], []],
      needs: ["one", "two", "three"],
    });
    expect(
      explored(
        [
          ["red", yes("one")],
          ["red", leaf("one", "equal", false)],
        ],
        {},
        0,
      ).outcomes,
    ).toEqual(["red", "group-other"]);
  });
});
