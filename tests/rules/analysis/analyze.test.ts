import { describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Condition, OperatorName, RuleSet } from "#core/program/rule-set.ts";
import { analyze } from "#core/rules/analysis/analyze.ts";
import { decide } from "#core/rules/decide.ts";
import { aDictionary, aPack, aRule, aRuleSet } from "../a-pack.ts";

const on = "2026-03-02";
const dictionary = aDictionary(
  {
    age: { type: "number", min: 0, max: 99 },
    bornOn: { type: "date" },
    trust: { type: "rating" },
    courage: { type: "rating" },
    free: { type: "boolean" },
    level: { type: "choice", values: ["none", "some", "good"], ordered: true },
    languages: { type: "choices", values: ["arabic", "dari", "finnish"] },
    spoken: { type: "choices", values: ["arabic", "dari", "finnish"] },
    from: { type: "date" },
    until: { type: "date" },
    least: { type: "number" },
    figures: { type: "numbers" },
  },
  {
    years: { yearsSince: "bornOn" },
    lowest: { lowestOf: ["trust", "courage"] },
    tongues: { count: "languages" },
  },
);

const leaf = (fact: string, operator: OperatorName, value: unknown): Condition =>
  ({ fact, operator, value }) as Condition;
type Rules = Parameters<typeof aRule>[2][];
const set = (
  rules: Rules,
  more: Partial<z.input<typeof import("#core/program/rule-set.ts").RuleSet>> = {},
): RuleSet =>
  aRuleSet({ rules: rules.map((all, place) => aRule(`rule-${place}`, `outcome-${place}`, all)), ...more });
const found = (rules: Rules, more = {}) => analyze(dictionary, set(rules, more), on);
const kinds = (rules: Rules, more = {}) => found(rules, more).map(({ kind }) => kind);

const adult = leaf("age", "greaterThanInclusive", 18);
const young = leaf("age", "lessThan", 18);
const free = leaf("free", "equal", true);

describe("a rule that fits nobody", () => {
  const impossible: Record<string, Condition[]> = {
    "older than 18 and younger than 16": [leaf("age", "greaterThan", 18), leaf("age", "lessThan", 16)],
    "a rating above 5": [leaf("trust", "greaterThan", 5)],
    "a figure above its most": [leaf("age", "greaterThan", 99)],
    "two values of one choice": [leaf("level", "equal", "none"), leaf("level", "atLeast", "some")],
    "years of age against the day of birth": [
      leaf("years", "lessThan", 10),
      leaf("bornOn", "before", "2000-01-01"),
    ],
    "a lowest rating above one of them": [leaf("lowest", "greaterThan", 2), leaf("trust", "equal", 2)],
    "more languages than there are": [leaf("tongues", "greaterThan", 3)],
    "few languages, but three by name": [
      leaf("tongues", "lessThan", 3),
      leaf("languages", "containsAll", ["arabic", "dari", "finnish"]),
    ],
    "nothing shared, and the same language": [
      leaf("languages", "sharesNone", { fact: "spoken" }),
      leaf("languages", "contains", "dari"),
      leaf("spoken", "contains", "dari"),
    ],
    "a day between two days that follow each other": [
      leaf("from", "after", "2026-01-01"),
      leaf("from", "before", "2026-01-02"),
    ],
    "days in a circle": [
      leaf("from", "before", { fact: "until" }),
      leaf("until", "before", "2026-01-02"),
      leaf("from", "after", "2025-12-31"),
    ],
    "figures in a circle": [
      leaf("age", "greaterThan", { fact: "least" }),
      leaf("least", "greaterThan", { fact: "trust" }),
      leaf("trust", "greaterThanInclusive", { fact: "age" }),
    ],
  };
  for (const [name, all] of Object.entries(impossible)) {
    test(name, () => {
      expect(found([all])[0]).toMatchObject({ kind: "never", rule: 0 });
    });
  }

  const possible: Record<string, Condition[]> = {
    "older than 16 and younger than 18": [leaf("age", "greaterThan", 16), leaf("age", "lessThan", 18)],
    "between two figures beside each other": [leaf("age", "greaterThan", 16), leaf("age", "lessThan", 17)],
    "a day with one day between": [leaf("from", "after", "2026-01-01"), leaf("from", "before", "2026-01-03")],
    "days in a row": [leaf("from", "before", { fact: "until" }), leaf("until", "before", "2026-01-02")],
    "a fact against another": [
      leaf("age", "greaterThan", { fact: "least" }),
      leaf("least", "greaterThan", 50),
    ],
    "years of age in a list of figures, beside the day of birth": [
      leaf("bornOn", "in", ["2008-03-02", "2000-02-29"]),
      leaf("years", "in", { fact: "figures" }),
    ],
    "nothing shared, though both have some": [
      leaf("languages", "sharesNone", { fact: "spoken" }),
      leaf("languages", "contains", "dari"),
      leaf("spoken", "sharesAny", ["finnish", "arabic"]),
    ],
  };
  for (const [name, all] of Object.entries(possible)) {
    test(`but not: ${name}`, () => {
      expect(kinds([all])).not.toContain("never");
    });
  }

  test("names the conditions that cannot be together, and no others", () => {
    const all = [
      free,
      leaf("age", "greaterThan", 18),
      leaf("level", "equal", "good"),
      leaf("age", "lessThan", 16),
    ];

    expect(found([all])).toContainEqual({ kind: "never", rule: 0, tests: [1, 3] });
  });
});

describe("a rule that fits everybody", () => {
  test("is found, and the rules below are hidden by it alone", () => {
    expect(found([[{ any: [adult, young] }], [free]])).toMatchObject(
      expect.arrayContaining([
        { kind: "always", rule: 0 },
        { kind: "hidden", rule: 1, by: [0] },
      ]),
    );
  });

  test("is not found where somebody is left", () => {
    expect(kinds([[{ any: [adult, leaf("age", "lessThan", 17)] }], [free]])).not.toContain("always");
  });
});

describe("a rule that others hide", () => {
  test("is found with those that it takes to hide it", () => {
    const rules = [
      [leaf("level", "equal", "good")],
      [adult],
      [young, free],
      [young, leaf("free", "equal", false)],
      [free],
    ];

    expect(found(rules)).toContainEqual({ kind: "hidden", rule: 4, by: [1, 2] });
  });

  test("is not hidden where one person gets through", () => {
    expect(kinds([[leaf("age", "greaterThan", 18)], [leaf("age", "lessThan", 18)], [free]])).not.toContain(
      "hidden",
    );
  });

  test("is none where every rule counts", () => {
    expect(kinds([[adult], [adult, free]], { hitPolicy: "all that match" })).not.toContain("hidden");
  });

  test("takes away an outcome that nobody else gives", () => {
    expect(found([[adult], [adult, free]])).toContainEqual({
      kind: "outcome",
      outcome: "outcome-1",
      rule: 1,
    });
  });
});

describe("people whom no rule fits", () => {
  test("are found, with an example for whom no rule decides", () => {
    const rules = [[leaf("age", "greaterThan", 18)], [leaf("age", "lessThan", 16)]];
    const gap = found(rules).find(({ kind }) => kind === "gap") as { person: Record<string, number> };
    const pack = aPack({ facts: dictionary, ruleSets: { it: set(rules) } });

    expect(decide(pack, "it", gap.person, on)).toMatchObject({ outcome: "group-other", rules: [] });
  });

  test("are not there where the rules cover all, and then nobody gets the other outcome", () => {
    expect(found([[adult], [young]])).toEqual([
      { kind: "outcome", outcome: "group-other", rule: "otherwise" },
    ]);
    expect(found([[adult], [young]], { otherwise: { type: "review" } })).toEqual([]);
  });

  test("are found where exactly one rule may fit", () => {
    expect(kinds([[adult]], { hitPolicy: "exactly one" })).toEqual(["gap"]);
  });

  test("get the other outcome, so that it is none that nobody gets", () => {
    const rules = [aRule("one", "red", [adult]), aRule("never", "group-other", [adult, young])];

    expect(analyze(dictionary, aRuleSet({ rules }), on).map(({ kind }) => kind)).toEqual(["never", "gap"]);
  });

  test("are no matter where points are added up", () => {
    const rules = [aRule("one", "points", [adult], { points: 1 })];

    expect(analyze(dictionary, aRuleSet({ hitPolicy: "sum of points", rules }), on)).toEqual([]);
  });
});

describe("two rules", () => {
  test("that one person fits are found where exactly one may fit", () => {
    const rules = [[adult], [leaf("level", "equal", "good")]];
    const overlap = found(rules, { hitPolicy: "exactly one" }).find(({ kind }) => kind === "overlap")!;
    const pack = aPack({ facts: dictionary, ruleSets: { it: set(rules, { hitPolicy: "exactly one" }) } });

    expect(overlap).toMatchObject({ rule: 1, other: 0, person: { level: "good" } });
    expect(decide(pack, "it", (overlap as { person: Record<string, number> }).person, on).outcome).toBe(
      "review",
    );
    expect(kinds([[adult], [young]], { hitPolicy: "exactly one" })).not.toContain("overlap");
  });

  test("that fit the same people are found where all count", () => {
    const same = [[adult], [{ not: young } as Condition]];

    expect(found(same, { hitPolicy: "all that match" })).toEqual([{ kind: "same", rule: 1, other: 0 }]);
    expect(kinds([[adult], [leaf("age", "greaterThan", 18)]], { hitPolicy: "all that match" })).toEqual([]);
  });

  test("of which one adds nothing to the other's outcome are found", () => {
    const rules = [aRule("wide", "letter", [adult]), aRule("narrow", "letter", [adult, free])];
    const all = { hitPolicy: "all that match", rules } as const;

    expect(analyze(dictionary, aRuleSet(all), on)).toEqual([{ kind: "covered", rule: 1, other: 0 }]);
  });

  test("of which the first adds nothing to the second are found as well", () => {
    const rules = [aRule("narrow", "letter", [adult, free]), aRule("wide", "letter", [adult])];
    const of = (hitPolicy: "all that match" | "first match") =>
      analyze(dictionary, aRuleSet({ hitPolicy, rules }), on);

    expect(of("all that match")).toEqual([{ kind: "covered", rule: 0, other: 1 }]);
    expect(of("first match").map(({ kind }) => kind)).toEqual(["gap"]);
  });

  test("that fit the same people or others are not covered, whatever they come to", () => {
    const letters = (...all: Condition[][]) =>
      analyze(
        dictionary,
        aRuleSet({
          hitPolicy: "all that match",
          rules: all.map((one, place) => aRule(`rule-${place}`, "letter", one)),
        }),
        on,
      );

    expect(letters([adult], [{ not: young } as Condition])).toEqual([{ kind: "same", rule: 1, other: 0 }]);
    expect(letters([adult], [free])).toEqual([]);
  });

  test("of which one is narrower both give their points", () => {
    const rules = [
      aRule("wide", "points", [adult], { points: 1 }),
      aRule("narrow", "points", [adult, free], { points: 1 }),
    ];

    expect(analyze(dictionary, aRuleSet({ hitPolicy: "sum of points", rules }), on)).toEqual([]);
  });

  test("that must both be met and cannot be are found", () => {
    const must = (all: Condition[], place: number) => ({
      ...aRule(`rule-${place}`, "points", all),
      weight: "Mandatory" as const,
    });
    const of = (...all: Condition[][]) =>
      analyze(dictionary, aRuleSet({ hitPolicy: "sum of points", rules: all.map(must) }), on);

    expect(of([adult], [free], [young])).toEqual([{ kind: "contradiction", rule: 2, with: [0] }]);
    expect(of([adult], [free])).toEqual([]);
    expect(of([adult])).toEqual([]);
    const wished = aRule("wished", "points", [young], { points: 1 });
    const rules = [must([adult], 0), wished, must([free], 2)];
    expect(analyze(dictionary, aRuleSet({ hitPolicy: "sum of points", rules }), on)).toEqual([]);
  });
});

describe("a condition", () => {
  test("that is so for everybody makes no difference", () => {
    expect(found([[leaf("trust", "greaterThanInclusive", 1), free]])).toContainEqual({
      kind: "idle",
      rule: 0,
      test: 0,
      alone: true,
    });
  });

  test("that another one implies makes no difference; of two that say the same one is kept", () => {
    const idle = (...all: Condition[]) => found([all]).filter(({ kind }) => kind === "idle");

    expect(idle(leaf("age", "greaterThanInclusive", 16), adult)).toEqual([
      { kind: "idle", rule: 0, test: 0, alone: false },
    ]);
    expect(idle(adult, adult)).toEqual([{ kind: "idle", rule: 0, test: 1, alone: false }]);
    expect(idle(adult, free)).toEqual([]);
  });

  test("that lets in nobody new makes no difference", () => {
    const any = (...all: Condition[]) => found([[{ any: all }]]).filter(({ kind }) => kind === "dead");

    expect(any(free, leaf("trust", "greaterThan", 5))).toEqual([
      { kind: "dead", rule: 0, test: 1, alone: true },
    ]);
    expect(any(adult, leaf("age", "greaterThan", 30))).toEqual([
      { kind: "dead", rule: 0, test: 1, alone: false },
    ]);
    expect(any(adult, free)).toEqual([]);
  });
});

test("too many combinations are said, never passed over", () => {
  const values = Array.from({ length: 40 }, (_, place) => `value-${place}`);
  const wide = aDictionary({ many: { type: "choices", values } });
  const rules = [
    aRule(
      "all",
      "some",
      values.map((value) => leaf("many", "contains", value)),
    ),
  ];

  expect(analyze(wide, aRuleSet({ rules }), on)).toEqual([{ kind: "unsure" }]);
  const twice = [...rules, { ...rules[0]!, name: "again" }];
  expect(analyze(wide, aRuleSet({ rules: twice }), on)).toEqual([{ kind: "unsure" }]);
});
