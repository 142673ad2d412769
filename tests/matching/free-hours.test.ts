import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { halfHours } from "#core/matching/free-hours.ts";
import { matchRound } from "#core/matching/round.ts";
import { readWeekTimes } from "#core/program/week-times.ts";
import { aDictionary, aPack, aProgram, aRule, aRuleSet } from "../rules/a-pack.ts";

const times = { evenings: "mon-fri 17:00-21:00", weekend: "sat-sun 10:00-16:00", nights: "sun 22:00-02:00" };
const free = (said: string[], zone: string, on = "2026-01-12") =>
  halfHours({ fact: "free", from: "when", zone: "zone", times }, { when: said, zone }, "UTC", on);

describe("times of a week", () => {
  test("are read in minutes from Monday, also past midnight and past the end of the week", () => {
    expect(readWeekTimes("mon 08:00-08:30, sun 23:00-01:00")).toEqual([
      { from: 480, until: 510 },
      { from: 10_020, until: 10_140 },
    ]);
    expect(readWeekTimes("sat-mon 09:00-10:00").map(({ from }) => from)).toEqual([7740, 9180, 540]);
    expect(() => readWeekTimes("someday 08:00-09:00")).toThrow("no times of a week");
  });

  test("become half hours of UTC by the clock of the person, and summer time counts", () => {
    expect(free(["evenings"], "Europe/Helsinki")!.slice(0, 2)).toEqual([30, 31]);
    expect(free(["evenings"], "Europe/Helsinki", "2026-07-13")!.slice(0, 2)).toEqual([28, 29]);
    expect(free(["evenings"], "Asia/Kathmandu")!.slice(0, 7)).toHaveLength(7);
    expect(free(["nights"], "UTC")).toEqual([0, 1, 2, 3, 332, 333, 334, 335]);
  });

  test("are not known where it is not known when or where", () => {
    expect(free(["evenings"], "nowhere")).toBeUndefined();
    expect(halfHours({ fact: "free", from: "when", times }, {}, "UTC", "2026-01-12")).toBeUndefined();
  });

  test("of two people anywhere are those in which both clocks say that they are free", () => {
    const zones = ["Europe/Helsinki", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 335 }), (zone, half) => {
        const begins = Temporal.Instant.from("2026-01-12T00:00:00Z").add({ minutes: half * 30 });
        const there = begins.toZonedDateTimeISO(zone);
        const evening = there.dayOfWeek <= 5 && there.hour >= 17 && there.hour < 21;

        expect(free(["evenings"], zone)!.includes(half)).toBe(evening);
      }),
    );
  });
});

test("a rule asks how many half hours two have in common, each in their own zone", () => {
  const pack = aPack({
    program: aProgram({
      matching: {
        ...{ constraints: "may", scores: "fit", journey: "match", mentor: "mentor", mentee: "mentee" },
        says: { freeHours: { fact: "free", from: "when", zone: "zone", times } },
      },
    }),
    facts: aDictionary({
      when: { type: "choices", values: Object.keys(times) },
      zone: { type: "choice", values: ["Europe/Helsinki", "America/New_York", "Europe/London"] },
      free: { type: "numbers", min: 0, max: 335 },
    }),
    ruleSets: {
      may: aRuleSet({
        rules: [
          aRule("no-two-hours", "no-two-hours", [
            { fact: "mentor.free", operator: "sharesFewerThan", value: { fact: "mentee.free" }, count: 4 },
          ]),
        ],
        otherwise: { type: "possible" },
      }),
      fit: aRuleSet({
        hitPolicy: "sum of points",
        rules: [
          aRule(
            "much-time",
            "points",
            [{ fact: "mentor.free", operator: "sharesAtLeast", value: { fact: "mentee.free" }, count: 20 }],
            { points: 5 },
          ),
        ],
        otherwise: { type: "points" },
      }),
    },
  });
  const round = (zone: string) =>
    matchRound(
      pack,
      [{ id: "ann", facts: { when: ["evenings"], zone: "Europe/Helsinki" } }],
      [{ id: "mia", facts: { when: ["evenings"], zone } }],
      "2026-01-12",
    );

  expect(round("Europe/London")).toMatchObject({ pairs: [{ mentor: "mia", score: 5 }] });
  expect(round("America/New_York").pairs).toEqual([]);
  expect(round("America/New_York").unmatched[0]!.why).toMatchObject([{ rules: ["no-two-hours"] }]);
});
