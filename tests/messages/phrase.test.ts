import { describe, expect, test } from "vitest";
import { argumentsOf } from "#core/messages/icu.ts";
import {
  houseLanguages,
  missingPhrases,
  participantPhrases,
  phrase,
  phraseMessage,
  staffPhrases,
} from "#core/messages/phrase.ts";
import ar from "#core/messages/phrases/ar.json" with { type: "json" };
import en from "#core/messages/phrases/en.json" with { type: "json" };
import uk from "#core/messages/phrases/uk.json" with { type: "json" };
import { aPack, aProgram } from "./a-letter.ts";

const tables: Record<string, Record<string, string>> = { en, ar, uk };

describe("the house's own words", () => {
  test.each(houseLanguages)("every phrase is there in %s, and none beside", (language) => {
    expect(Object.keys(tables[language]!).sort()).toEqual([...participantPhrases].sort());
    expect(participantPhrases.length).toBeGreaterThan(80);
  });

  test.each(houseLanguages)(
    "every phrase in %s is an ICU message that takes what the English one takes",
    (language) => {
      for (const [key, english] of Object.entries(en))
        expect([key, argumentsOf(tables[language]![key]!).sort()]).toEqual([
          key,
          argumentsOf(english).sort(),
        ]);
    },
  );

  test.each(houseLanguages)("plurals in %s have every form of the language", (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const plurals = Object.entries(tables[language]!).filter(([, message]) => message.includes(", plural,"));
    expect(plurals.length).toBeGreaterThan(2);
    for (const [key, message] of plurals)
      for (const form of forms) expect(`${key}: ${message}`).toMatch(new RegExp(`\\b${form} \\{`));
  });

  test("counts are said as each language says them", () => {
    const questions = (language: string, count: number) => phrase(language, "page.questions", { count });
    expect([1, 2, 5].map((count) => questions("en", count))).toEqual([
      "There is one question.",
      "There are 2 questions.",
      "There are 5 questions.",
    ]);
    expect([1, 3, 5, 21, 22].map((count) => questions("uk", count))).toEqual([
      "Тут 1 запитання.",
      "Тут 3 запитання.",
      "Тут 5 запитань.",
      "Тут 21 запитання.",
      "Тут 22 запитання.",
    ]);
    expect([1, 2, 3, 11, 100].map((count) => questions("ar", count))).toEqual([
      "هناك سؤال واحد.",
      "هناك سؤالان.",
      "هناك 3 أسئلة.",
      "هناك 11 سؤالًا.",
      "هناك 100 سؤال.",
    ]);
  });

  test("participants' English is plain: short sentences, no contractions", () => {
    for (const [key, message] of Object.entries(en)) {
      expect(`${key}: ${message}`).not.toMatch(/[a-z](n't|n’t|'ll|’ll|'re|’re|'ve|’ve)\b/);
      for (const sentence of message.split(/[.?!] /))
        expect(sentence.split(" ").length).toBeLessThanOrEqual(17);
    }
  });

  test("staff phrases parse and read well without any argument", () => {
    expect(staffPhrases.length).toBeGreaterThan(50);
    for (const key of staffPhrases) {
      expect(() => argumentsOf(phraseMessage("en", key))).not.toThrow();
      expect(phrase("en", key), key).not.toMatch(/…|undefined| {2}| [:.,?]/);
    }
  });

  test("a program says a phrase its own way, also in a language that the house does not speak", () => {
    const texts = { en: { "house.page.send": "Send it" }, ti: { "house.page.send": "ስደድ" } };
    const program = aProgram({ languages: { participants: ["en", "ti"], staff: ["en"] } });
    const pack = aPack({ texts, program });
    expect(phrase("en", "page.send", {}, pack)).toBe("Send it");
    expect(phrase("ti", "page.send", {}, pack)).toBe("ስደድ");
    expect(phrase("ti", "page.yes", {}, pack)).toBe("Yes");
    const missing = missingPhrases(pack);
    expect(missing).toContainEqual({ language: "ti", key: "house.page.yes" });
    expect(missing).not.toContainEqual({ language: "ti", key: "house.page.send" });
    expect(missing.every(({ language }) => language === "ti")).toBe(true);
  });

  test("a regional language is served by its base, an unknown phrase is a mistake", () => {
    expect(phrase("ar-SY", "page.yes")).toBe("نعم");
    expect(phrase("xx", "page.yes")).toBe("Yes");
    expect(() => phrase("en", "page.nothing")).toThrow('"page.nothing"');
  });
});
