import { describe, expect, test } from "vitest";
import { decide } from "#core/rules/decide.ts";
import { Decision } from "#core/rules/decision.ts";
import { aDictionary, aPack, aRoutingPack, aRule, aRuleSet } from "./a-pack.ts";

const on = "2026-03-02";
const routed = (facts: Parameters<typeof decide>[2], language?: string) =>
  decide(aRoutingPack(), "routing", facts, on, language);

describe("first match", () => {
  test("the first rule that fits decides, and those after it are not looked at", () => {
    const decision = routed({ hasEducation: true, hasWorked: true, language: "b1" });

    expect(decision).toMatchObject({
      outcome: "group-one",
      rules: ["near-work"],
      needs: [],
      version: "0123456789ab",
    });
    expect(decision.because.map(({ fact, result }) => [fact, result])).toEqual([
      ["hasEducation", "passed"],
      ["hasWorked", "passed"],
      ["language", "not looked at"],
      ["age", "not looked at"],
      ["hasWorked", "not looked at"],
    ]);
    expect(Decision.parse(decision)).toEqual(decision);
  });

  test("without a rule that fits the outcome is the otherwise", () => {
    const decision = routed({ hasEducation: false, hasWorked: false, language: "none" });

    expect(decision).toMatchObject({ outcome: "group-three", rules: [], needs: [] });
  });

  test("a missing fact that could tell is asked for, a derived one by what it is derived from", () => {
    const decision = routed({ hasEducation: false, hasWorked: false, language: "a2" });

    expect(decision).toMatchObject({ outcome: "needs-info", params: {}, rules: [], needs: ["bornOn"] });
    expect(decision.sentence.coordinator).toBe(
      "We do not know yet: Date of birth. It could be: Group 2, still learning; or Group 3, first steps.",
    );
  });

  test("a missing fact that cannot tell is not asked for", () => {
    expect(routed({ hasEducation: true, hasWorked: true }).outcome).toBe("group-one");
    expect(routed({ hasEducation: false, hasWorked: true, language: "a2" }).outcome).toBe("group-two");
    expect(routed({ hasEducation: false, language: "none" }).outcome).toBe("group-three");
  });

  test("only facts that still matter are asked for", () => {
    expect(routed({ hasEducation: false }).needs).toEqual(["language", "hasWorked", "bornOn"]);
    expect(routed({ hasEducation: true, language: "none", bornOn: "1980-05-01" }).needs).toEqual([
      "hasWorked",
    ]);
  });

  test("an unknown rule that says the same as the rules below it makes no difference", () => {
    const rules = [aRule("a", "yes", [yes("one")]), aRule("b", "yes", [yes("two")])];
    const decision = decide(booleans(["one", "two"], aRuleSet({ rules })), "it", { two: true }, on);

    expect(decision).toMatchObject({ outcome: "yes", needs: [], rules: ["b"] });
  });

  test("the same outcome with other params is another outcome", () => {
    const rules = [
      aRule("a", "stay", [yes("one")], { length: "P1Y" }),
      aRule("b", "stay", [yes("two")], { length: "P6M" }),
    ];
    const pack = booleans(["one", "two"], aRuleSet({ rules }));

    expect(decide(pack, "it", { two: true }, on)).toMatchObject({ outcome: "needs-info", needs: ["one"] });
    expect(decide(pack, "it", { one: false, two: true }, on)).toMatchObject({
      outcome: "stay",
      params: { length: "P6M" },
    });
  });

  test("a fact in several rules is tried both ways: the decision stands if both lead to the same", () => {
    const rules = [aRule("a", "yes", [yes("one")]), aRule("b", "yes", [no("one")])];
    const decision = decide(booleans(["one"], aRuleSet({ rules })), "it", {}, on);

    expect(decision).toMatchObject({ outcome: "yes", needs: [], rules: [] });
    expect(decision.sentence.coordinator).toBe("yes: what we do not know yet makes no difference.");
  });
});

test("a missing fact that stands in several rules but makes no difference is not asked for", () => {
  const rules = [aRule("a", "red", [yes("one"), yes("two")]), aRule("b", "red", [no("one"), yes("two")])];
  const pack = booleans(["one", "two"], aRuleSet({ rules }));

  expect(decide(pack, "it", {}, on)).toMatchObject({ outcome: "needs-info", needs: ["two"] });
  expect(decide(pack, "it", { two: true }, on)).toMatchObject({ outcome: "red", needs: [] });
});

describe("exactly one", () => {
  const rules = [aRule("a", "red", [yes("one")]), aRule("b", "blue", [yes("two")])];
  const pack = booleans(["one", "two"], aRuleSet({ hitPolicy: "exactly one", rules }));

  test("two rules that fit are for a coordinator", () => {
    const decision = decide(pack, "it", { one: true, two: true }, on);

    expect(decision).toMatchObject({ outcome: "review", rules: ["a", "b"] });
    expect(decision.sentence.coordinator).toBe(
      'More than one rule fits, so a coordinator decides: red (rule "a"); blue (rule "b").',
    );
  });

  test("one that fits decides only when the other is known not to fit", () => {
    expect(decide(pack, "it", { one: true, two: false }, on).outcome).toBe("red");
    expect(decide(pack, "it", { one: true }, on)).toMatchObject({ outcome: "needs-info", needs: ["two"] });
    expect(decide(pack, "it", { one: false, two: false }, on).outcome).toBe("group-other");
  });
});

describe("all that match", () => {
  const rules = [
    aRule("a", "red", [yes("one")]),
    aRule("b", "blue", [yes("two")]),
    aRule("c", "red", [yes("three")]),
  ];
  const pack = booleans(["one", "two", "three"], aRuleSet({ hitPolicy: "all that match", rules }));

  test("every fitting rule's event is named once", () => {
    const decision = decide(pack, "it", { one: true, two: true, three: true }, on);

    expect(decision).toMatchObject({ outcome: "matched", all: ["red", "blue"], rules: ["a", "b", "c"] });
  });

  test("an unknown rule whose event is there already makes no difference", () => {
    expect(decide(pack, "it", { one: true, two: false }, on)).toMatchObject({
      outcome: "matched",
      all: ["red"],
    });
    expect(decide(pack, "it", { two: false }, on)).toMatchObject({
      sentence: { coordinator: "We do not know yet: one, three. It could be: red; or group-other." },
      outcome: "needs-info",
      needs: ["one", "three"],
    });
    expect(decide(pack, "it", { one: false, two: false, three: false }, on)).toMatchObject({
      outcome: "group-other",
      all: [],
    });
  });
});

describe("sum of points", () => {
  const rules = [
    aRule("a", "points", [yes("one")], { points: 3 }),
    aRule("b", "points", [yes("two")], { points: 2.5 }),
  ];
  const pack = booleans(
    ["one", "two"],
    aRuleSet({ hitPolicy: "sum of points", rules, otherwise: { type: "score", params: { points: 1 } } }),
  );

  test("fitting rules add their points to those of the otherwise", () => {
    expect(decide(pack, "it", { one: true, two: true }, on)).toMatchObject({
      outcome: "score",
      params: { points: 6.5 },
    });
    expect(decide(pack, "it", { one: false, two: false }, on)).toMatchObject({
      outcome: "score",
      params: { points: 1 },
    });
    expect(decide(pack, "it", { one: true }, on)).toMatchObject({ outcome: "needs-info", needs: ["two"] });
  });
});

describe("the receipt", () => {
  test("says the reason in the program's words with what was seen", () => {
    expect(routed({ hasEducation: true, hasWorked: true }).sentence.coordinator).toBe(
      "Group 1, near to work: there is education and work to build on (Has finished an education: yes; Has worked: yes).",
    );
    expect(routed({ hasEducation: false, language: "a2", bornOn: "2000-03-02" }).sentence.coordinator).toBe(
      "Group 2, still learning: the language is there and there is time to learn (Language level: A2 (elementary); age: 26).",
    );
  });

  test("speaks to the participant in her language, then the program's first, and never in the coordinator's words", () => {
    const known = { hasEducation: true, hasWorked: true };

    expect(routed(known, "uk").sentence.participant).toBe("Ви можете починати.");
    expect(routed(known, "ar").sentence.participant).toBe("You can start now.");
    const second = aRoutingPack({
      texts: { uk: { "outcomes.routing.group-one.participant": "Ви можете починати." } },
    });
    expect(decide(second, "routing", known, on, "ar").sentence.participant).toBe("");
    expect(routed({ ...known, hasWorked: false, language: "none" }).sentence.participant).toBe("");
  });

  test("names what would have had to be different", () => {
    const decision = routed({ hasEducation: true, hasWorked: false, language: "a1", bornOn: "1980-01-01" });

    expect(decision.nearMisses).toEqual([
      { outcome: "group-one", rule: "near-work", differs: [{ fact: "hasWorked", saw: false, wanted: true }] },
      {
        outcome: "group-two",
        rule: "learning",
        differs: [
          { fact: "bornOn", saw: "1980-01-01", wanted: "1996-03-03" },
          { fact: "language", saw: "a1", wanted: "a2" },
        ],
      },
    ]);
  });

  test("shows a condition under not as its opposite, so that passed means it helped", () => {
    const conditions = { not: { any: [yes("one"), no("two")] } };
    const rule = { name: "a", conditions, event: { type: "red" } };
    const decision = decide(
      booleans(["one", "two"], aRuleSet({ rules: [rule] })),
      "it",
      { one: false, two: true },
      on,
    );

    expect(decision.outcome).toBe("red");
    expect(decision.because.map(({ operator, result }) => [operator, result])).toEqual([
      ["notEqual", "passed"],
      ["notEqual", "passed"],
    ]);
  });
});

test("a fact compared with an unknown fact is unknown, and that fact is asked for", () => {
  const rules = [aRule("a", "older", [{ fact: "mine", operator: "greaterThan", value: { fact: "hers" } }])];
  const facts = aDictionary({ mine: { type: "number" }, hers: { type: "number" } });
  const pack = aPack({ facts, ruleSets: { it: aRuleSet({ rules }) } });

  expect(decide(pack, "it", { mine: 3 }, on)).toMatchObject({ outcome: "needs-info", needs: ["hers"] });
  expect(decide(pack, "it", { mine: 3, hers: 2 }, on)).toMatchObject({
    outcome: "older",
    because: [{ saw: 3, wanted: 2 }],
  });
});

test("a fact called like something every object has is not known for that", () => {
  const pack = booleans(["constructor"], aRuleSet({ rules: [aRule("a", "red", [yes("constructor")])] }));

  expect(decide(pack, "it", {}, on)).toMatchObject({ outcome: "needs-info", needs: ["constructor"] });
});

function yes(fact: string) {
  return { fact, operator: "equal", value: true } as const;
}

function no(fact: string) {
  return { fact, operator: "equal", value: false } as const;
}

function booleans(names: string[], it: ReturnType<typeof aRuleSet>) {
  return aPack({
    facts: aDictionary(Object.fromEntries(names.map((name) => [name, { type: "boolean" }]))),
    ruleSets: { it },
  });
}

test("a figure behind a lowest one is a figure in every near miss", () => {
  const facts = aDictionary(
    { hours: { type: "number", min: 0 }, days: { type: "number" } },
    { least: { lowestOf: ["hours", "days"] } },
  );
  const it = aRuleSet({
    rules: [
      aRule("much", "much", [{ fact: "least", operator: "greaterThan", value: 3 }]),
      aRule("hours", "hours", [{ fact: "hours", operator: "greaterThanInclusive", value: 8 }]),
    ],
  });
  const decision = decide(aPack({ facts, ruleSets: { it } }), "it", { hours: 0, days: 5 }, on);

  expect(decision.outcome).toBe("group-other");
  expect(decision.nearMisses.map(({ outcome }) => outcome)).toContain("much");
});

describe("what nobody can decide", () => {
  test("is a rule set that the program does not have, and the message names those that it has", () => {
    const pack = aRoutingPack();

    expect(() => decide(pack, "rooting", {}, on)).toThrow(
      'program willow 0123456789ab has no rule set "rooting": it has routing',
    );
    const more = { ...pack, ruleSets: { ...pack.ruleSets, more: pack.ruleSets.routing! } };
    expect(() => decide(more, "x", {}, on)).toThrow("it has routing, more");
    expect(() => decide({ ...pack, ruleSets: {} }, "constructor", {}, on)).toThrow("it has none");
  });

  test("is points of a rule that gives none: a checked program has no such rule", () => {
    const rules = [aRule("a", "points", [yes("one")])];
    const pack = booleans(["one"], aRuleSet({ hitPolicy: "sum of points", rules }));

    expect(() => decide(pack, "it", { one: true }, on)).toThrow(
      'rule "a" is in a "sum of points" rule set: give its event a number in params.points',
    );
  });
});
