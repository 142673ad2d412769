import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { later } from "#core/journey/time.ts";
import { hold } from "../rules/law.ts";
import { zones } from "./zones.ts";

const in_ = (moment: string, zone: string) => Temporal.Instant.from(moment).toZonedDateTimeISO(zone);

const moments = fc
  .integer({ min: Date.parse("2010-01-01"), max: Date.parse("2037-12-31") })
  // To the half hour, so that clocks often change right there.
  .map((moment) => new Date(moment - (moment % 1_800_000)).toISOString());

describe("a length of time later", () => {
  it.each([
    [
      "over the hour that is left out, as much later",
      "2026-03-28T01:30:00.000Z",
      "P1D",
      "2026-03-29T01:30:00.000Z",
    ],
    [
      "over the night before summer time, an hour earlier",
      "2026-03-28T08:00:00.000Z",
      "P1D",
      "2026-03-29T07:00:00.000Z",
    ],
    [
      "into the hour that comes twice, the first of the two",
      "2026-10-24T00:30:00.000Z",
      "P1D",
      "2026-10-25T00:30:00.000Z",
    ],
    [
      "from the end of a long month, the end of a short one",
      "2026-01-31T08:00:00.000Z",
      "P1M",
      "2026-02-28T08:00:00.000Z",
    ],
  ])("%s", (_, from, length, then) => {
    expect(later(from, length, "Europe/Stockholm")).toBe(then);
  });

  it.each([
    ["Kabul, half an hour off", "Asia/Kabul", "2026-03-05T04:30:00.000Z", "2026-03-06T04:30:00.000Z"],
    [
      "Lord Howe, whose summer is half an hour",
      "Australia/Lord_Howe",
      "2026-04-04T00:00:00.000Z",
      "2026-04-05T00:30:00.000Z",
    ],
    [
      "Casablanca, whose clock goes back for Ramadan",
      "Africa/Casablanca",
      "2026-02-14T09:00:00.000Z",
      "2026-02-15T10:00:00.000Z",
    ],
  ])("is the same time of day in %s", (_, zone, from, then) => {
    expect(later(from, "P1D", zone)).toBe(then);
    expect(in_(then, zone).toPlainTime().equals(in_(from, zone).toPlainTime())).toBe(true);
  });

  it("keeps the wall clock in every zone, but where there is no such time, and each day comes once", () => {
    const law = fc.property(
      moments,
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 400 }),
      (from, zone, days) => {
        const [first, next] = [days, days + 1].map((count) => in_(later(from, `P${count}D`, zone), zone));
        const wall = in_(from, zone).toPlainDateTime();
        for (const [count, moment] of [
          [days, first!],
          [days + 1, next!],
        ] as const) {
          const wanted = wall.add({ days: count });
          // A time that the clocks leap over comes as much later as they leap, and a whole day that a country leaves out the day after.
          const leapt = wanted.until(moment.toPlainDateTime(), { largestUnit: "minutes" }).minutes;
          if (leapt !== 0) {
            const compatible = wanted.toZonedDateTime(zone);
            expect(moment.equals(compatible)).toBe(true);
            expect(compatible.toPlainDateTime().equals(wanted)).toBe(false);
            expect(leapt).toBeGreaterThan(0);
          }
        }
        expect(Temporal.Instant.compare(first!.toInstant(), next!.toInstant())).toBeLessThanOrEqual(
          zone === "Pacific/Apia" ? 0 : -1,
        );
      },
    );
    hold("a day later", law, 400);
  });
});
