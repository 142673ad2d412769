import { describe, expect, test } from "vitest";
import { checkPack } from "#core/program/check.ts";
import type { Files } from "#core/program/layers.ts";
import type { Pack, Problem } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import { kilometers } from "#core/program/place.ts";
import { decide } from "#core/rules/decide.ts";
import { aPackContent, aPackFolder } from "./a-pack-folder.ts";

const on = "2026-03-02";
const loaded = (files: Files): Pack => {
  const parsed = parsePack("example", files);
  expect(parsed.problems).toBeUndefined();
  return parsed.pack!;
};
const problemsOf = (files: Files): Problem[] => {
  const parsed = parsePack("example", files);
  return parsed.problems ?? checkPack(parsed.pack, parsed.sources);
};
const at = ({ file, line, column, code }: Problem) => `${file}:${line}:${column} ${code}`;

const rule = (conditions: unknown, more = {}) => ({
  name: "alone-and-new",
  conditions,
  event: { type: "intensive" },
  ...more,
});
const routing = (conditions: unknown, more = {}) => ({
  decides: "group",
  hitPolicy: "first match",
  rules: [rule(conditions)],
  otherwise: { type: "light" },
  ...more,
});
const low = { all: [{ fact: "trust", operator: "lessThan", value: 3 }] };

describe("a condition with a name", () => {
  const conditions = {
    low,
    alone: { any: [{ fact: "arrivedAlone", operator: "equal", value: true }, { condition: "low" }] },
  };

  test("is written once, in conditions.json or in the rule set, and stands wherever it is named", () => {
    const files = aPackFolder({
      "conditions.json": { conditions },
      "routing.json": routing(
        { all: [{ condition: "alone" }, { not: { condition: "old" } }] },
        {
          conditions: { old: { all: [{ fact: "age", operator: "greaterThan", value: 60 }] } },
        },
      ),
    });
    expect(problemsOf(files)).toEqual([]);
    const said = (facts: Record<string, number | boolean | string>) =>
      decide(loaded(files), "routing", facts, on).outcome;
    expect(said({ arrivedAlone: false, trust: 2, bornOn: "1990-01-01" })).toBe("intensive");
    expect(said({ arrivedAlone: false, trust: 3, bornOn: "1990-01-01" })).toBe("light");
    expect(said({ arrivedAlone: true, trust: 3, bornOn: "1950-01-01" })).toBe("light");
  });

  test("leaves a program as if it had been written out", () => {
    const named = loaded(
      aPackFolder({ "conditions.json": { conditions }, "routing.json": routing({ condition: "low" }) }),
    );
    expect(named.version).toBe(loaded(aPackFolder({ "routing.json": routing(low) })).version);
  });

  test("also stands in a step's `when`, and what is wrong in it is told once, where it is written", () => {
    const content = aPackContent()["journeys/mentee.json"];
    const [applying, ready] = content.stages;
    const steps = applying!.steps.map((step) =>
      step.id === "talk" ? { ...step, when: { condition: "low" } } : step,
    );
    const files = (operator: string) =>
      aPackFolder({
        "conditions.json": { conditions: { low: { all: [{ fact: "trust", operator, value: 3 }] } } },
        "journeys/mentee.json": { ...content, stages: [{ ...applying, steps }, ready] },
        "routing.json": routing({ all: [{ condition: "low" }, { condition: "low" }] }),
      });
    expect(problemsOf(files("lessThan"))).toEqual([]);
    expect(problemsOf(files("before")).map(at)).toEqual(["conditions.json:7:23 operator.unfit"]);
    expect(problemsOf(files("befor")).map(at)).toEqual(["conditions.json:7:23 value.unknown"]);
  });

  test("that nobody wrote, or that is made of itself, is told where it is named", () => {
    const unknown = problemsOf(
      aPackFolder({ "conditions.json": { conditions }, "routing.json": routing({ condition: "alon" }) }),
    );
    expect(unknown).toMatchObject([
      {
        file: "routing.json",
        line: 7,
        code: "condition.unknown",
        fix: 'Write "alone".',
        message: expect.stringContaining('did you mean "alone"'),
      },
    ]);
    const circle = { a: { all: [{ condition: "b" }] }, b: { any: [{ condition: "a" }] } };
    const found = problemsOf(aPackFolder({ "conditions.json": { conditions: circle } }));
    expect(found.map(at)).toEqual(["conditions.json:5:9 condition.circle"]);
    expect(found[0]!.message).toBe('the condition "b" is made of itself (b -> a -> b)');
  });

  test("has one meaning only", () => {
    const files = aPackFolder({
      "conditions.json": { conditions: { low } },
      "routing.json": routing({ condition: "low" }, { conditions: { low } }),
    });
    expect(problemsOf(files)).toMatchObject([{ file: "routing.json", code: "condition.twice" }]);
  });

  test("can be changed or taken away by a program that extends this one", () => {
    const base = aPackFolder({
      "conditions.json": { conditions: { low } },
      "routing.json": routing({ condition: "low" }),
    });
    const own = (low: unknown) => ({
      "program.json": '{ "extends": "base" }',
      "conditions.json": JSON.stringify({ conditions: { low } }),
    });
    const trust = (value: number) => ({ all: [{ fact: "trust", operator: "lessThan", value }] });
    const changed = parsePack("town", own(trust(5)), base).pack!;
    expect(decide(changed, "routing", { trust: 4 }, on).outcome).toBe("intensive");
    expect(parsePack("town", own(null), base).problems).toMatchObject([
      { file: "../base/routing.json", code: "condition.unknown" },
    ]);
  });
});

/** A program that knows every type of fact. */
const typed = (condition: unknown, ruleSet = "routing.json") => {
  const content = aPackContent();
  const places = {
    riga: { latitude: 56.95, longitude: 24.1 },
    jelgava: { latitude: 56.65, longitude: 23.72 },
  };
  const facts = {
    ...content["facts.json"].facts,
    speaks: { type: "languages", values: ["finnish", "dari"] },
    home: { type: "place", places },
    work: { type: "place", places: { ...places, riga: { latitude: 0, longitude: 0 } } },
    stay: { type: "duration" },
    clearedUntil: { type: "date" },
  };
  const words = ["speaks", "home", "work", "stay", "clearedUntil"].flatMap((name) => [
    name,
    `${name}.riga`,
    `${name}.jelgava`,
  ]);
  const texts = Object.fromEntries(
    [...words, "speaks.finnish", "speaks.dari"].map((key) => [`facts.${key}`, key]),
  );
  const questions = ["speaks", "home", "work", "stay", "clearedUntil", "languages"].map((name) => [
    `questions.${name}`,
    `${name}?`,
  ]);
  const used = (key: string) => !/speaks\.(riga|jelgava)|(stay|clearedUntil)\./.test(key);
  return aPackFolder({
    "facts.json": { facts, derived: content["facts.json"].derived },
    "texts/en.json": {
      ...content["texts/en.json"],
      ...Object.fromEntries([...Object.entries(texts).filter(([key]) => used(key)), ...questions]),
    },
    [ruleSet]: {
      ...JSON.parse(aPackFolder()[ruleSet]!),
      rules: [{ ...JSON.parse(aPackFolder()[ruleSet]!).rules[0], conditions: { all: [condition] } }],
    },
  });
};
const between = (condition: unknown) => typed(condition, "matching.constraints.json");

describe("typed comparisons", () => {
  const fine: Record<string, Files> = {
    "a length of time": typed({ fact: "stay", operator: "longerThan", value: "P3M" }),
    "a language at a level": typed({ fact: "speaks", operator: "speaks", value: "finnish", level: "b1" }),
    "one of some languages": typed({
      fact: "speaks",
      operator: "sharesLanguage",
      value: ["finnish", "dari"],
    }),
    "languages of two people": between({
      fact: "mentor.speaks",
      operator: "sharesLanguage",
      value: { fact: "mentee.speaks" },
      level: "b1",
    }),
    "the places of two people": between({
      fact: "mentor.home",
      operator: "within",
      value: { fact: "mentee.home" },
      km: 10,
    }),
    "the ages of two people": between({
      fact: "mentor.age",
      operator: "exceedsBy",
      value: { fact: "mentee.age" },
      by: 5,
    }),
    "a day and today": typed({
      fact: "clearedUntil",
      operator: "differsAtMost",
      value: { fact: "today" },
      by: 30,
    }),
    "today between two people": between({
      fact: "mentor.clearedUntil",
      operator: "before",
      value: { fact: "today" },
    }),
    "all of some": typed({ fact: "languages", operator: "containsAll", value: ["arabic", "finnish"] }),
    "at least so many of some": typed({
      fact: "languages",
      operator: "sharesAtLeast",
      value: ["arabic"],
      count: 1,
    }),
    "so many in common": between({
      fact: "mentor.languages",
      operator: "sharesAtLeast",
      value: { fact: "mentee.languages" },
      count: 2,
    }),
  };

  test.each(Object.entries(fine))("%s", (_, files) => {
    expect(problemsOf(files)).toEqual([]);
  });

  const wrong: Record<string, [Files, code: string, message: RegExp]> = {
    "a length of time as it is written": [
      typed({ fact: "stay", operator: "equal", value: "P1Y" }),
      "operator.unfit",
      /"equal" does not work on "stay", which is a length of time/,
    ],
    "a level that is none": [
      typed({ fact: "speaks", operator: "speaks", value: "finnish", level: "b3" }),
      "value.unknown",
      /did you mean "b1"/,
    ],
    "a language that nobody named": [
      typed({ fact: "speaks", operator: "speaks", value: "finish" }),
      "value.unfit",
      /did you mean "finnish"/,
    ],
    "a level where there is none": [
      typed({ fact: "level", operator: "atLeast", value: "some", level: "b1" }),
      "limit.unfit",
      /does not take "level"/,
    ],
    "a distance without its length": [
      typed({ fact: "home", operator: "within", value: "riga" }),
      "limit.missing",
      /"within" needs "km"/,
    ],
    "a distance in words": [
      typed({ fact: "home", operator: "within", value: "riga", km: "10" }),
      "value.kind",
      /"10" should be a number/,
    ],
    "a place that nobody named": [
      typed({ fact: "home", operator: "within", value: "rigga", km: 3 }),
      "value.unfit",
      /did you mean "riga"/,
    ],
    "places of two tables": [
      typed({ fact: "home", operator: "within", value: { fact: "work" }, km: 3 }),
      "value.unfit",
      /know different places/,
    ],
    "at least none of some": [
      typed({ fact: "languages", operator: "sharesAtLeast", value: ["arabic"], count: 0 }),
      "value.size",
      /more than 0|at least 1/,
    ],
    "a day against a number": [
      typed({ fact: "clearedUntil", operator: "exceedsBy", value: { fact: "age" }, by: 3 }),
      "value.unfit",
      /cannot compare them/,
    ],
    "today of somebody": [
      between({ fact: "mentor.clearedUntil", operator: "before", value: { fact: "mentee.today" } }),
      "fact.whose",
      /the same day for both sides/,
    ],
  };

  test.each(Object.entries(wrong))("not: %s", (_, [files, code, message]) => {
    const [problem, ...more] = problemsOf(files);
    expect(problem).toMatchObject({ code, message: expect.stringMatching(message) });
    expect([problem!.line > 1, more]).toEqual([true, []]);
  });

  test.each<[string, string[], "atLeast" | "equal", boolean]>([
    ["with the same values in the same order", ["none", "some", "good"], "atLeast", true],
    ["with the same values in another order", ["good", "some", "none"], "atLeast", false],
    ["with one value more", ["none", "some", "good", "best"], "atLeast", false],
    ["with one value more, where no order is asked for", ["none", "some", "good", "best"], "equal", true],
  ])("two choices in order are compared %s: %#", (_, values, operator, fine) => {
    const { facts, derived } = aPackContent()["facts.json"];
    const files = typed({ fact: "level", operator, value: { fact: "other" } });
    const other = { type: "choice", values, ordered: true };
    const found = problemsOf({
      ...files,
      "facts.json": JSON.stringify({ facts: { ...facts, other }, derived }),
    }).filter(({ code }) => code === "value.unfit");
    expect(found.map(({ file, message }) => [file, message])).toEqual(
      fine ? [] : [["routing.json", '"level" and "other" do not have the same values in one order']],
    );
  });

  test("the day itself is no name for a fact", () => {
    const { facts, derived } = aPackContent()["facts.json"];
    const found = problemsOf(
      aPackFolder({ "facts.json": { facts: { ...facts, today: { type: "date" } }, derived } }),
    );
    expect(found).toContainEqual(expect.objectContaining({ file: "facts.json", code: "fact.taken" }));
  });

  test("a degree of the equator is 111.195 km, and the far side of the earth half its girth", () => {
    expect(kilometers({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 })).toBeCloseTo(111.195, 3);
    expect(kilometers({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBeCloseTo(
      20015.115,
      2,
    );
    expect(
      kilometers({ latitude: 60.17, longitude: 24.94 }, { latitude: 59.437, longitude: 24.7536 }),
    ).toBeCloseTo(82.2, 0);
  });
});

describe("weights in words", () => {
  const scores = (rules: object[], more = {}) => ({
    decides: "pairPoints",
    hitPolicy: "sum of points",
    rules,
    otherwise: { type: "points", params: { points: 0 } },
    ...more,
  });
  const weighted = (weight: string, trust = 3) => ({
    name: "same-trust",
    conditions: { all: [{ fact: "mentor.trust", operator: "greaterThanInclusive", value: trust }] },
    event: { type: "points" },
    weight,
  });
  const files = (rules: object[], more = {}) => aPackFolder({ "matching.scores.json": scores(rules, more) });
  const points = (pack: Pack) => decide(pack, "matching.scores", { "mentor.trust": 4 }, on).params.points;

  test("are worth 5, 3 and 1, or what the rule set says", () => {
    const all = ["High", "Medium", "Low"].map((weight) => points(loaded(files([weighted(weight)]))));
    expect(all).toEqual([5, 3, 1]);
    const own = { weights: { High: 8, Medium: 4, Low: 2 } };
    expect(points(loaded(files([weighted("Medium")], own)))).toBe(4);
  });

  test("Mandatory is no number: without it, the points do not count", () => {
    const more = { mandatory: { type: "not-possible" } };
    const high = { ...weighted("High", 1), name: "some-trust" };
    const pack = loaded(files([weighted("Mandatory"), high], more));
    const said = (trust?: number) =>
      decide(pack, "matching.scores", trust === undefined ? {} : { "mentor.trust": trust }, on);
    expect(said(4)).toMatchObject({ outcome: "points", params: { points: 5 } });
    expect(said(2)).toMatchObject({ outcome: "not-possible", params: {}, rules: ["same-trust"] });
    expect(said()).toMatchObject({ outcome: "needs-info", needs: ["mentor.trust"] });
    expect(said(2).sentence.coordinator).toBe("not-possible, because this is needed: Same trust.");
  });

  test("are refused where no points are added up, beside points, and without a word for what is not met", () => {
    expect(
      problemsOf(files([{ ...weighted("High"), event: { type: "points", params: { points: 2 } } }])),
    ).toMatchObject([
      {
        file: "matching.scores.json",
        line: 22,
        code: "value.written",
        message: expect.stringContaining("not both"),
      },
    ]);
    expect(problemsOf(files([weighted("Mandatory")]))).toMatchObject([{ code: "rule.mandatory", line: 19 }]);
    expect(problemsOf(files([weighted("high")]))).toMatchObject([
      { code: "value.unknown", fix: 'Write "High".' },
    ]);
    const first = routing(low, { rules: [{ ...rule(low), weight: "High" }] });
    expect(problemsOf(aPackFolder({ "routing.json": first }))).toMatchObject([
      { file: "routing.json", code: "rule.weight" },
    ]);
  });
});
