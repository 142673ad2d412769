import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, Leaf } from "#core/program/rule-set.ts";
import { decide } from "#core/rules/decide.ts";
import { kept, sentencesOf } from "#core/rules/receipt.ts";
import { label, shown } from "#core/rules/wording.ts";
import { aDictionary, aPack, aProgram, aRule, aRuleSet } from "./a-pack.ts";
import { hold, scaled } from "./law.ts";
import { dictionary, person, ruleSets, universe } from "./small-world.ts";

const on = "2026-03-02";
const facts = aDictionary({
  one: { type: "boolean" },
  two: { type: "boolean" },
  three: { type: "boolean" },
  hours: { type: "number", unit: "hours" },
  share: { type: "number" },
  level: { type: "choice", values: ["none", "a2"], ordered: true },
  languages: { type: "choices", values: ["en", "uk"] },
});
const yes = (fact: string): Leaf => ({ fact, operator: "equal", value: true });
type More = Partial<Parameters<typeof aRuleSet>[0]>;
const program = (rules: More["rules"], more: More = {}, texts: Record<string, string> = {}) =>
  aPack({
    facts,
    ruleSets: { it: aRuleSet({ rules: rules!, ...more }) },
    texts: { en: { "facts.one": "The first", "because.it.a": "A is met.", ...texts } },
  });
const told = (pack: ReturnType<typeof program>, known: Facts): string =>
  decide(pack, "it", known, on).sentence.coordinator;
/** The same once it was kept, and is read again. */
const read = (pack: ReturnType<typeof program>, known: Facts): string =>
  sentencesOf(pack, kept(decide(pack, "it", known, on))).coordinator;

const rules = [aRule("a", "red", [yes("one")]), aRule("b", "blue", [yes("two")])];

describe("what a coordinator reads", () => {
  test("of a rule that fits: its outcome with every full stop but the last", () => {
    expect(told(program(rules, {}, { "outcomes.it.red": "St. Mary's group. " }), { one: true })).toBe(
      "St. Mary's group: A is met (The first: yes).",
    );
  });

  test("of rules that are not known, but all say the same: that it makes no difference", () => {
    const both = [
      aRule("a", "red", [yes("one")]),
      aRule("b", "red", [{ fact: "one", operator: "equal", value: false }]),
      aRule("c", "blue", [yes("two")]),
    ];

    expect(told(program(both), { two: false })).toBe("red: what we do not know yet makes no difference.");
  });

  test("of a rule that fits: the outcome, the reason without its full stop, and what was seen", () => {
    const pack = program(rules, {}, { "outcomes.it.red": "Red group." });

    expect(told(pack, { one: true })).toBe("Red group: A is met (The first: yes).");
    expect(told(pack, { one: false, two: true })).toBe('blue: rule "b" (two: yes).');
  });

  test("names a fact once, however many conditions look at it, and none that did not help", () => {
    const any: Condition = {
      any: [
        { fact: "hours", operator: "greaterThan", value: 2 },
        { fact: "hours", operator: "greaterThan", value: 3 },
        yes("two"),
        yes("three"),
      ],
    };
    const pack = program([aRule("a", "red", [any])]);

    expect(told(pack, { hours: 4, two: false, three: true })).toBe(
      "red: A is met (hours: 4 hours; three: yes).",
    );
  });

  test("of nobody whom a rule fits: why in the program's words, if it has any", () => {
    const because = { "because.it.otherwise": "Nothing fits." };

    expect(told(program(rules), { one: false, two: false })).toBe("group-other: no rule fits.");
    expect(told(program(rules, {}, because), { one: false, two: false })).toBe("group-other: Nothing fits.");
  });

  test("of several that all count: each outcome and each reason", () => {
    const pack = program(rules, { hitPolicy: "all that match" });

    expect(told(pack, { one: true, two: true })).toBe(
      'red and blue: A is met; rule "b" (The first: yes; two: yes).',
    );
    expect(told(pack, { one: false, two: false })).toBe("group-other: no rule fits.");
  });

  test("of what a person has to decide: that a rule asks for it, that none fits, or that too many do", () => {
    const asks = program([aRule("a", "review", [yes("one")]), aRule("b", "blue", [yes("two")])]);
    const others = program(rules, { hitPolicy: "exactly one", otherwise: { type: "review" } });
    const alone = program([aRule("a", "review", [yes("one")])], { hitPolicy: "exactly one" });

    expect(told(asks, { one: true })).toBe("A coordinator decides: A is met (The first: yes).");
    expect(told(others, { one: false, two: false })).toBe("A coordinator decides: no rule fits.");
    expect(told(others, { one: true, two: true })).toBe(
      'More than one rule fits, so a coordinator decides: red (A is met); blue (rule "b").',
    );
    expect(told(alone, { one: true })).toBe("A coordinator decides: A is met (The first: yes).");
  });

  test("of something missing: what, and what it could still be, each once", () => {
    const same = [...rules, aRule("c", "red", [yes("three")])];

    expect(told(program(same), {})).toBe(
      "We do not know yet: The first, two, three. It could be: red; or blue; or group-other.",
    );
    const alike = [
      aRule("a", "red", [yes("one")], { most: 3 }),
      { ...aRule("b", "red", []), conditions: { not: yes("one") } },
    ];
    expect(told(program(alike), {})).toBe("We do not know yet: The first.");
  });
});

describe("what a coordinator reads of points", () => {
  const weighed = [
    { ...aRule("a", "points", [yes("one")], { points: 2 }) },
    { ...aRule("b", "points", [yes("two")], { points: 1.5 }) },
    { ...aRule("must", "points", [yes("three")]), weight: "Mandatory" as const },
  ];
  const more: More = { hitPolicy: "sum of points", otherwise: { type: "score" } };
  const pack = program(weighed, { ...more, mandatory: { type: "not-possible" } });

  test("is the sum, and how much each rule gave", () => {
    expect(told(pack, { one: true, two: true, three: true })).toBe(
      'score, 3.5 points: A is met (2); rule "b" (1.5).',
    );
    expect(told(pack, { one: false, two: false, three: true })).toBe("score, 0 points: no rule fits.");
  });

  test("is what is needed and not so, whatever the points", () => {
    expect(told(pack, { one: true, two: true, three: false })).toBe(
      'not-possible, because this is needed: rule "must".',
    );
  });

  test("is all that is needed and not so, even where that has points of its own", () => {
    const also = [...weighed, { ...aRule("also", "points", [yes("two")]), weight: "Mandatory" as const }];
    const unmet = { one: true, two: false, three: false };
    const mandatory = { type: "not-possible", params: { points: 0 } };

    expect(told(program(also, { ...more, mandatory }), unmet)).toBe(
      'not-possible, because this is needed: rule "must"; rule "also".',
    );
    expect(told(program(also, more), unmet)).toBe('A coordinator decides: rule "must"; rule "also".');
  });

  test("is for a person to decide where the program says nothing else of what is needed", () => {
    expect(told(program(weighed, more), { one: true, two: true, three: false })).toBe(
      'A coordinator decides: rule "must".',
    );
  });
});

describe("a receipt that was kept says the same when it is read", () => {
  const known: Facts[] = [
    { one: true },
    { one: false, two: true },
    { one: false, two: false },
    {},
    { two: true },
  ];

  test.each(["first match", "exactly one", "all that match"] as const)("%s", (hitPolicy) => {
    const pack = program(rules, { hitPolicy });

    for (const one of known) expect(read(pack, one)).toBe(told(pack, one));
  });

  test("where one fact was compared with another", () => {
    const pack = program([
      aRule("a", "red", [{ fact: "hours", operator: "lessThan", value: { fact: "share" } }, yes("one")]),
    ]);

    expect(read(pack, { hours: 1, share: 2 })).toBe(
      "We do not know yet: The first. It could be: red; or group-other.",
    );
    expect(read(pack, { hours: 1, share: 2, one: true })).toBe(
      "red: A is met (hours: 1 hours; The first: yes).",
    );
    expect(read(pack, { hours: 3, one: true })).toBe(
      "We do not know yet: share. It could be: red; or group-other.",
    );
  });

  test("but not of a rule set that is gone: then what came with it", () => {
    const pack = program(rules);
    const receipt = decide(pack, "it", { one: true }, on);
    const sentence = { coordinator: "as it was", participant: "" };

    expect(sentencesOf({ ...pack, ruleSets: {} }, { ...receipt, sentence })).toEqual(sentence);
    expect(sentencesOf(pack, { ...receipt, ruleSet: "constructor", sentence })).toEqual(sentence);
  });
});

describe("a fact as staff read it", () => {
  const pack = aPack({
    facts,
    program: aProgram({ languages: { participants: ["uk"], staff: ["en", "ar"] } }),
    texts: {
      en: { "facts.hours": "Hours", "roles.mentor": "Mentor", "facts.level.a2": "A2 (elementary)" },
      ar: { "facts.share": "Share" },
      uk: { "facts.hours": "Години", "roles.mentee": "Менті" },
    },
  });

  test("has the name that the program gives it, in the first language that has one", () => {
    expect(label(pack, "hours")).toBe("Hours");
    expect(label(pack, "hours", "uk")).toBe("Години");
    expect(label(pack, "hours", "ar")).toBe("Hours");
    expect(label(pack, "share")).toBe("Share");
    expect(label(pack, "two")).toBe("two");
  });

  test("says of a pair whose it is", () => {
    expect(label(pack, "mentor.hours")).toBe("Mentor: Hours");
    expect(label(pack, "mentee.hours", "uk")).toBe("Менті: Години");
    expect(label(pack, "mentee.two")).toBe("mentee: two");
  });

  test("has its value in words", () => {
    expect(shown(pack, "one", true)).toBe("yes");
    expect(shown(pack, "one", false)).toBe("no");
    expect(shown(pack, "languages", [])).toBe("none");
    expect(shown(pack, "languages", ["en", "uk"])).toBe("en, uk");
    expect(shown(pack, "level", "a2")).toBe("A2 (elementary)");
    expect(shown(pack, "hours", 3)).toBe("3 hours");
    expect(shown(pack, "mentor.hours", 2.5)).toBe("2.5 hours");
    expect(shown(pack, "share", 2 / 3)).toBe("0.67");
  });

  test("has the coordinator's name and number in its words, where the program asks for them", () => {
    const { coordinator } = pack.program;
    const asking = { ...pack, texts: { en: { "facts.one": "Ask {coordinator}, {coordinatorPhone}" } } };

    expect(label(asking, "one")).toBe(`Ask ${coordinator.name}, ${coordinator.phone}`);
  });
});

test("a receipt that is read back says what was said when it was decided", () => {
  const empty = aPack({ facts: dictionary });
  const seen = { missing: 0 };
  const some = fc.tuple(person, fc.subarray(Object.keys(universe)));
  const law = fc.property(ruleSets, some, (it, [all, names]) => {
    const facts = Object.fromEntries(names.map((name) => [name, all[name]!]));
    const pack = { ...empty, ruleSets: { it } };
    const decision = decide(pack, "it", facts, on);
    if (decision.outcome === "needs-info") seen.missing += 1;
    expect(sentencesOf(pack, kept(decision))).toEqual(decision.sentence);
  });
  hold("a receipt says the same when it is read back", law, 600);
  expect(seen.missing).toBeGreaterThan(scaled(100));
});
