import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import { isError } from "#core/program/pack.ts";
import type { Condition, OperatorName, RuleSet } from "#core/program/rule-set.ts";
import { analyze } from "#core/rules/analysis/analyze.ts";
import { analyzePack } from "#core/rules/analysis/analyze-pack.ts";
import { questionsOf } from "#core/rules/analysis/questions.ts";
import { decide } from "#core/rules/decide.ts";
import { aDictionary, aPack, aRule, aRuleSet } from "../a-pack.ts";

const on = "2026-11-30";
const dictionary = aDictionary(
  {
    free: { type: "boolean" },
    bornOn: { type: "date" },
    clearedUntil: { type: "date" },
    trust: { type: "rating" },
  },
  { age: { yearsSince: "bornOn" } },
);
type HitPolicy = RuleSet["hitPolicy"];
const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
  ({ fact, operator, value, ...more }) as Condition;
const today = (operator: OperatorName, value: unknown, more = {}) => leaf("today", operator, value, more);
const free = leaf("free", "equal", true);

const set = (rules: Condition[][], hitPolicy: HitPolicy = "first match"): RuleSet =>
  aRuleSet({ hitPolicy, rules: rules.map((all, place) => aRule(`rule-${place}`, `out-${place}`, all)) });
const found = (rules: Condition[][], hitPolicy?: HitPolicy) => analyze(dictionary, set(rules, hitPolicy), on);
const kinds = (rules: Condition[][], hitPolicy?: HitPolicy) =>
  found(rules, hitPolicy).map(({ kind }) => kind);

describe("a rule prepared for a later day", () => {
  const later: Record<string, Condition[]> = {
    "from a day on": [today("onOrAfter", "2027-01-01"), free],
    "after a day": [today("after", "2027-01-01"), free],
    "on a single day": [today("equal", "2027-01-01"), free],
    "on one of some days": [today("in", ["2026-11-01", "2027-01-01"]), free],
    "between two days that follow each other": [
      today("after", "2027-01-01"),
      today("onOrBefore", "2027-01-02"),
      free,
    ],
    "around a day": [today("differsAtMost", "2027-01-10", { by: 2.5 }), free],
    "with an age that somebody can have then": [
      today("onOrAfter", "2030-01-01"),
      leaf("bornOn", "onOrAfter", "2012-01-01"),
      leaf("age", "greaterThanInclusive", 17),
    ],
    "with what is not over then": [
      today("equal", "2027-01-01"),
      leaf("clearedUntil", "before", { fact: "today" }),
      leaf("clearedUntil", "onOrAfter", "2026-12-31"),
    ],
    "until a day": [today("before", "2027-01-01"), free],
    "not from a day on": [{ not: today("onOrAfter", "2027-01-01") } as Condition, free],
  };
  for (const [name, all] of Object.entries(later)) {
    test(`fits somebody: ${name}`, () => {
      expect(kinds([all])).toEqual(["gap"]);
    });
  }

  test("fits nobody where its days exclude each other, or what else it asks for", () => {
    const never = (...all: Condition[]) => found([all])[0];

    expect(never(today("after", "2027-01-01"), today("before", "2027-01-02"))).toEqual({
      kind: "never",
      rule: 0,
      tests: [0, 1],
    });
    expect(never(today("onOrAfter", "2027-01-01"), leaf("trust", "greaterThan", 5))).toEqual({
      kind: "never",
      rule: 0,
      tests: [1],
    });
    expect(never(today("after", "2199-12-31"))).toMatchObject({ kind: "never" });
  });

  test("fits everybody only if it does on each day to come", () => {
    expect(kinds([[today("onOrAfter", "2026-11-30")]])).toContain("always");
    expect(kinds([[today("onOrAfter", "2026-12-01")]])).not.toContain("always");
    expect(kinds([[today("before", "2027-01-01")]])).not.toContain("always");
  });

  test("is hidden only if it is on each day to come", () => {
    const from = today("onOrAfter", "2027-01-01");

    expect(kinds([[from], [free]])).not.toContain("hidden");
    expect(kinds([[today("before", "2027-06-01")], [from, free]])).not.toContain("hidden");
    expect(kinds([[from], [from, free]])).toContain("hidden");
  });
});

describe("a later day", () => {
  const person = (rules: Condition[][], kind: string, hitPolicy?: HitPolicy): Facts =>
    (found(rules, hitPolicy).find((one) => one.kind === kind) as { person: Facts } | undefined)?.person ?? {};
  const decided = (rules: Condition[][], hitPolicy: HitPolicy, { today: day, ...facts }: Facts) =>
    decide(
      aPack({ facts: dictionary, ruleSets: { it: set(rules, hitPolicy) } }),
      "it",
      { free: true, ...facts },
      String(day),
    );

  test("on which no rule decides is found, and named", () => {
    const rules = [[today("before", "2027-01-01")], [today("after", "2027-01-01")]];

    expect(person(rules, "gap")).toEqual({ today: "2027-01-01" });
    expect(decided(rules, "first match", person(rules, "gap")).outcome).toBe("group-other");
    expect(kinds([[today("before", "2027-01-01")], [today("onOrAfter", "2027-01-01")]])).toEqual(["outcome"]);
  });

  test("on which two rules fit is found, and named", () => {
    const rules = [
      [today("onOrBefore", "2027-01-01"), free],
      [today("onOrAfter", "2027-01-01"), free],
    ];

    expect(person(rules, "overlap", "exactly one")).toEqual({ today: "2027-01-01", free: true });
    expect(decided(rules, "exactly one", person(rules, "overlap", "exactly one")).outcome).toBe("review");
  });

  test("is not named where it is so already", () => {
    expect(person([[today("before", "2027-01-01"), free]], "gap")).toEqual({ free: false });
  });
});

describe("a rule whose days are over", () => {
  const since = (...all: Condition[]) => found([all])[0] as { kind: string; since?: string };

  test("is told with the first day without it", () => {
    expect(since(today("before", "2026-11-01"), free)).toEqual({
      kind: "never",
      rule: 0,
      tests: [0],
      since: "2026-11-01",
    });
    expect(since(today("onOrBefore", "2026-11-01"), free).since).toBe("2026-11-02");
    expect(since(today("equal", "2025-03-01")).since).toBe("2025-03-02");
    expect(since(today("in", ["2025-03-01", "2026-03-01"])).since).toBe("2026-03-02");
    expect(since(today("differsAtMost", "2026-11-01", { by: 3 })).since).toBe("2026-11-05");
    expect(since(today("before", "2026-11-30"), free).since).toBe("2026-11-30");
  });

  test("is over as well where a day of its own went by, or an age", () => {
    expect(
      since(
        leaf("clearedUntil", "onOrBefore", "2026-06-30"),
        leaf("clearedUntil", "after", { fact: "today" }),
      ).since,
    ).toBe("2026-06-30");
    expect(
      since(
        leaf("bornOn", "onOrAfter", "2000-03-01"),
        leaf("bornOn", "before", "2001-01-01"),
        leaf("age", "lessThan", 18),
      ).since,
    ).toBe("2018-12-31");
  });

  test("is none that was wrong from the beginning", () => {
    expect(since(today("before", "2026-11-01"), leaf("trust", "greaterThan", 5))).not.toHaveProperty("since");
    expect(since(today("before", "2026-11-01"), today("after", "2026-11-01"))).not.toHaveProperty("since");
    expect(
      since(leaf("bornOn", "onOrAfter", "2020-01-01"), leaf("age", "greaterThan", 200)),
    ).not.toHaveProperty("since");
  });

  test("is over for those above it, too", () => {
    expect(found([[today("onOrAfter", "2026-11-01")], [free]])).toContainEqual({
      kind: "hidden",
      rule: 1,
      by: [0],
      since: "2026-11-01",
    });
  });

  test("leaves an outcome that nobody gets any more, of a rule or of the otherwise", () => {
    const outcome = { kind: "outcome", since: "2026-11-01" };

    expect(found([[today("before", "2026-11-01")]])).toContainEqual({
      ...outcome,
      outcome: "out-0",
      rule: 0,
    });
    expect(found([[today("onOrAfter", "2026-11-01")]])).toContainEqual({
      ...outcome,
      outcome: "group-other",
      rule: "otherwise",
    });
    expect(found([[{ any: [free, { not: free }] }]])).toContainEqual({
      kind: "outcome",
      outcome: "group-other",
      rule: "otherwise",
    });
  });

  test("is no Mandatory rule that others contradict, and two that came to exclude each other are told since when", () => {
    const must = (all: Condition[], place: number) => ({
      ...aRule(`rule-${place}`, "points", all),
      weight: "Mandatory" as const,
    });
    const of = (...all: Condition[][]) =>
      analyze(dictionary, aRuleSet({ hitPolicy: "sum of points", rules: all.map(must) }), on);
    const unfree = leaf("free", "equal", false);

    expect(of([today("before", "2026-11-01"), free], [unfree]).map(({ kind }) => kind)).toEqual(["never"]);
    expect(of([{ any: [today("before", "2026-11-01"), free] }], [unfree])).toContainEqual({
      kind: "contradiction",
      rule: 1,
      with: [0],
      since: "2026-11-01",
    });
  });
});

describe("what check says of days", () => {
  const rules = (all: Condition[], type = "red") =>
    aRuleSet({ rules: [aRule("it", type, all)], otherwise: { type: "review" } });
  const said = (more: Parameters<typeof aPack>[0], day = on) =>
    analyzePack(aPack({ facts: dictionary, ...more }), {}, day).filter(({ code }) => code !== "fact.unused");
  const journey = (when: Condition) =>
    ({
      mentor: {
        role: "mentor",
        stages: [
          {
            id: "all",
            steps: [
              { id: "ready", do: "tell", when: { all: [when] } },
              { id: "end", do: "tell" },
            ],
          },
        ],
      },
    }) as unknown as NonNullable<Parameters<typeof aPack>[0]>["journeys"];

  test("a rule that is over is a warning, at the condition that ended it", () => {
    expect(said({ ruleSets: { it: rules([today("before", "2026-11-01"), free]) } })).toContainEqual(
      expect.objectContaining({
        file: "it.json",
        code: "rule.over",
        message:
          'this rule is over since Sunday, 1 November 2026: "today" is before Sunday, 1 November 2026 is so for nobody any more',
        fix: "Take the rule out, or give it later days.",
        level: "warning",
      }),
    );
  });

  test("no day that goes by makes an error of a program that had none", () => {
    const dated = [
      today("before", "2026-11-01"),
      today("onOrAfter", "2027-01-01"),
      today("equal", "2026-12-24"),
    ];
    for (const condition of dated) {
      const program = { ruleSets: { it: rules([condition, free]) }, journeys: journey(condition) };
      for (const day of ["2026-10-31", "2026-11-01", "2026-12-24", "2026-12-25", "2027-01-01", "2031-01-01"])
        expect(said(program, day).filter(isError)).toEqual([]);
    }
  });

  test("a step that is over is a warning, and one that is to come is none", () => {
    expect(said({ journeys: journey(today("before", "2026-11-01")) })).toContainEqual(
      expect.objectContaining({
        code: "when.over",
        message:
          'nobody fits these conditions since Sunday, 1 November 2026, so the step "ready" does not happen any more',
        fix: "Take it all out, or give it later days.",
        level: "warning",
      }),
    );
    const codes = said({ journeys: journey(today("onOrAfter", "2027-01-01")) }).map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith("when."))).toEqual([]);
  });

  test("an example of a later day begins with it", () => {
    const gap = aRuleSet({
      rules: [
        aRule("now", "red", [today("before", "2027-01-01")]),
        aRule("then", "blue", [leaf("age", "greaterThanInclusive", 18)]),
      ],
      otherwise: { type: "review" },
    });
    const [problem] = said({ ruleSets: { it: gap } }).filter(({ code }) => code === "rules.gap");

    expect(problem).toMatchObject({ example: "today: Friday, 1 January 2027; age: 0" });
  });
});

test("rules that name no day are asked about one day only", () => {
  const asked = questionsOf(dictionary, set([[free, leaf("clearedUntil", "before", { fact: "today" })]]), on);

  expect(asked.fits(0)).toEqual({ free: true, clearedUntil: "2026-11-29" });
  expect(asked.since({ tree: asked.trees[0]!, wanted: true })).toBeUndefined();
});
