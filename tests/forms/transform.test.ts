import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentValue } from "#core/forms/sent.ts";
import { transform } from "#core/forms/transform.ts";
import { yesOrNo } from "#core/forms/yes-no.ts";
import { Transform } from "#core/program/transform.ts";

const moment = { at: "2026-03-02T07:00:00.000Z", zone: "Europe/Helsinki" };
const read = (value: string | number, ...steps: unknown[]) =>
  transform(
    sentValue(value),
    steps.map((step) => Transform.parse(step)),
    moment,
  ).map((sent) => sent.value);

describe("a step that an answer is taken through", () => {
  it.each<[string, unknown, string | number, unknown[]]>([
    ["cuts a list at its sign", { split: ";" }, "Finnish; Arabic ;; Finnish", ["Finnish", "Arabic"]],
    ["cuts nothing where the sign is not", { split: ";" }, "Finnish, Arabic", ["Finnish, Arabic"]],
    ["writes small", "lower-case", "FI", ["fi"]],
    ["writes large", "upper-case", "fi", ["FI"]],
    ["reads a decimal comma", "decimal-comma", "1 234,5", [1234.5]],
    ["reads a decimal comma after points", "decimal-comma", "1.234,5", [1234.5]],
    ["reads a decimal point after commas", "decimal-point", "1,234.5", [1234.5]],
    ["leaves what is no number", "decimal-comma", "many", ["many"]],
    ["takes the number of a scale", "first-number", "4 - I agree", [4]],
    ["takes a number in Arabic digits", "first-number", "حوالي ٣ ساعات", [3]],
    ["reckons the age that is surely reached", "age-from-birth-year", "1996", [29]],
    ["reckons none from a year that cannot be", "age-from-birth-year", "2096", ["2096"]],
    ["reckons none from a day", "age-from-birth-year", "1.1.1996", ["1.1.1996"]],
    ["writes a telephone number as one", "phone", "00358 (0)40-123 45 67", ["+358401234567"]],
    ["leaves a number of no country as it is", "phone", "040 1234567", ["0401234567"]],
    ["leaves what is no telephone number", "phone", "ask my sister", ["ask my sister"]],
    ["reads an address behind mailto", "email", "mailto:Samira@Example.ORG", ["Samira@example.org"]],
    ["leaves two addresses for the check of addresses", "email", "a@b.fi, c@d.fi", ["a@b.fi, c@d.fi"]],
    ["reads a Finnish day", { date: "day month year" }, "27.8.2024", ["2024-08-27"]],
    ["reads an American day", { date: "month day year" }, "8/27/2024", ["2024-08-27"]],
    ["reads a day in Persian digits", { date: "day month year" }, "۲۷/۸/۲۰۲۴", ["2024-08-27"]],
    ["is no judge of a day that cannot be", { date: "day month year" }, "31.2.2024", ["31.2.2024"]],
    ["is no judge of a century", { date: "day month year" }, "27.8.24", ["27.8.24"]],
    [
      "reads Microsoft's moment as a day where it was",
      { date: "month day year" },
      "8/27/2024 11:34:21 PM",
      ["2024-08-27"],
    ],
    [
      "reads Microsoft's moment in a zone as the program's day",
      { date: "month day year", zone: "UTC" },
      "8/27/2024 11:34:21 PM",
      ["2024-08-28"],
    ],
    [
      "knows that 12 AM begins the day",
      { date: "month day year", zone: "UTC" },
      "8/27/2024 12:10:00 AM",
      ["2024-08-27"],
    ],
    [
      "knows no hour 13 PM",
      { date: "month day year", zone: "UTC" },
      "8/27/2024 13:10:00 PM",
      ["8/27/2024 13:10:00 PM"],
    ],
    [
      "reads a moment in UTC as the program's day",
      { date: "year month day" },
      "2024-08-27T22:30:00.000Z",
      ["2024-08-28"],
    ],
    [
      "reads a moment with its own difference",
      { date: "year month day" },
      "2024-08-27T23:30:00-05:00",
      ["2024-08-28"],
    ],
  ])("%s", (_, step, value, wanted) => {
    expect(read(value, step)).toEqual(wanted);
  });

  it("hands on to the next one", () => {
    expect(read("3 HOURS; 5 hours", { split: ";" }, "lower-case", "first-number")).toEqual([3, 5]);
  });

  it.each([
    ["Yes, I do", true],
    ["Так", true],
    ["نعم", true],
    ["joo", true],
    ["Nej!", false],
    ["Ні", false],
    ["لا", false],
    ["maya", false],
    ["perhaps", undefined],
    ["n/a", undefined],
    ["", undefined],
  ])("tells yes from no: %s", (words, wanted) => {
    expect(yesOrNo(words)).toBe(wanted);
  });

  it("never throws, and makes nothing of nothing", () => {
    const steps = fc.constantFrom<Transform>(
      ...([
        "lower-case",
        "yes-no",
        "decimal-comma",
        "first-number",
        "age-from-birth-year",
        "phone",
        "email",
      ] as const),
      { split: "," },
      { date: "day month year" },
      { date: "month day year", zone: "Asia/Kabul" },
    );
    const values = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.stringMatching(/^\d{1,4}[./-]\d{1,4}[./-]\d{1,4}( \d{1,3}:\d{2} [AP]M)?$/),
    );
    fc.assert(
      fc.property(values, fc.array(steps, { minLength: 1, maxLength: 4 }), (value, all) => {
        const sent = transform(sentValue(value), all, moment);
        expect(sent.every((one) => one.names.length > 0 || String(one.value).trim() === "")).toBe(true);
        if (value.trim() === "") expect(sent).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
