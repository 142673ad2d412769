import { transcode } from "node:buffer";
import { composeLetter, type Letter } from "#core/messages/letter.ts";
import type { Pack } from "#core/program/pack.ts";
import { fillLetter } from "#emails/fill.ts";
import { type Bench, medians, type Row, rounded } from "./bench.ts";
import { cemewe } from "./rules.ts";

const rounds = 31;
const now = "2026-11-23T08:00:00.000Z";
const address = "https://waymark.example.org/p/v1.k1.0f8e2a77c1d94b06.{{mac}}";

/**
 * Each letter of the program in each language against React Email's render() of the same, which gives a string. Filling
 * joins a flat string, so no work is left for whoever reads it first; the second row encodes it as well.
 */
export const bench: Bench = async () => {
  // React is faster in production, and loads as what this says at its first import.
  process.env.NODE_ENV = "production";
  const { drawLetter } = await import("#emails/draw.tsx");
  const letters = lettersOf(await cemewe());
  for (const letter of letters)
    if (fillLetter(letter) !== (await drawLetter(letter)))
      throw new Error(`"${letter.subject}" (${letter.language}) is filled differently from how it is drawn`);
  const contenders = {
    filled: () => {
      for (const letter of letters) fillLetter(letter);
    },
    encoded: () => {
      for (const letter of letters) bytesOf(fillLetter(letter));
    },
    drawn: async () => {
      for (const letter of letters) await drawLetter(letter);
    },
  };
  const times = await medians(contenders, rounds);
  const row = (done: "filled" | "encoded", what: string): Row => ({
    what: `${what} (${letters.length} letters, ${rounded(times.drawn / times[done])} times faster)`,
    ratio: rounded(times[done] / times.drawn),
    target: rounded(1 / 15),
    against: "React Email's render()",
  });
  return [row("filled", "a letter's HTML, filled"), row("encoded", "the same and encoded")];
};

/** The quickest that Node has: Buffer.from takes longer over a letter than its filling does. */
const bytesOf = (html: string): Buffer => transcode(Buffer.from(html, "utf16le"), "utf16le", "utf8");

const lettersOf = (pack: Pack): Letter[] =>
  pack.program.languages.participants.flatMap((language) =>
    Object.keys(pack.texts[language]!)
      .flatMap((key) => /^(mails\..+)\.subject$/.exec(key)?.[1] ?? [])
      .map((text) => letterOf(pack, language, text)),
  );

const letterOf = (pack: Pack, language: string, text: string): Letter =>
  composeLetter({
    pack,
    person: {
      schema: 1,
      id: "person-1",
      program: pack.id,
      givenName: "Amal",
      familyName: "O'Neil",
      language,
      holds: [],
      createdAt: now,
      version: 1,
    },
    effect: {
      kind: "mail",
      id: "journey-1/1",
      at: now,
      to: "person-1",
      text,
      params: { menteeName: "Amal", mentorName: "Leena", date: now, place: "Library" },
      reminder: 0,
      urgency: "routine",
    },
    link: address,
    stopLink: address,
    now,
  });
