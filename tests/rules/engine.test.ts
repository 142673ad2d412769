import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, Conditions } from "#core/program/rule-set.ts";
import { confirm, confirmTest } from "#core/rules/confirm.ts";
import { decide } from "#core/rules/decide.ts";
import { freshEngine, runEngine } from "#core/rules/engine.ts";
import { aDictionary, aRoutingPack, aRule } from "./a-pack.ts";

const on = "2026-03-02";
const dictionary = aDictionary({
  age: { type: "number" },
  level: { type: "choice", values: ["none", "a1", "a2"], ordered: true },
  wish: { type: "choice", values: ["none", "a1", "a2"], ordered: true },
});
const run = (all: Condition[], facts: Facts) => runEngine(dictionary, [aRule("it", "it", all)], facts);

describe("the engine's traps are closed", () => {
  test("a number must be one: text that starts with a number throws", async () => {
    await expect(run([{ fact: "age", operator: "lessThan", value: 9 }], { age: "10 days" })).rejects.toThrow(
      "takes two numbers",
    );
  });

  test("an unknown fact throws instead of being taken for no", async () => {
    await expect(run([{ fact: "age", operator: "lessThan", value: 9 }], {})).rejects.toThrow(
      "Undefined fact: age",
    );
  });

  test("a path that is smuggled into a rule never reaches it", async () => {
    const leaf = { fact: "age", operator: "equal", value: 3, path: "$..constructor" } as Condition;

    expect(await run([leaf], { age: 3 })).toEqual([true]);
  });

  test("a path given to the engine itself throws", async () => {
    const engine = freshEngine();
    engine.addRule({
      conditions: { all: [{ fact: "who", operator: "equal", value: 1, path: "$.a" }] },
      event: { type: "it" },
    });

    await expect(engine.run({ who: { a: 1 } })).rejects.toThrow("a rule has a path");
  });

  test("decorators and operators that are not ours are unknown", async () => {
    for (const operator of [
      "not:equal",
      "someFact:equal",
      "everyFact:equal",
      "someValue:equal",
      "everyValue:equal",
      "swap:equal",
      "matches",
    ]) {
      const engine = freshEngine();
      engine.addRule({ conditions: { all: [{ fact: "who", operator, value: 1 }] }, event: { type: "it" } });

      await expect(engine.run({ who: 1 })).rejects.toThrow(`Unknown operator: ${operator}`);
    }
  });

  test("conditions of the engine's own, shared by name, are unknown", async () => {
    const engine = freshEngine();
    engine.addRule({ conditions: { all: [{ condition: "shared" }] }, event: { type: "it" } });

    await expect(engine.run({ who: 1 })).rejects.toThrow("shared");
  });

  test("answers come in file order, whatever order the engine finishes in", async () => {
    const deep = [0, 1, 2, 3, 4].reduce<Conditions>((inner) => ({ all: [inner] }), {
      all: [{ fact: "age", operator: "equal", value: 1 }],
    });
    const rules = [
      { name: "deep", conditions: deep, event: { type: "it" } },
      aRule("no", "it", [{ fact: "age", operator: "equal", value: 2 }]),
      aRule("yes", "it", [{ fact: "age", operator: "equal", value: 1 }]),
    ];

    expect(await runEngine(dictionary, rules, { age: 1 })).toEqual([true, false, true]);
  });

  test("runs that overlap do not disturb each other", async () => {
    const rules = [aRule("it", "it", [{ fact: "age", operator: "lessThan", value: 50 }])];
    const ages = Array.from({ length: 100 }, (_, age) => age);

    const answers = await Promise.all(ages.map((age) => runEngine(dictionary, rules, { age })));

    expect(answers.flat()).toEqual(ages.map((age) => age < 50));
  });

  test("ordered choices are compared by place, also with another fact", async () => {
    const higher = [{ fact: "level", operator: "atLeast", value: { fact: "wish" } }] as const;

    expect(await run([{ fact: "level", operator: "below", value: "a2" }], { level: "a1" })).toEqual([true]);
    expect(await run([...higher], { level: "a2", wish: "a1" })).toEqual([true]);
    expect(await run([...higher], { level: "none", wish: "a1" })).toEqual([false]);
    await expect(
      run([{ fact: "age", operator: "atLeast", value: { fact: "wish" } }], { age: 1, wish: "a1" }),
    ).rejects.toThrow("no ordered choice");
  });
});

describe("confirming a decision", () => {
  const pack = aRoutingPack();
  const facts = { hasEducation: true, hasWorked: true, language: "b1", bornOn: "1990-01-01" };
  const decision = decide(pack, "routing", facts, on);

  test("a right one is confirmed", async () => {
    expect(await confirm(pack, "routing", facts, on, decision)).toBeUndefined();
  });

  test("another outcome, or another rule, is not", async () => {
    const wrong = await confirm(pack, "routing", facts, on, { ...decision, outcome: "group-three" });
    const wrongRule = await confirm(pack, "routing", facts, on, { ...decision, rules: ["learning"] });

    expect(wrong).toMatchObject({
      code: "rules.disagree",
      decided: "group-three",
      confirmed: "group-one",
      rules: [],
    });
    expect(wrongRule?.code).toBe("rules.disagree");
  });

  test("needs-info is confirmed only while something is really missing", async () => {
    const asking = decide(pack, "routing", { hasEducation: true, language: "none" }, on);

    expect(asking.outcome).toBe("needs-info");
    expect(
      await confirm(pack, "routing", { hasEducation: true, language: "none" }, on, asking),
    ).toBeUndefined();
    expect(await confirm(pack, "routing", facts, on, asking)).toMatchObject({ confirmed: "group-one" });
  });

  test("a decision that stands with facts missing is confirmed by the rules that are complete", async () => {
    const few = { hasEducation: true, hasWorked: true };

    expect(await confirm(pack, "routing", few, on, decide(pack, "routing", few, on))).toBeUndefined();
    expect(await confirm(pack, "routing", few, on, { ...decision, outcome: "group-two" })).toMatchObject({
      confirmed: "group-one",
    });
  });

  test("of a rule that lacks facts, each condition whose facts are known is", async () => {
    const yes = (fact: string) => ({ fact, operator: "equal", value: true });
    const half = { all: [{ not: { any: [yes("hasEducation"), yes("hasWorked")] } }] } as Conditions;

    expect(await confirmTest(pack, half, { hasWorked: true }, on, false)).toBeUndefined();
    expect(await confirmTest(pack, half, { hasWorked: true }, on, "unknown")).toMatchObject({
      decided: "unknown",
      confirmed: "false",
    });
    expect(await confirmTest(pack, half, { hasWorked: false }, on, "unknown")).toBeUndefined();
    expect(await confirmTest(pack, half, { hasWorked: false }, on, true)).toMatchObject({
      confirmed: "unknown",
    });
  });
});

describe("a disagreement", () => {
  const pack = aRoutingPack();
  const facts = { hasEducation: true, hasWorked: true, language: "b1", bornOn: "1990-01-01" };
  const decision = decide(pack, "routing", facts, on);
  const named = { code: "rules.disagree", pack: "willow", version: "0123456789ab" };

  test("names the program, the rules and both answers, and nothing that is known of anybody", async () => {
    expect(await confirm(pack, "routing", facts, on, { ...decision, outcome: "group-two" })).toEqual({
      ...named,
      ruleSet: "routing",
      decided: "group-two",
      confirmed: "group-one",
      rules: [],
    });
  });

  test("is about what is said, be it only a param or a list", async () => {
    expect(
      await confirm(pack, "routing", facts, on, { ...decision, params: { length: "P1Y" } }),
    ).toBeDefined();
    expect(await confirm(pack, "routing", facts, on, { ...decision, all: ["group-one"] })).toBeDefined();
    expect(await confirm(pack, "routing", facts, on, { ...decision, rules: [] })).toBeDefined();
  });

  test("is there when something is said of facts that settle nothing", async () => {
    const few = { hasEducation: true, language: "none" };

    expect(await confirm(pack, "routing", few, on, decision)).toEqual({
      ...named,
      ruleSet: "routing",
      decided: "group-one",
      confirmed: "needs-info",
      rules: [],
    });
  });

  test("is there of conditions that stand alone as well, and of what nobody can know yet", async () => {
    const conditions: Conditions = { all: [{ fact: "hasWorked", operator: "equal", value: true }] };

    expect(await confirmTest(pack, conditions, { hasWorked: true }, on, true)).toBeUndefined();
    expect(await confirmTest(pack, conditions, { hasWorked: false }, on, false)).toBeUndefined();
    expect(await confirmTest(pack, conditions, {}, on, "unknown")).toBeUndefined();
    expect(await confirmTest(pack, conditions, {}, on, true)).toMatchObject({
      decided: "true",
      confirmed: "unknown",
    });
    expect(await confirmTest(pack, conditions, { hasWorked: false }, on, true)).toEqual({
      ...named,
      ruleSet: "when",
      decided: "true",
      confirmed: "false",
      rules: ["when"],
    });
  });
});

describe("what the engine is asked", () => {
  test("leaves out a fact that is there without a value", async () => {
    await expect(
      run([{ fact: "age", operator: "lessThan", value: 9 }], { age: undefined } as unknown as Facts),
    ).rejects.toThrow("Undefined fact: age");
  });

  test("is refused where an ordered choice is held against none of its values", async () => {
    await expect(run([{ fact: "level", operator: "atLeast", value: "c2" }], { level: "a1" })).rejects.toThrow(
      '"atLeast" compares fact "level" with none of its values: use one of them',
    );
    await expect(run([{ fact: "age", operator: "below", value: "a1" }], { age: 1 })).rejects.toThrow(
      'fact "age" is no ordered choice: "below" cannot compare it',
    );
  });

  test("keeps all, any and not as they are", async () => {
    const young: Condition = { fact: "age", operator: "lessThan", value: 9 };
    const old: Condition = { fact: "age", operator: "greaterThan", value: 90 };

    expect(await run([{ any: [young, old] }], { age: 3 })).toEqual([true]);
    expect(await run([{ all: [young, old] }], { age: 3 })).toEqual([false]);
    expect(await run([{ not: young }], { age: 3 })).toEqual([false]);
    expect(await run([{ not: { any: [young, old] } }], { age: 20 })).toEqual([true]);
  });

  test("are lowest and highest values of an ordered choice, and all between", async () => {
    const level = (operator: "atLeast" | "below", value: string, level: string) =>
      run([{ fact: "level", operator, value }], { level });

    expect(await level("atLeast", "none", "none")).toEqual([true]);
    expect(await level("below", "none", "none")).toEqual([false]);
    expect(await level("atLeast", "a2", "a1")).toEqual([false]);
    expect(await level("below", "a2", "a1")).toEqual([true]);
  });
});
