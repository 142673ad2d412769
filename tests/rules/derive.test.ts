import { expect, test } from "vitest";
import type { FactValue } from "#core/program/fact.ts";
import { derive } from "#core/rules/derive.ts";
import { test as holds } from "#core/rules/test.ts";
import { aDictionary, aPack } from "./a-pack.ts";

const pack = aPack({
  facts: aDictionary(
    {
      bornOn: { type: "date" },
      languages: { type: "choices", values: ["en", "uk"] },
      courage: { type: "rating" },
      skills: { type: "rating" },
      scores: { type: "number" },
    },
    {
      age: { yearsSince: "bornOn" },
      tongues: { count: "languages" },
      lowest: { lowestOf: ["courage", "skills"] },
      average: { averageOf: ["courage", "skills", "scores"] },
      lowestOfAll: { lowestOf: ["lowest", "tongues"] },
    },
  ),
});

test("what follows from the facts is added to them, and the day itself", () => {
  const facts = { bornOn: "2000-03-03", languages: ["en", "uk"], courage: 2, skills: 4, scores: 6 };

  expect(derive(pack, facts, "2026-03-02")).toEqual({
    ...facts,
    age: 25,
    tongues: 2,
    lowest: 2,
    average: 4,
    lowestOfAll: 2,
    today: "2026-03-02",
  });
});

test("an age changes on the birthday, and for 29 February on 1 March", () => {
  const age = (bornOn: string, on: string) => derive(pack, { bornOn }, on).age;

  expect([age("2000-03-02", "2026-03-01"), age("2000-03-02", "2026-03-02")]).toEqual([25, 26]);
  expect([age("2004-02-29", "2025-02-28"), age("2004-02-29", "2025-03-01")]).toEqual([20, 21]);
});

test("no years have gone by since a day that is yet to come", () => {
  const age = (bornOn: string) => derive(pack, { bornOn }, "2026-03-02").age;

  expect([age("2026-03-02"), age("2026-03-03"), age("2031-01-01")]).toEqual([0, 0, 0]);
});

test("a side of a pair has its own", () => {
  const facts = { "mentor.bornOn": "1980-01-01", "mentee.bornOn": "2005-01-01" };

  expect(derive(pack, facts, "2026-03-02")).toMatchObject({ "mentor.age": 46, "mentee.age": 21 });
});

test("as long as something is missing it stays unknown, and that is what must be asked", () => {
  const conditions = { all: [{ fact: "lowestOfAll", operator: "lessThan" as const, value: 3 }] };

  expect(derive(pack, { courage: 1 }, "2026-03-02")).toEqual({ courage: 1, today: "2026-03-02" });
  expect(holds(pack, conditions, { courage: 1 }, "2026-03-02")).toMatchObject({
    holds: "unknown",
    needs: ["skills", "languages"],
  });
  expect(holds(pack, conditions, { courage: 1, skills: 3, languages: [] }, "2026-03-02")).toMatchObject({
    holds: true,
    needs: [],
  });
});

test("what is derived is worked out on a day, and on nothing else", () => {
  expect(() => derive(pack, {}, "2026-02-30")).toThrow(
    'a decision is made on a day such as "2026-12-24", not on "2026-02-30"',
  );
});

test("a wrong type is not worked around", () => {
  expect(() => derive(pack, { bornOn: "3 March 2000" }, "2026-03-02")).toThrow(
    '"age" is worked out from a day',
  );
  expect(() => derive(pack, { courage: "2", skills: 3 }, "2026-03-02")).toThrow(
    '"lowest" is worked out from numbers',
  );
  for (const scores of [[1, 2], "1", Number.NaN] as FactValue[])
    expect(() => derive(pack, { courage: 2, skills: 3, scores }, "2026-03-02")).toThrow(
      '"average" is worked out from numbers',
    );
  expect(() => derive(pack, { languages: "en" }, "2026-03-02")).toThrow(
    '"tongues" is worked out from a list, and what it is derived from is something else: mend what gives that fact',
  );
});

test("a fact that is derived from itself is refused with its circle", () => {
  const circle = aPack({ facts: aDictionary({}, { a: { lowestOf: ["b"] }, b: { lowestOf: ["a"] } }) });

  expect(() => derive(circle, {}, "2026-03-02")).toThrow(
    'facts.json: "a" is derived from itself (a -> b -> a)',
  );
});

test("conditions that stand alone say why, as the rule of a step's own", () => {
  const conditions = { all: [{ fact: "courage", operator: "lessThan" as const, value: 3 }] };

  expect(holds(pack, conditions, { courage: 1 }, "2026-03-02")).toEqual({
    holds: true,
    needs: [],
    because: [{ rule: "when", fact: "courage", operator: "lessThan", saw: 1, wanted: 3, result: "passed" }],
  });
  expect(holds(pack, conditions, { courage: 4 }, "2026-03-02").holds).toBe(false);
});
