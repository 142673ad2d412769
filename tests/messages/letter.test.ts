import { describe, expect, test } from "vitest";
import { composeLetter } from "#core/messages/letter.ts";
import { aLetter, aMail, aPack, aPerson, slot } from "./a-letter.ts";

const all = (letter: object) => JSON.stringify(letter);
const without = (language: string, key: string) => {
  const { texts } = aPack();
  const { [key]: _, ...rest } = texts[language]!;
  return aPack({ texts: { ...texts, [language]: rest } });
};

describe("a letter", () => {
  test.each(["en", "ar", "uk"])("is whole in %s", (language) => {
    const letter = aLetter(language);
    expect(letter.language).toBe(language);
    expect(letter.dir).toBe(language === "ar" ? "rtl" : "ltr");
    expect(letter.button?.url).toBe(slot);
    expect(all(letter)).not.toMatch(/undefined|\bnull\b|NaN|…/);
    expect(letter.replyTo).toBe("ines@example.org");
  });

  test("is never mixed: one missing word, and all of it is in the program's first language", () => {
    const english = aLetter("en");
    for (const key of [
      "mails.match.meet-mentor.body",
      "mails.match.meet-mentor.button",
      "program.why",
      "program.from",
    ])
      expect(aLetter("ar", { pack: without("ar", key) })).toEqual(english);
  });

  test("is in the first language for one who reads a language that the program does not have", () => {
    expect(aLetter("ti").language).toBe("en");
    expect(aLetter("ar-SY").language).toBe("ar");
  });

  test("does not need the words of a button when it has none", () => {
    const letter = aLetter("ar", { pack: without("ar", "mails.match.meet-mentor.button"), link: undefined });
    expect(letter.language).toBe("ar");
    expect(letter.button).toBeUndefined();
    expect(letter.urlNote).toBeUndefined();
  });

  test("does not go out with a gap in it", () => {
    const effect = aMail({ params: { mentorName: "Marta" } });
    expect(() => aLetter("en", { effect })).toThrow(
      'texts/en.json "mails.match.meet-mentor.body": {date} is not known here',
    );
    expect(() => aLetter("en", { pack: without("en", "mails.match.meet-mentor.body") })).toThrow(
      'lacks "mails.match.meet-mentor.body"',
    );
  });

  test("says that we tell later what staff left empty", () => {
    const effect = aMail({ params: { ...aMail().params, place: "" } });
    expect(aLetter("en", { effect }).paragraphs.join("\n")).toContain("- we tell you later");
    expect(aLetter("uk", { effect }).paragraphs.join("\n")).toContain("- повідомимо пізніше");
  });

  test("reminds in its subject and its first lines, and keeps its heading", () => {
    const first = aLetter("uk");
    const reminder = aLetter("uk", { effect: aMail({ reminder: 2 }) });
    expect(reminder.subject).toBe(`Нагадування: ${first.subject}`);
    expect(reminder.heading).toBe(first.heading);
    expect(reminder.paragraphs.slice(1)).toEqual(first.paragraphs);
  });

  test("greets once: by itself, or as the program greets", () => {
    const { texts } = aPack();
    const own = { ...texts.en!, "mails.match.meet-mentor.body": "Dear {givenName},\n\nwelcome." };
    expect(aLetter("en").greeting).toBe("Hello Samira,");
    const letter = aLetter("en", { pack: aPack({ texts: { ...texts, en: own } }) });
    expect(letter.greeting).toBeUndefined();
    expect(letter.paragraphs).toEqual(["Dear Samira,", "welcome."]);
  });

  test("sets Latin names, numbers and dates apart in Arabic, and Arabic names in English", () => {
    const arabic = aLetter("ar");
    expect(arabic.paragraphs.join("\n")).toContain("\u2068Marta\u2069");
    expect(arabic.help).toContain("\u2068+46 70 000 00 00\u2069");
    expect(aLetter("en").paragraphs.join("\n")).not.toContain("\u2068");
    expect(aLetter("en", { person: aPerson({ givenName: "سميرة" }) }).greeting).toBe(
      "Hello \u2068سميرة\u2069,",
    );
  });

  test.each(["en", "ar"])("isolates in %s are closed as often as they are opened", (language) => {
    const words = all(aLetter(language));
    expect(words.split("\u2068").length).toBe(words.split("\u2069").length);
  });

  test("cannot be turned against its reader by a name", () => {
    const nasty = "Eve\r\nBcc: all@example.org\u0000\u202e\u2066 {link} '";
    const effect = aMail({ params: { ...aMail().params, mentorName: nasty } });
    const letter = aLetter("en", { effect, person: aPerson({ givenName: nasty }) });
    expect(letter.subject).toBe("Meet Eve Bcc: all@example.org {link} ' for the first time");
    expect(letter.greeting).toBe("Hello Eve Bcc: all@example.org {link} ',");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there
    expect(all(letter)).not.toMatch(/[\u0000\u202a-\u202e\u2066\u2067]|\\r|\\u0000/);
    expect(letter.paragraphs).toHaveLength(aLetter("en").paragraphs.length);
  });

  test("has a subject of at most 150 characters without marks", () => {
    const effect = aMail({ params: { ...aMail().params, mentorName: "😀".repeat(400) } });
    for (const language of ["en", "ar"]) {
      const { subject } = aLetter(language, { effect });
      expect([...subject].length).toBeLessThanOrEqual(150);
      expect(subject).not.toMatch(/[\u2066-\u2069]/);
      expect(subject.isWellFormed()).toBe(true);
    }
  });

  test("knows today in the program's zone", () => {
    const { texts } = aPack();
    const en = { ...texts.en!, "mails.match.meet-mentor.body": "Today is {today}." };
    const pack = aPack({ texts: { en } });
    const letter = composeLetter({
      pack,
      person: aPerson(),
      effect: aMail(),
      now: "2026-03-01T23:30:00.000Z",
    });
    expect(letter.paragraphs).toEqual(["Today is Monday, 2 March 2026."]);
  });
});
