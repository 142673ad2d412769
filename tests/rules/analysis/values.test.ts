import { describe, expect, test } from "vitest";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { analyze } from "#core/rules/analysis/analyze.ts";
import { dayNumber, dayOf } from "#core/rules/analysis/day-number.ts";
import { rangeOf, realized } from "#core/rules/analysis/derived-range.ts";
import { figures, wholes } from "#core/rules/analysis/points.ts";
import { questionsOf } from "#core/rules/analysis/questions.ts";
import { counted, subsets } from "#core/rules/analysis/subsets.ts";
import { TooMany } from "#core/rules/analysis/too-many.ts";
import { derive } from "#core/rules/derive.ts";
import { aDictionary, aRule, aRuleSet } from "../a-pack.ts";

const on = "2026-03-02";
const dictionary = aDictionary(
  {
    free: { type: "boolean" },
    courage: { type: "rating" },
    skills: { type: "rating" },
    hours: { type: "number", min: 0, max: 8 },
    years: { type: "number" },
    wanted: { type: "number", min: 2 },
    town: { type: "text" },
    home: { type: "text" },
    reason: { type: "choice", values: ["work", "family"] },
    languages: { type: "choices", values: ["en", "uk", "ar"] },
    spoken: { type: "choices", values: ["en", "uk", "ar"] },
    slots: { type: "numbers" },
    times: { type: "numbers", min: 3 },
    bornOn: { type: "date" },
    cameOn: { type: "date" },
    stay: { type: "duration" },
    wait: { type: "duration" },
    rhythm: { type: "duration", values: ["P1W", "P2W"] },
    wishes: { type: "choices", values: Array.from({ length: 12 }, (_, place) => `wish-${place}`) },
    other: { type: "choices", values: Array.from({ length: 12 }, (_, place) => `wish-${place}`) },
    later: { type: "numbers", min: 3, max: 5 },
    speaks: { type: "languages", values: ["en", "uk"] },
  },
  {
    age: { yearsSince: "bornOn" },
    tongues: { count: "languages" },
    slotCount: { count: "slots" },
    wishCount: { count: "wishes" },
    lowest: { lowestOf: ["courage", "skills"] },
    least: { lowestOf: ["hours", "years"] },
    mixed: { lowestOf: ["courage", "hours"] },
    weakest: { lowestOf: ["lowest", "tongues"] },
    average: { averageOf: ["courage", "skills"] },
    mean: { averageOf: ["hours", "courage"] },
    between: { averageOf: ["hours", "wanted"] },
    odd: { averageOf: ["weakest", "courage"] },
  },
);
const infinite = Number.POSITIVE_INFINITY;

describe("what a derived fact can come to", () => {
  const upTo = (min: number, max: number) => Array.from({ length: max - min + 1 }, (_, more) => min + more);

  test("is every figure that what is behind it allows", () => {
    const range = (ref: string) => rangeOf(dictionary, ref, on);

    expect(range("age")).toEqual({ min: 0, max: 126, values: upTo(0, 126), exact: true });
    expect(range("tongues")).toEqual({ min: 0, max: 3, values: [0, 1, 2, 3], exact: true });
    expect(range("slotCount")).toEqual({ min: 0, max: 60, values: upTo(0, 60), exact: true });
    expect(range("courage")).toEqual({ min: 1, max: 5, values: [1, 2, 3, 4, 5], exact: true });
    expect(range("hours")).toEqual({ min: 0, max: 8, exact: true });
    expect(range("wanted")).toEqual({ min: 2, max: infinite, exact: true });
    expect(range("years")).toEqual({ min: -infinite, max: infinite, exact: true });
    expect(range("mentor.lowest")).toEqual({ min: 1, max: 5, values: [1, 2, 3, 4, 5], exact: true });
    expect(range("least")).toEqual({ min: -infinite, max: 8, exact: true });
    expect(range("weakest")).toEqual({ min: 0, max: 3, values: [1, 2, 3, 0], exact: true });
    expect(range("average")).toEqual({
      min: 1,
      max: 5,
      values: [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5],
      exact: true,
    });
    expect(range("between")).toEqual({ min: 1, max: infinite, exact: true });
  });

  test("is not sure where figures with steps meet figures without", () => {
    expect(rangeOf(dictionary, "mixed", on)).toEqual({ min: 0, max: 5, exact: false });
    expect(rangeOf(dictionary, "mean", on)).toEqual({ min: 0.5, max: 6.5, exact: false });
    expect(rangeOf(dictionary, "odd", on)).toEqual({ min: 0.5, max: 4, exact: false });
  });

  test.each(["2026-03-02", "2024-02-29"])("comes about by facts that somebody can give, on %s", (day) => {
    const some = [0, 0.5, 1, 2, 2.75, 3, 5];
    for (const ref of Object.keys(dictionary.derived)) {
      const { min, max, values, exact } = rangeOf(dictionary, ref, day);
      if (!exact) continue;
      for (const figure of values ?? some.filter((one) => one >= min && one <= max)) {
        for (const side of ["", "mentor."]) {
          const facts = realized(dictionary, side + ref, figure, day);
          expect(derive({ facts: dictionary }, facts, day)[side + ref], `${ref} ${figure}`).toBeCloseTo(
            figure,
            9,
          );
          for (const [name, value] of Object.entries(facts)) {
            const entry = dictionary.facts[name.replace("mentor.", "")] as { min?: number; max?: number };
            if (typeof value === "number") expect(value).toBeGreaterThanOrEqual(entry.min ?? -infinite);
            if (typeof value === "number") expect(value).toBeLessThanOrEqual(entry.max ?? infinite);
          }
        }
      }
    }
  });

  test("is given by figures of a list, no lower than they may be", () => {
    const list = aDictionary({ times: { type: "numbers", min: 3 } }, { count: { count: "times" } });

    expect(realized(list, "count", 2, on)).toEqual({ times: [3, 3] });
    expect(realized(dictionary, "slotCount", 2, on)).toEqual({ slots: [1, 1] });
    expect(realized(dictionary, "tongues", 2, on)).toEqual({ languages: ["en", "uk"] });
  });
});

describe("days as figures", () => {
  test("count from 1970 and back", () => {
    expect([dayNumber("1970-01-01"), dayNumber("1970-01-02"), dayNumber("1969-12-31")]).toEqual([0, 1, -1]);
    expect(dayOf(dayNumber("2026-03-02"))).toBe("2026-03-02");
  });
});

describe("the figures that stand for all", () => {
  test("are those of the rules and a step beside each", () => {
    expect(figures([18], [], 1)).toEqual([18, 17, 19]);
    expect(figures([], [], 1)).toEqual([10, 9, 11]);
    expect(figures([18], [], 2)).toEqual([18, 17, 19, 16, 20]);
    expect(figures([18], [], 0)).toEqual([18]);
  });

  test("have smaller steps where there is little room", () => {
    expect(figures([16, 17], [], 1)).toEqual([16, 15.75, 16.25, 17, 16.75, 17.25]);
    expect(figures([19, 16], [], 1)).toEqual([19, 18.25, 19.75, 16, 15.25, 16.75]);
    expect(figures([20, 16], [], 1)).toEqual([20, 19, 21, 16, 15, 17]);
  });

  test("reach as far from each as facts are compared with each other", () => {
    expect(figures([10], [5], 0)).toEqual([10, 5, 15]);
    expect(figures([10], [5, 1], 0)).toEqual([10, 5, 15, 9, 11, 4, 6, 14, 16]);
  });

  test("are the rules' own, and not a sum that differs from one in the last digit", () => {
    expect(figures([0.3, 0.1], [0.2], 0)).toEqual([0.3, 0.1, 0.5, -0.1]);
  });

  test("are whole where steps are whole", () => {
    expect(wholes([18], [], 1)).toEqual([18, 17, 19]);
    expect(wholes([18.5], [], 1)).toEqual([18, 17, 19, 20]);
    expect(wholes([], [], 1)).toEqual([10, 9, 11]);
    expect(wholes([10], [2.5], 0)).toEqual([10, 7, 8, 12, 13]);
  });
});

describe("the sets that stand for all", () => {
  test("are small ones first and the empty one last", () => {
    expect(subsets(["a", "b", "c"], 2)).toEqual([
      ["a"],
      ["b"],
      ["c"],
      ["a", "b"],
      ["a", "c"],
      ["b", "c"],
      [],
    ]);
    expect(subsets([], 2)).toEqual([[]]);
    expect(subsets(["a", "b"], 0)).toEqual([[]]);
  });

  test("have no two entries of one kind", () => {
    expect(subsets(["en a1", "en b1", "uk a1"], 3, (one) => String(one).slice(0, 2))).toEqual([
      ["en a1"],
      ["en b1"],
      ["uk a1"],
      ["en a1", "uk a1"],
      ["en b1", "uk a1"],
      [],
    ]);
  });

  test("are filled up with others where it matters how many there are", () => {
    expect(counted(["a"], ["x", "y"], 2)).toEqual([
      ["a"],
      ["a", "x"],
      ["a", "x", "y"],
      [],
      ["x"],
      ["x", "y"],
    ]);
    expect(counted([], ["x"], 0)).toEqual([[]]);
  });

  test("are refused when there are too many of them", () => {
    const many = (count: number) => Array.from({ length: count }, (_, place) => `entry-${place}`);

    expect(subsets(many(12), 12)).toHaveLength(4096);
    expect(() => subsets(many(13), 13)).toThrow(TooMany);
  });
});

describe("somebody is found", () => {
  const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
    ({ fact, operator, value, ...more }) as Condition;
  const to = (fact: string) => ({ fact });
  const someone = (...all: Condition[]) =>
    questionsOf(dictionary, aRuleSet({ rules: [aRule("it", "red", all)] }), on).fits(0);

  test("with a figure of the rule's own beside one that another is compared with", () => {
    const all = [
      leaf("years", "greaterThan", 0.3),
      leaf("years", "exceedsBy", to("hours"), { by: 0.2 }),
      leaf("hours", "equal", 0.1),
    ];

    expect(someone(...all)).toMatchObject({ hours: 0.1 });
    expect(analyze(dictionary, aRuleSet({ rules: [aRule("it", "red", all)] }), on)).not.toContainEqual(
      expect.objectContaining({ kind: "never" }),
    );
  });

  test("with a text of the rule's, or one that no rule names", () => {
    expect(someone(leaf("town", "equal", "Riga"))).toEqual({ town: "Riga" });
    expect(someone(leaf("town", "notIn", ["Riga", "Tartu"]))).toEqual({ town: "?9" });
    expect(someone(leaf("town", "notEqual", to("home")), leaf("home", "notEqual", "Riga"))).toEqual({
      town: "Riga",
      home: "?4",
    });
  });

  test("with a length that the rule or the fact names, one as long, or one beside it", () => {
    expect(someone(leaf("stay", "longerThan", "P1D"))).toEqual({ stay: "PT1441M" });
    expect(someone(leaf("stay", "shorterThan", "P1D"))).toEqual({ stay: "PT1439M" });
    expect(someone(leaf("stay", "notEqual", "P1D"), leaf("stay", "notLongerThan", "P1D"))).toEqual({
      stay: "PT1440M",
    });
    expect(someone(leaf("rhythm", "longerThan", "P1W"))).toEqual({ rhythm: "P2W" });
    expect(someone(leaf("rhythm", "longerThan", "P2W"))).toBeUndefined();
    expect(someone(leaf("stay", "longerThan", to("rhythm")))).toMatchObject({ rhythm: "P1W" });
    expect(
      someone(
        leaf("stay", "notEqual", to("rhythm")),
        leaf("stay", "notLongerThan", to("rhythm")),
        leaf("stay", "notShorterThan", to("rhythm")),
      ),
    ).toBeDefined();
  });

  test("with a day beside the rule's, and with no years since a day that is yet to come", () => {
    expect(someone(leaf("cameOn", "after", "2026-03-02"))).toEqual({ cameOn: "2026-03-03" });
    expect(someone(leaf("cameOn", "before", "2026-03-02"))).toEqual({ cameOn: "2026-03-01" });
    expect(someone(leaf("cameOn", "after", "2199-12-31"))).toBeUndefined();
    expect(someone(leaf("cameOn", "before", "1900-01-01"))).toBeUndefined();
    expect(
      someone(leaf("cameOn", "exceedsBy", "2026-03-02", { by: 30 }), leaf("cameOn", "before", "2026-04-02")),
    ).toEqual({ cameOn: "2026-04-01" });
    expect(someone(leaf("cameOn", "after", to("today")))).toEqual({ cameOn: "2026-03-03" });
    expect(someone(leaf("bornOn", "after", to("today")), leaf("age", "equal", 0))).toEqual({
      bornOn: "2026-03-03",
    });
    expect(
      someone(leaf("bornOn", "after", to("today")), leaf("age", "greaterThanInclusive", 1)),
    ).toBeUndefined();
    expect(
      someone(leaf("bornOn", "after", "2008-03-02"), leaf("age", "greaterThanInclusive", 18)),
    ).toBeUndefined();
    expect(
      someone(leaf("bornOn", "onOrAfter", "2008-03-02"), leaf("age", "greaterThanInclusive", 18)),
    ).toEqual({ bornOn: "2008-03-02" });
    const far = leaf("age", "differsMore", 18, { by: 3 });
    expect(
      someone(far, leaf("age", "differsAtMost", 18, { by: 5 }), leaf("bornOn", "after", "2008-03-02")),
    ).toEqual({ bornOn: "2011-03-03" });
    const most = leaf("slotCount", "differsMore", 2, { by: 5 });
    expect(someone(most, leaf("slots", "isExactly", [1]))).toEqual({ slots: [1, 1, 1, 1, 1, 1, 1, 1] });
    expect(someone(leaf("age", "equal", 18))).toEqual({ bornOn: "2008-03-02" });
    expect(someone(leaf("age", "greaterThan", 126))).toBeUndefined();
    expect(someone(leaf("age", "equal", 126))).toEqual({ bornOn: "1900-03-02" });
    expect(someone(leaf("age", "lessThan", 0))).toBeUndefined();
  });

  test("with as many entries as are counted, and room for those that no rule names", () => {
    expect(someone(leaf("tongues", "equal", 2))).toEqual({ languages: ["en", "uk"] });
    expect(someone(leaf("tongues", "equal", 2), leaf("languages", "doesNotContain", "en"))).toEqual({
      languages: ["uk", "ar"],
    });
    expect(someone(leaf("tongues", "equal", 3), leaf("languages", "doesNotContain", "en"))).toBeUndefined();
    expect(someone(leaf("slotCount", "equal", 3), leaf("slots", "isExactly", [1]))).toEqual({
      slots: [1, 1, 1],
    });
    expect(someone(leaf("slotCount", "equal", 0), leaf("slots", "contains", 1))).toBeUndefined();
    expect(someone(leaf("slotCount", "greaterThan", 60))).toBeUndefined();
    expect(someone(leaf("slots", "isNotExactly", [1]), leaf("slots", "contains", 1))).toMatchObject({
      slots: expect.arrayContaining([1]),
    });
    expect(someone(leaf("times", "contains", 2))).toBeUndefined();
    expect(someone(leaf("times", "contains", 3))).toEqual({ times: [3] });
    expect(someone(leaf("languages", "sharesAtLeast", to("spoken"), { count: 3 }))).toEqual({
      languages: ["en", "uk", "ar"],
      spoken: ["en", "uk", "ar"],
    });
    expect(someone(leaf("languages", "sharesAtLeast", to("spoken"), { count: 4 }))).toBeUndefined();
  });

  test("with a language at a level that the rules tell apart", () => {
    expect(someone(leaf("speaks", "speaks", "en", { level: "b1" }))).toEqual({ speaks: ["en b1"] });
    expect(
      someone(leaf("speaks", "speaks", "en"), leaf("speaks", "doesNotSpeak", "en", { level: "b1" })),
    ).toEqual({ speaks: ["en a1"] });
    expect(
      someone(
        leaf("speaks", "speaks", "en", { level: "b2" }),
        leaf("speaks", "doesNotSpeak", "en", { level: "b1" }),
      ),
    ).toBeUndefined();
    expect(someone(leaf("speaks", "sharesNoLanguage", ["en", "uk"]))).toEqual({ speaks: [] });
  });

  test("with ratings that come to a lowest or an average, and to no other", () => {
    expect(someone(leaf("lowest", "equal", 2), leaf("courage", "equal", 5))).toEqual({
      courage: 5,
      skills: 2,
    });
    expect(someone(leaf("lowest", "equal", 3), leaf("courage", "equal", 2))).toBeUndefined();
    expect(someone(leaf("average", "equal", 1.5))).toEqual({ courage: 2, skills: 1 });
    expect(someone(leaf("average", "equal", 1.25))).toBeUndefined();
    expect(someone(leaf("average", "greaterThan", 4), leaf("skills", "equal", 3))).toBeUndefined();
    expect(someone(leaf("least", "greaterThan", 7), leaf("hours", "lessThan", 8))).toMatchObject({
      hours: expect.any(Number),
    });
    expect(someone(leaf("least", "greaterThan", 7), leaf("hours", "lessThan", 7))).toBeUndefined();
  });

  test("with a day of birth on which an age turns, where a rule looks at both", () => {
    const born = (operator: OperatorName, value: unknown, ...more: Condition[]) =>
      someone(leaf("bornOn", operator, value), ...more);

    expect(born("before", "2015-01-01", leaf("age", "equal", 18))).toEqual({ bornOn: "2008-03-02" });
    expect(
      born("before", "2015-01-01", leaf("age", "equal", 18), leaf("bornOn", "before", "2008-03-02")),
    ).toEqual({
      bornOn: "2008-03-01",
    });
    expect(
      born("after", "2007-03-02", leaf("age", "equal", 18), leaf("bornOn", "before", "2007-03-04")),
    ).toEqual({ bornOn: "2007-03-03" });
    expect(born("onOrBefore", "2007-03-02", leaf("age", "equal", 18))).toBeUndefined();
    expect(
      born("before", "2015-01-01", leaf("age", "in", to("slots")), leaf("slots", "isExactly", [40])),
    ).toEqual({
      bornOn: "1986-03-02",
      slots: [40],
    });
    expect(born("equal", to("today"), leaf("age", "equal", 0))).toEqual({ bornOn: on });
  });

  test("as far from another day or figure as a rule says, and no further", () => {
    const day = (...all: [OperatorName, number][]) =>
      someone(...all.map(([operator, by]) => leaf("cameOn", operator, "2026-03-02", { by })));
    const year = (...all: [OperatorName, number][]) =>
      someone(...all.map(([operator, by]) => leaf("years", operator, 3, { by })));

    expect(day(["exceedsBy", 30], ["doesNotExceedBy", 31])).toEqual({ cameOn: "2026-04-01" });
    expect(day(["differsAtMost", 30], ["differsMore", 29], ["doesNotExceedBy", 1])).toEqual({
      cameOn: "2026-01-31",
    });
    expect(day(["exceedsBy", 30], ["doesNotExceedBy", 30])).toBeUndefined();
    expect(year(["exceedsBy", 2.5], ["doesNotExceedBy", 2.75])).toEqual({ years: 5.5 });
    expect(year(["differsAtMost", 2.5], ["differsMore", 2.25], ["doesNotExceedBy", 1])).toEqual({
      years: 0.5,
    });
    expect(
      someone(
        leaf("hours", "exceedsBy", to("years"), { by: 2 }),
        leaf("hours", "doesNotExceedBy", to("years"), { by: 2.5 }),
        leaf("years", "equal", 1),
      ),
    ).toEqual({ hours: 3, years: 1 });
    expect(
      someone(
        leaf("cameOn", "exceedsBy", to("bornOn"), { by: 7 }),
        leaf("cameOn", "doesNotExceedBy", to("bornOn"), { by: 8 }),
        leaf("bornOn", "equal", "2026-01-01"),
      ),
    ).toEqual({ cameOn: "2026-01-08", bornOn: "2026-01-01" });
  });

  test("with figures as far as each fact goes", () => {
    expect(someone(leaf("hours", "greaterThan", 8))).toBeUndefined();
    expect(someone(leaf("hours", "lessThan", 0))).toBeUndefined();
    expect(someone(leaf("hours", "greaterThanInclusive", 8))).toEqual({ hours: 8 });
    expect(someone(leaf("hours", "lessThanInclusive", 0))).toEqual({ hours: 0 });
    expect(someone(leaf("hours", "equal", to("courage")), leaf("courage", "greaterThan", 4))).toEqual({
      hours: 5,
      courage: 5,
    });
    expect(someone(leaf("least", "greaterThan", 8))).toBeUndefined();
    expect(someone(leaf("least", "greaterThanInclusive", 8))).toEqual({ hours: 8, years: 8 });
    expect(someone(leaf("between", "lessThan", 1))).toBeUndefined();
    expect(someone(leaf("between", "lessThanInclusive", 1))).toEqual({ hours: 0, wanted: 2 });
    expect(someone(leaf("years", "lessThan", to("wanted")), leaf("wanted", "equal", 2))).toEqual({
      years: 1,
      wanted: 2,
    });
    expect(
      someone(
        leaf("years", "lessThan", to("wanted")),
        leaf("years", "greaterThan", to("hours")),
        leaf("wanted", "lessThan", 2.5),
        leaf("hours", "greaterThan", 2),
      ),
    ).toMatchObject({ years: expect.any(Number) });
  });

  test("with a text that another fact has, or a length that another fact names", () => {
    expect(someone(leaf("town", "equal", to("reason")))).toEqual({ town: "work", reason: "work" });
    expect(someone(leaf("stay", "equal", to("rhythm")), leaf("rhythm", "longerThan", "P1W"))).toEqual({
      stay: "P2W",
      rhythm: "P2W",
    });
    expect(someone(leaf("stay", "longerThan", to("wait")))).toEqual({ stay: "PT10080M", wait: "PT10079M" });
    expect(
      someone(leaf("stay", "longerThan", to("wait")), leaf("stay", "shorterThan", to("wait"))),
    ).toBeUndefined();
    expect(someone(leaf("stay", "shorterThan", "PT1M"))).toBeUndefined();
    expect(someone(leaf("stay", "notLongerThan", "PT1M"))).toEqual({ stay: "PT1M" });
  });

  test("whatever day it is, where only that is asked", () => {
    expect(someone(leaf("today", "before", "2026-03-03"))).toEqual({});
    expect(someone(leaf("today", "before", "2026-03-02"))).toBeUndefined();
    expect(someone(leaf("today", "after", "2026-03-01"), leaf("free", "equal", true))).toEqual({
      free: true,
    });
  });

  test("with lists of many entries, as long as they are counted", () => {
    expect(someone(leaf("wishCount", "equal", 3), leaf("wishes", "contains", "wish-11"))).toEqual({
      wishes: ["wish-11", "wish-0", "wish-1"],
    });
    expect(
      someone(leaf("wishCount", "equal", 12), leaf("wishes", "doesNotContain", "wish-11")),
    ).toBeUndefined();
    expect(
      someone(leaf("wishCount", "equal", 11), leaf("wishes", "doesNotContain", "wish-11"))?.wishes,
    ).toHaveLength(11);
    expect(someone(leaf("wishCount", "equal", 13))).toBeUndefined();
    expect(someone(leaf("slotCount", "greaterThan", 5), leaf("slots", "contains", 2))?.slots).toHaveLength(6);
    expect(someone(leaf("slotCount", "equal", to("hours")), leaf("hours", "equal", 3))?.slots).toHaveLength(
      3,
    );
    expect(someone(leaf("slotCount", "equal", to("hours")), leaf("hours", "equal", 0))).toEqual({
      slots: [],
      hours: 0,
    });
  });

  test("with lists that share as much as is wanted, and have what else is needed", () => {
    expect(
      someone(
        leaf("wishes", "sharesAtLeast", to("other"), { count: 3 }),
        leaf("wishes", "doesNotContain", "wish-0"),
      ),
    ).toEqual({
      wishes: ["wish-1", "wish-2", "wish-3"],
      other: ["wish-1", "wish-2", "wish-3"],
    });
    expect(
      someone(leaf("wishes", "sharesNone", to("other")), leaf("wishes", "containsAll", ["wish-1", "wish-2"])),
    ).toMatchObject({
      wishes: ["wish-1", "wish-2"],
    });
    expect(someone(leaf("times", "sharesAny", to("slots")), leaf("slots", "sharesNone", [3]))).toSatisfy(
      ({ times, slots }: { times: number[]; slots: number[] }) =>
        times.every((one) => one >= 3) && times.some((one) => slots.includes(one)) && !slots.includes(3),
    );
    expect(someone(leaf("later", "sharesAny", to("times")), leaf("times", "contains", 9))).toSatisfy(
      ({ later, times }: { later: number[]; times: number[] }) =>
        later.every((one) => one >= 3 && one <= 5) &&
        later.some((one) => times.includes(one)) &&
        times.includes(9),
    );
    expect(someone(leaf("languages", "isNotExactly", ["en"]), leaf("languages", "contains", "en"))).toEqual({
      languages: ["en", "uk"],
    });
    expect(someone(leaf("languages", "contains", to("reason")))).toBeUndefined();
    expect(someone(leaf("slots", "contains", to("hours")), leaf("hours", "equal", 4))).toEqual({
      hours: 4,
      slots: [4],
    });
    expect(
      someone(
        leaf("slots", "doesNotContain", to("hours")),
        leaf("slots", "sharesAny", [4]),
        leaf("hours", "equal", 4),
      ),
    ).toBeUndefined();
  });

  test("never with what is not there: a roughly reckoned figure is not sure", () => {
    const mixed = aRuleSet({
      rules: [aRule("it", "red", [leaf("mean", "equal", 4.5), leaf("courage", "equal", 5)])],
    });

    expect(() => questionsOf(dictionary, mixed, on).fits(0)).toThrow(TooMany);
    expect(analyze(dictionary, mixed, on)).toContainEqual({ kind: "unsure" });
  });
});
