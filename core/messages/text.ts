import type { FactValue } from "../program/fact.ts";
import { readSpoken } from "../program/level.ts";
import type { Pack } from "../program/pack.ts";
import { type Args, format, type Manner } from "./icu.ts";
import { closest } from "./language.ts";
import { phrase } from "./phrase.ts";
import { listInWords, valueInWords } from "./value.ts";

/**
 * A text of the program, filled in. Where the language lacks it, the program's first language says it. A text that
 * nobody wrote shows as its key: a page with one rough word is better than no page, and `check` has already named it.
 */
export function text(pack: Pack, language: string, key: string, args: Args = {}): string {
  const found = tongues(pack, language).find((each) => messageOf(pack, each, key) !== undefined);
  return found ? format(messageOf(pack, found, key)!, found, args, mannerOf(pack, found)) : key;
}

/** Whether that very language (or "ar" for "ar-SY") has the text. */
export const has = (pack: Pack, language: string, key: string): boolean =>
  messageOf(pack, closest(language, Object.keys(pack.texts)), key) !== undefined;

/** The message as it was written, before it is filled in. */
export const messageOf = (pack: Pack, language: string | undefined, key: string): string | undefined => {
  const texts = language === undefined ? undefined : pack.texts[language];
  return texts && Object.hasOwn(texts, key) ? texts[key] : undefined;
};

/** What we know about one thing, in words: the label of a choice, yes or no, a date, a length of time. */
export function factInWords(pack: Pack, language: string, name: string, value: FactValue): string {
  const fact = name.slice(name.lastIndexOf(".") + 1);
  if (typeof value === "boolean") return phrase(language, value ? "page.yes" : "page.no", {}, pack);
  if (Array.isArray(value))
    return listInWords(
      value.map((item) => factInWords(pack, language, fact, item)),
      language,
    );
  const spoken = pack.facts.facts[fact]?.type === "languages" ? readSpoken(value) : undefined;
  if (spoken) return `${factInWords(pack, language, name, spoken.language)} (${spoken.level.toUpperCase()})`;
  const label = `facts.${fact}.${value}`;
  const known = tongues(pack, language).find((each) => messageOf(pack, each, label) !== undefined);
  if (!known) return valueInWords(value, language, pack.program.zone);
  return format(messageOf(pack, known, label)!, known, {}, { zone: pack.program.zone });
}

/** How values are shown in this program's texts; letters are strict about gaps, pages are not. */
export const mannerOf = (pack: Pack, language: string, letter = false): Manner => ({
  zone: pack.program.zone,
  ...(letter && { strict: { empty: phrase(language, "mail.later", {}, pack) } }),
  show: (name: string, value: FactValue) => factInWords(pack, language, name, value),
});

/** The languages to try, the wanted one first. */
function tongues(pack: Pack, language: string): string[] {
  const { participants, staff } = pack.program.languages;
  const wanted = closest(language, Object.keys(pack.texts));
  return [...(wanted ? [wanted] : []), ...participants, ...staff];
}
