import { describe, expect, test } from "vitest";
import { direction } from "#core/messages/direction.ts";
import { format } from "#core/messages/icu.ts";
import { languageName } from "#core/messages/language.ts";
import { factInWords, has, text } from "#core/messages/text.ts";
import { valueInWords } from "#core/messages/value.ts";
import { aPack, aProgram } from "./a-letter.ts";

const pack = aPack({
  texts: {
    en: {
      greeting: "Hello {name}",
      "only.english": "Only here, {name}",
      meeting: "{mode, select, online {On the screen: {mode}} other {In a room: {mode}}}",
      "facts.mode.online": "a video call",
      when: "On {day, date, long} at {at, time, short}",
      quoted: "Write '{'name'}' and it''s <b>fine</b>",
    },
    ar: { greeting: "مرحبًا {name}" },
  },
});

describe("a program's texts", () => {
  test("are in the wanted language, else in the program's first", () => {
    expect(text(pack, "ar", "greeting", { name: "سميرة" })).toBe("مرحبًا \u2068سميرة\u2069");
    expect(text(pack, "ar", "only.english", { name: "Ana" })).toBe("Only here, Ana");
    expect(text(pack, "ar-SY", "greeting", { name: "Ana" })).toBe("مرحبًا \u2068Ana\u2069");
    expect(text(pack, "ti", "greeting", { name: "Ana" })).toBe("Hello Ana");
  });

  test("has tells of that very language only", () => {
    expect([
      has(pack, "en", "greeting"),
      has(pack, "ar-SY", "greeting"),
      has(pack, "ar", "only.english"),
    ]).toEqual([true, true, false]);
    expect(has(pack, "en", "constructor")).toBe(false);
  });

  test("show their key when nobody wrote them, and a gap as dots", () => {
    expect(text(pack, "en", "not.written")).toBe("not.written");
    expect(text(pack, "en", "greeting")).toBe("Hello …");
  });

  test("choose by the value and show its label", () => {
    expect(text(pack, "en", "meeting", { mode: "online" })).toBe("On the screen: a video call");
    expect(text(pack, "en", "meeting", { mode: "library" })).toBe("In a room: library");
  });

  test("tell dates and times in the program's zone", () => {
    expect(text(pack, "en", "when", { day: "2026-03-05", at: "2026-03-05T23:30:00.000Z" })).toBe(
      "On 5 March 2026 at 00:30",
    );
    const samoa = aPack({ texts: pack.texts, program: aProgram({ zone: "Pacific/Pago_Pago" }) });
    expect(text(samoa, "en", "when", { day: "2026-03-05", at: "2026-03-05T23:30:00.000Z" })).toBe(
      "On 5 March 2026 at 12:30",
    );
  });

  test("keep quoted braces and angle brackets as they are written", () => {
    expect(text(pack, "en", "quoted", { name: "Ana" })).toBe("Write {name} and it's <b>fine</b>");
  });

  test("a name that is called like a part of an object is only a name", () => {
    expect(format("{constructor} {name}", "en", { name: "Ana" }, { zone: "UTC" })).toBe("… Ana");
  });
});

describe("values in words", () => {
  test.each([
    ["P12M", "en", "12 months"],
    ["P1Y6M", "en", "1 year, 6 months"],
    ["PT48H", "en", "48 hours"],
    ["P2W", "uk", "2 тижні"],
    ["P5D", "uk", "5 днів"],
    ["P2M", "ar", "شهران"],
    ["2026-03-05", "en", "Thursday, 5 March 2026"],
    ["2026-02-31", "en", "2026-02-31"],
    ["2026-13-05T16:30:00.000Z", "en", "2026-13-05T16:30:00.000Z"],
    ["2026-03-05T16:30:00.000Z", "uk", "четвер, 5 березня 2026 р. о 17:30"],
    ["Paul", "en", "Paul"],
  ])("%s in %s is %s", (value, language, words) => {
    expect(valueInWords(value, language, "Europe/Stockholm")).toBe(words);
  });

  test("yes, no and lists are said in the language of the reader", () => {
    expect(factInWords(pack, "uk", "hasTime", true)).toBe("Так");
    expect(factInWords(pack, "en", "modes", ["a", "b"])).toBe("a and b");
    expect(factInWords(pack, "en", "mentor.mode", "online")).toBe("a video call");
  });
});

describe("languages", () => {
  test.each(["ar", "ar-EG", "fa", "prs", "ps", "ur", "he", "ckb", "sd", "dv", "pa-PK"])(
    "%s runs right to left",
    (language) => {
      expect(direction(language)).toBe("rtl");
    },
  );
  test.each(["en", "uk", "fi", "ti", "am", "so", "tr", "ku"])("%s runs left to right", (language) => {
    expect(direction(language)).toBe("ltr");
  });
  test("are called by their own names", () => {
    expect(["en", "ar", "uk", "prs"].map(languageName)).toEqual(["English", "العربية", "Українська", "دری"]);
  });
});
