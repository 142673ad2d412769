import { describe, expect, test } from "vitest";
import type { Facts } from "#core/program/fact.ts";
import type { Condition, OperatorName } from "#core/program/rule-set.ts";
import { compile, type Test } from "#core/rules/compile.ts";
import { against, candidates, dayOf } from "#core/rules/open-fact.ts";
import { telling } from "#core/rules/representatives.ts";
import { canWorkBack, worked } from "#core/rules/work-back.ts";
import { aDictionary, aRule, aRuleSet } from "./a-pack.ts";

const places = { riga: { latitude: 56.95, longitude: 24.11 }, tartu: { latitude: 58.38, longitude: 26.72 } };
const dictionary = aDictionary(
  {
    free: { type: "boolean" },
    busy: { type: "boolean" },
    hours: { type: "number", min: 0, max: 8 },
    years: { type: "number" },
    courage: { type: "rating" },
    skills: { type: "rating" },
    town: { type: "text" },
    level: { type: "choice", values: ["none", "a1", "a2"], ordered: true },
    wish: { type: "choice", values: ["none", "a1", "a2"], ordered: true },
    languages: { type: "choices", values: ["en", "uk", "ar", "fi", "so", "et"] },
    slots: { type: "numbers" },
    times: { type: "numbers", min: 3, max: 4 },
    bornOn: { type: "date" },
    cameOn: { type: "date" },
    stay: { type: "duration" },
    rhythm: { type: "duration", values: ["P1W", "P2W"] },
    speaks: { type: "languages", values: ["en", "uk", "ar", "fi", "so", "et"] },
    lives: { type: "place", places },
  },
  {
    age: { yearsSince: "bornOn" },
    tongues: { count: "languages" },
    slotCount: { count: "slots" },
    lowest: { lowestOf: ["courage", "skills"] },
    least: { lowestOf: ["hours", "years"] },
    average: { averageOf: ["courage", "hours"] },
  },
);
const leaf = (fact: string, operator: OperatorName, value: unknown, more = {}): Condition =>
  ({ fact, operator, value, ...more }) as Condition;
const to = (fact: string) => ({ fact });
const testsOf = (...all: Condition[]): Test[] =>
  compile(dictionary, aRuleSet({ rules: [aRule("it", "red", all)] })).flatMap(({ tests }) => tests);
const standing = (fact: string, ...all: Condition[]) => telling(dictionary, fact, testsOf(...all));

describe("the few values that stand for all that a fact may be", () => {
  test("are all of them where they are few", () => {
    expect(standing("free", leaf("free", "equal", true))).toEqual([true, false]);
    expect(standing("courage", leaf("courage", "greaterThan", 3))).toEqual([1, 2, 3, 4, 5]);
    expect(standing("level", leaf("level", "atLeast", "a1"))).toEqual(["none", "a1", "a2"]);
    expect(standing("lives", leaf("lives", "within", "riga", { km: 5 }))).toEqual(["riga", "tartu"]);
    expect(standing("rhythm", leaf("rhythm", "longerThan", "P1D"))).toEqual(["P1W", "P2W"]);
  });

  test("are figures where an answer turns, between them and beyond, as far as the fact goes", () => {
    expect(standing("years", leaf("years", "lessThan", 3), leaf("years", "greaterThan", 1))).toEqual([
      1, 3, 2, 0, 4,
    ]);
    expect(standing("hours", leaf("hours", "lessThan", 3))).toEqual([0, 3, 8, 1.5, 5.5]);
    expect(standing("hours", leaf("hours", "differsAtMost", 3, { by: 1 }))).toEqual([0, 2, 4, 8, 1, 3, 6]);
    expect(standing("years", leaf("years", "exceedsBy", 3, { by: 1 }))).toEqual([4, 3, 5]);
    expect(standing("age", leaf("age", "lessThan", 18))).toEqual([18, 17, 19]);
  });

  test("are days where an answer turns, and those beside them", () => {
    const around = (day: string) =>
      [-1, 0, 1].map((away) => new Date(Date.parse(day) + away * 86_400_000).toISOString().slice(0, 10));

    expect(standing("cameOn", leaf("cameOn", "before", "2026-03-01"))).toEqual([
      "2026-02-28",
      "2026-03-01",
      "2026-03-02",
    ]);
    expect(standing("cameOn", leaf("cameOn", "differsMore", "2026-03-01", { by: 2.5 }))).toEqual([
      ...around("2026-02-27"),
      ...around("2026-03-03"),
    ]);
    expect(standing("cameOn", leaf("cameOn", "exceedsBy", "2026-03-01", { by: 2.5 }))).toEqual(
      around("2026-03-04"),
    );
  });

  test("are the sets of what rules name, and with something else where it matters whether that is all", () => {
    expect(standing("languages", leaf("languages", "sharesAny", ["en", "uk"]))).toEqual([
      [],
      ["en"],
      ["uk"],
      ["en", "uk"],
    ]);
    expect(standing("languages", leaf("languages", "isExactly", ["en"]))).toEqual([
      [],
      ["en"],
      ["uk"],
      ["en", "uk"],
    ]);
    expect(standing("languages", leaf("languages", "isNotExactly", ["uk"]))).toEqual([
      [],
      ["uk"],
      ["en"],
      ["uk", "en"],
    ]);
    expect(standing("languages", leaf("languages", "containsAll", ["en"]))).toEqual([
      [],
      ["en"],
      ["uk"],
      ["en", "uk"],
    ]);
    expect(standing("languages", leaf("languages", "doesNotContainAll", ["en"]))).toHaveLength(4);
    expect(standing("slots", leaf("slots", "isExactly", [0, 2]))).toEqual([
      [],
      [0],
      [2],
      [0, 2],
      [1],
      [0, 1],
      [2, 1],
      [0, 2, 1],
    ]);
    expect(standing("times", leaf("times", "isExactly", [3]))).toEqual([[], [3], [4], [3, 4]]);
    expect(standing("times", leaf("times", "isExactly", [3, 4]))).toEqual([[], [3], [4], [3, 4]]);
  });

  test("are texts that rules name and one that none names", () => {
    expect(standing("town", leaf("town", "in", ["Riga", "Tartu"]), leaf("town", "notEqual", "Riga"))).toEqual(
      ["Riga", "Tartu", "RigaTartu?"],
    );
  });

  test("are lengths as they are written, as long in other words, and a little shorter and longer", () => {
    expect(standing("stay", leaf("stay", "longerThan", "P1D"))).toEqual([
      "P1D",
      "P01D",
      "PT1439M",
      "PT1441M",
    ]);
    expect(standing("stay", leaf("stay", "longerThan", "PT1M"))).toEqual(["PT1M", "PT01M", "PT2M"]);
  });

  test("are languages not spoken, a little, or as well as a rule asks for", () => {
    expect(standing("speaks", leaf("speaks", "speaks", "en", { level: "b1" }))).toEqual([
      [],
      ["en a1"],
      ["en b1"],
    ]);
    expect(standing("speaks", leaf("speaks", "sharesLanguage", ["en", "uk"]))).toEqual([
      [],
      ["en a1"],
      ["uk a1"],
      ["en a1", "uk a1"],
    ]);
  });

  test("are not there where it would take too many", () => {
    expect(
      standing("languages", leaf("languages", "sharesAny", ["en", "uk", "ar", "fi", "so"])),
    ).toHaveLength(32);
    expect(
      standing("languages", leaf("languages", "sharesAny", ["en", "uk", "ar", "fi", "so", "et"])),
    ).toBeUndefined();
    expect(
      standing("speaks", leaf("speaks", "sharesLanguage", ["en", "uk", "ar", "fi", "so", "et"])),
    ).toHaveLength(64);
    expect(
      standing(
        "speaks",
        leaf("speaks", "sharesLanguage", ["en", "uk", "ar", "fi", "so", "et"], { level: "b1" }),
      ),
    ).toBeUndefined();
    expect(standing("nobody", leaf("free", "equal", true))).toBeUndefined();
  });

  test("are all there are where it is held against another fact, or none", () => {
    expect(standing("wish", leaf("level", "atLeast", to("wish")))).toEqual(["none", "a1", "a2"]);
    expect(standing("busy", leaf("free", "equal", to("busy")))).toEqual([true, false]);
    expect(standing("hours", leaf("hours", "lessThan", to("years")))).toBeUndefined();
    expect(
      standing("hours", leaf("hours", "lessThan", 3), leaf("years", "lessThan", to("hours"))),
    ).toBeUndefined();
  });
});

describe("what a fact that is not known is held against", () => {
  const [younger, atMost, free] = testsOf(
    leaf("hours", "lessThan", to("years")),
    leaf("hours", "differsAtMost", to("years"), { by: 2 }),
    leaf("free", "equal", true),
  ) as [Test, Test, Test];

  test("is the rule's own value, or what is known of the other fact, from either side", () => {
    expect(against(free, "free", {})).toMatchObject({ fact: "free", value: true });
    expect(against(younger, "hours", { years: 3 })).toMatchObject({ fact: "hours", value: 3 });
    expect(against(younger, "years", { hours: 2 })).toMatchObject({ fact: "years", value: 2 });
    expect(against(younger, "years", { hours: 2 })?.truth({ years: 3 })).toBe(true);
    expect(against(younger, "years", { hours: 2 })?.truth({ years: 2 })).toBe(false);
  });

  test("is nothing while the other is not known, nor where the two sides are not alike", () => {
    expect(against(younger, "hours", {})).toBeUndefined();
    expect(against(younger, "years", {})).toBeUndefined();
    expect(against(atMost, "years", { hours: 2 })).toBeUndefined();
    expect(against(atMost, "hours", { years: 2 })).toMatchObject({ value: 2, limit: 2 });
  });

  test("is what a rule would write of a known one: of languages no levels", () => {
    const [shared] = testsOf(leaf("speaks", "sharesLanguage", to("speaks"))) as [Test];

    expect(against({ ...shared, fact: "other" }, "speaks", { other: ["en b1", "uk a2"] })?.value).toEqual([
      "en",
      "uk",
    ]);
  });

  test("gives its few values", () => {
    const around = { dictionary, facts: { years: 3 } };

    expect(candidates(around, "hours", [younger])).toEqual([0, 3, 8, 1.5, 5.5]);
    expect(candidates({ dictionary, facts: {} }, "hours", [younger])).toBeUndefined();
  });
});

describe("what follows from a fact that is not known is worked back", () => {
  const facts: Facts = { today: "2026-03-02" };
  const around = { dictionary, facts };
  const can = (ref: string, missing: string[], ...all: Condition[]) =>
    canWorkBack(around, ref, missing, testsOf(...all));
  const back = (fact: string, following: string[], ...all: Condition[]) =>
    worked(around, fact, following, testsOf(...all));

  test("has a day only where its facts have one", () => {
    expect([dayOf(facts), dayOf({}), dayOf({ today: 3 })]).toEqual(["2026-03-02", undefined, undefined]);
  });

  test("an age to the days on which it turns", () => {
    const young = leaf("age", "lessThan", 18);

    expect(can("age", ["bornOn"], young)).toBe(true);
    expect(back("bornOn", ["age"], young)).toEqual(["2008-03-02", "2008-03-03", "2007-03-02", "2007-03-03"]);
    expect(back("bornOn", ["age"], leaf("age", "lessThan", 17.5))).toEqual([
      "2009-03-02",
      "2009-03-03",
      "2008-03-02",
      "2008-03-03",
    ]);
  });

  test("on the last of February to the last day that there is", () => {
    const leap = { dictionary, facts: { today: "2024-02-29" } };

    expect(worked(leap, "bornOn", ["age"], testsOf(leaf("age", "lessThan", 18)))).toEqual([
      "2006-02-28",
      "2006-03-01",
      "2005-02-28",
      "2005-03-01",
    ]);
  });

  test("an age beside its day of birth to the days around both", () => {
    const born = leaf("bornOn", "before", "2000-01-01");
    const days = back("bornOn", ["age"], leaf("age", "lessThan", 18), born)!;

    expect(days.slice(4, 9)).toEqual(["1999-12-31", "2000-01-01", "1999-12-31", "2000-01-01", "2000-01-02"]);
    expect(new Set(days.slice(4)).size).toBe(3);
    expect(back("bornOn", [], leaf("bornOn", "exceedsBy", "2000-01-10", { by: 3 }))).toEqual([
      "2000-01-06",
      "2000-01-07",
      "2000-01-09",
      "2000-01-10",
      "2000-01-11",
      "2000-01-13",
      "2000-01-14",
    ]);
  });

  test("how many there are to lists of that length", () => {
    const many = leaf("tongues", "greaterThan", 1);

    expect(can("tongues", ["languages"], many)).toBe(true);
    expect(back("languages", ["tongues"], many)).toEqual([[], ["en"], ["en", "uk"]]);
    expect(back("languages", ["tongues"], many, leaf("languages", "contains", "uk"))).toEqual([
      [],
      ["en"],
      ["en", "ar"],
      ["uk"],
      ["uk", "en"],
      ["uk", "en", "ar"],
    ]);
    expect(back("slots", ["slotCount"], leaf("slotCount", "equal", 1), leaf("slots", "contains", 0))).toEqual(
      [[], [1], [1, 2], [0], [0, 1], [0, 1, 2], [0, 0], [1, 1]],
    );
  });

  test("a lowest rating to all ratings, and a lowest figure to those around what it is held against", () => {
    expect(can("lowest", ["courage", "skills"], leaf("lowest", "lessThan", 3))).toBe(true);
    expect(back("courage", ["lowest"], leaf("lowest", "lessThan", 3))).toEqual([1, 2, 3, 4, 5]);
    expect(can("least", ["hours", "years"], leaf("least", "lessThan", 3))).toBe(false);
    expect(can("average", ["courage", "hours"], leaf("average", "lessThan", 3))).toBe(false);
    expect(can("average", ["courage"], leaf("average", "lessThan", 3))).toBe(true);
    expect(back("hours", ["least"], leaf("least", "lessThan", 3), leaf("hours", "greaterThan", 8))).toEqual([
      7, 8, 2, 3, 4, 0, 1.5, 5.5,
    ]);
    expect(back("hours", ["least"], leaf("least", "lessThan", to("hours")))).toBeUndefined();
  });

  test("not where it is held against what is not known either", () => {
    expect(can("age", ["bornOn"], leaf("age", "lessThan", to("years")))).toBe(false);
    expect(can("age", ["bornOn"], leaf("bornOn", "before", to("cameOn")), leaf("age", "lessThan", 3))).toBe(
      false,
    );
    expect(can("age", ["bornOn"], leaf("hours", "lessThan", to("years")), leaf("age", "lessThan", 3))).toBe(
      true,
    );
  });

  test("not where rules name too many entries", () => {
    const named = (...values: string[]) => [
      leaf("tongues", "equal", 1),
      leaf("languages", "sharesAny", values),
    ];

    expect(can("tongues", ["languages"], ...named("en", "uk", "ar", "fi", "so"))).toBe(true);
    expect(can("tongues", ["languages"], ...named("en", "uk", "ar", "fi", "so", "et"))).toBe(false);
  });
});
