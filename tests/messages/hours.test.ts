import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { nextMailTime } from "#core/messages/hours.ts";
import type { Program } from "#core/program/program.ts";
import { zones } from "../journey/zones.ts";
import { hold } from "../rules/law.ts";
import { aProgram } from "./a-letter.ts";

describe("mail hours", () => {
  test.each([
    ["inside the hours, now", "2026-03-05T10:00:00.000Z", "2026-03-05T10:00:00.000Z"],
    ["at the opening, now", "2026-03-05T07:00:00.000Z", "2026-03-05T07:00:00.000Z"],
    ["too early, this morning", "2026-03-05T03:00:00.000Z", "2026-03-05T07:00:00.000Z"],
    ["at the closing, tomorrow", "2026-03-05T19:00:00.000Z", "2026-03-06T07:00:00.000Z"],
    ["on a holiday, the day after", "2026-12-24T10:00:00.000Z", "2026-12-27T07:00:00.000Z"],
    [
      "the night before summer time, an hour earlier in UTC",
      "2026-03-28T21:00:00.000Z",
      "2026-03-29T06:00:00.000Z",
    ],
    [
      "the night before winter time, an hour later in UTC",
      "2026-10-24T21:00:00.000Z",
      "2026-10-25T07:00:00.000Z",
    ],
  ])("%s", (_, now, then) => {
    const holidays = ["2026-12-24", "2026-12-25", "2026-12-26"];
    expect(nextMailTime(aProgram({ holidays }), now)).toBe(then);
  });

  test("an opening in the hour that the clocks leap over comes an hour later", () => {
    const program = aProgram({ mailHours: { from: "02:30", until: "20:00" } });
    expect(nextMailTime(program, "2026-03-29T00:30:00.000Z")).toBe("2026-03-29T01:30:00.000Z");
  });

  test("an opening in the hour that comes twice is the first of the two", () => {
    const program = aProgram({ mailHours: { from: "02:30", until: "20:00" } });
    expect(nextMailTime(program, "2026-10-24T23:30:00.000Z")).toBe("2026-10-25T00:30:00.000Z");
  });

  test("hours may reach past midnight", () => {
    const program = aProgram({ mailHours: { from: "18:00", until: "02:00" } });
    expect(nextMailTime(program, "2026-03-05T00:30:00.000Z")).toBe("2026-03-05T00:30:00.000Z");
    expect(nextMailTime(program, "2026-03-05T01:30:00.000Z")).toBe("2026-03-05T17:00:00.000Z");
  });

  test("wherever its reader lives, at any moment: inside the hours there, not on a holiday, never earlier, as soon as can be", () => {
    hold(
      "mail hours",
      fc.property(programs, instants, fc.constantFrom(...zones), (program, now, zone) => {
        const then = nextMailTime(program, now, zone);
        const local = Temporal.Instant.from(then).toZonedDateTimeISO(zone);
        const time = local.toPlainTime().toString().slice(0, 5);
        expect(then >= now).toBe(true);
        expect(program.holidays).not.toContain(local.toPlainDate().toString());
        expect(time >= program.mailHours.from && time < program.mailHours.until).toBe(true);
        const hours = (Date.parse(then) - Date.parse(now)) / 3_600_000;
        expect(hours).toBeLessThanOrEqual(24 * (program.holidays.length + 1) + 2);
        expect(nextMailTime(program, then, zone)).toBe(then);
        // A minute before that it was closed, or it is now.
        const before = Temporal.Instant.from(then).subtract({ minutes: 1 });
        if (then > now && before.toString({ smallestUnit: "millisecond" }) >= now)
          expect(nextMailTime(program, before.toString({ smallestUnit: "millisecond" }), zone)).toBe(then);
      }),
      300,
    );
  });
});

const instants = fc
  .integer({ min: Date.parse("2026-01-01"), max: Date.parse("2027-12-31") })
  .map((moment) => new Date(moment).toISOString());

const programs: fc.Arbitrary<Program> = fc
  .record({
    zone: fc.constantFrom(...zones),
    from: fc.integer({ min: 5, max: 11 }),
    length: fc.integer({ min: 1, max: 12 }),
    holidays: fc.uniqueArray(fc.integer({ min: 0, max: 729 }), { maxLength: 40 }),
  })
  .map(({ zone, from, length, holidays }) => {
    const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
    const first = Temporal.PlainDate.from("2026-01-01");
    return aProgram({
      zone,
      mailHours: { from: clock(from), until: clock(from + length) },
      holidays: holidays.map((days) => first.add({ days }).toString()),
    });
  });
