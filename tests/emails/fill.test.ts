import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { listPacks, loadPack } from "#adapters/pack-files.ts";
import { argumentsOf } from "#core/messages/icu.ts";
import { composeLetter, type Letter } from "#core/messages/letter.ts";
import type { Pack } from "#core/program/pack.ts";
import { drawLetter } from "#emails/draw.tsx";
import { fillLetter } from "#emails/fill.ts";
import { template } from "#emails/template.ts";
import { aLetter, aMail, aPerson } from "../messages/a-letter.ts";

const now = "2026-11-23T08:00:00Z";
const name = `O'Neil & "Søn" <b>{{heading}}</b> $& \u{1f469}\u200d\u{1f393}`;

describe("every letter of every program, filled as React draws it", () => {
  let packs: Pack[];
  beforeAll(async () => {
    const loaded = await Promise.all((await listPacks("rules")).map((id) => loadPack("rules", id)));
    packs = loaded.map(({ pack, problems }) => pack ?? expect.fail(JSON.stringify(problems)));
  });

  test.each([
    ["with a button", { link: "https://w.example/p/v1.k1.{{mac}}?a=1&b='2'" }, 0],
    ["reminding", { link: "{{link:lnk_1}}", stopLink: "{{link:lnk_2}}" }, 1],
    ["without a button", { stopLink: "https://w.example/u/v1.k1.{{mac}}" }, 0],
  ])("%s", async (_, links, reminder) => {
    const seen = new Set<string>();
    for (const [pack, language, text] of packs.flatMap(lettersOf)) {
      const effect = aMail({ text, reminder, params: paramsOf(pack, language, text) });
      const person = aPerson({ givenName: name, language });
      const letter = composeLetter({ pack, person, effect, now, ...links });
      expect(fillLetter(letter), `${pack.id} ${language} ${text}`).toBe(await drawLetter(letter));
      expect(letter.language).toBe(language);
      seen.add(`${pack.id} ${language} ${text}`);
    }
    expect(seen.size).toBeGreaterThan(100);
  });
});

describe("whatever the words are", () => {
  test("the filled letter is the drawn one, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(anyLetter, async (letter) => {
        expect(Buffer.from(fillLetter(letter))).toEqual(Buffer.from(await drawLetter(letter)));
      }),
      { numRuns: 250 },
    );
  });

  test.each([149, 150, 151])(
    "a preview of %i letters is filled up or cut as React does it, emoji and all",
    async (length) => {
      for (const words of ["x".repeat(length), `${"x".repeat(length - 1)}\u{1f600}`]) {
        const letter = { ...aLetter("en"), preview: words };
        expect(fillLetter(letter)).toBe(await drawLetter(letter));
      }
    },
  );

  test.each(["javascript:alert(1)", " \u0001JaVa\nScRiPt\t:alert(1)", "\u001fj\ra\nv\tascript:"])(
    "an address that would run as a script is no link: %j",
    async (url) => {
      const letter = { ...aLetter("en"), button: { label: "Go", url }, stopAt: { label: "Stop", url } };
      const html = fillLetter(letter);
      expect(html).toBe(await drawLetter(letter));
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
      expect(links).toHaveLength(3);
      for (const href of links) expect(href).toMatch(/^javascript:throw new Error/);
    },
  );

  test("words that look like a hole of ours are not filled again", () => {
    const html = fillLetter({ ...aLetter("en"), heading: "{{help}}{{url}}", help: "{{why}}", why: "WHY" });
    expect(html).toContain(">{{help}}{{url}}</h1>");
    expect(html).toContain(">{{why}}</p>");
    expect(html.split("WHY")).toHaveLength(2);
  });

  test("a template that asks for what it is not given throws, and says which", () => {
    expect(template("<p>{{words}}</p>")({ words: "{{more}}" })).toBe("<p>{{more}}</p>");
    expect(() => template("<p>{{words}}</p>")({})).toThrow('hole "words"');
  });
});

const lettersOf = (pack: Pack): [Pack, string, string][] =>
  pack.program.languages.participants.flatMap((language) =>
    Object.keys(pack.texts[language]!)
      .flatMap((key) => /^(mails\..+)\.subject$/.exec(key)?.[1] ?? [])
      .map((stem): [Pack, string, string] => [pack, language, stem]),
  );

/** All that a letter's texts may ask for, as awkward as it may be. */
function paramsOf(pack: Pack, language: string, stem: string): Record<string, string | number> {
  const texts = ["subject", "body", "button"].flatMap(
    (part) => pack.texts[language]![`${stem}.${part}`] ?? [],
  );
  const known = ["givenName", "program", "coordinator", "coordinatorPhone", "today"];
  const asked = texts.flatMap(argumentsOf).filter((argument) => !known.includes(argument));
  return Object.fromEntries(asked.map((argument) => [argument, valueFor(argument, texts.join())]));
}

function valueFor(argument: string, texts: string): string | number {
  const [, form] = new RegExp(`\\{\\s*${argument}\\s*,\\s*(\\w+)`).exec(texts) ?? [];
  if (form === "date" || form === "time") return now;
  return form === "plural" || form === "number" ? 3 : name;
}

const awkward = [
  "",
  " ",
  "\n",
  "- one\n- two",
  "-  \n- ",
  "- a\nb",
  "<!-- -->",
  "</title></style></td><script>alert(1)</script>",
  "\"&'<>&amp;&#x27;",
  "{{link:lnk_1}}",
  "{{heading}}",
  "{{words}} {{url}} {{href}}",
  "$& $1 $` $'",
  "__proto__",
  "\u0000\u0007\u001b\r\n\u0085\u2028",
  "\ud83d",
  "\ude00\ud83d",
  "\u202eمرحبا (Ines) 12\u2068\u2069",
  "\u{1f469}\u200d\u{1f393}",
  "<!DOCTYPE html>",
  '<link rel="preload" as="image" href="x"/>',
  "w".repeat(5000),
  "я".repeat(2047),
];
const halves = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));
const anyWords = fc.oneof(
  fc.constantFrom(...awkward),
  fc.array(fc.constantFrom(...awkward, "word", "- "), { maxLength: 4 }).map((all) => all.join("\n")),
  fc.string({ unit: "binary", maxLength: 200 }),
  halves,
);
const anyAddress = fc.oneof(
  anyWords,
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    "javascript:alert(1)",
    "\tJavaScript:x",
    "java\nscript:x",
    "xjavascript:",
    "data:text/html,<b>",
  ),
);
const anyButton = fc.record({ label: anyWords, url: anyAddress });
const every: { [K in keyof Required<Letter>]: fc.Arbitrary<Required<Letter>[K]> } = {
  language: fc.oneof(fc.constantFrom("en", "ar", "uk", "zh-Hant-TW"), anyWords),
  dir: fc.constantFrom("ltr", "rtl"),
  subject: anyWords,
  heading: anyWords,
  preview: anyWords,
  greeting: anyWords,
  paragraphs: fc.array(anyWords, { maxLength: 5 }),
  button: anyButton,
  urlNote: anyWords,
  help: anyWords,
  signature: fc.array(anyWords, { maxLength: 4 }),
  why: anyWords,
  stop: anyWords,
  stopAt: anyButton,
  from: anyWords,
  replyTo: anyWords,
};
const { greeting, button, urlNote, stopAt, ...always } = every;
const anyLetter: fc.Arbitrary<Letter> = fc
  .tuple(fc.record(always), fc.record({ greeting, button, urlNote, stopAt }, { requiredKeys: [] }))
  .map(([one, other]) => ({ ...one, ...other }));
