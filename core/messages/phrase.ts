import type { Pack } from "../program/pack.ts";
import { type Args, format } from "./icu.ts";
import { closest } from "./language.ts";
import ar from "./phrases/ar.json" with { type: "json" };
import en from "./phrases/en.json" with { type: "json" };
import staff from "./phrases/staff/en.json" with { type: "json" };
import uk from "./phrases/uk.json" with { type: "json" };

type Table = Record<string, string>;

const tables: Record<string, Table> = { en, ar, uk };
const staffTable: Table = staff;

/** The languages that the house itself speaks to participants. */
export const houseLanguages: readonly string[] = Object.keys(tables);

export const participantPhrases: readonly string[] = Object.keys(en);
export const staffPhrases: readonly string[] = Object.keys(staff);

/**
 * The house's own words: furniture of letters and pages, tasks of the house, sentences of the timeline. A program may
 * say them its own way, or in a language that the house does not speak, with the text `house.<key>`.
 */
export function phrase(language: string, key: string, args: Args = {}, pack?: Pack): string {
  const spoken = speakerOf(language, key, pack);
  return format(messageIn(spoken, key, pack)!, spoken, args, { zone: pack?.program.zone ?? "UTC" });
}

/** The phrase as it was written, before it is filled in. */
export const phraseMessage = (language: string, key: string, pack?: Pack): string =>
  messageIn(speakerOf(language, key, pack), key, pack)!;

export const hasPhrase = (language: string, key: string, pack?: Pack): boolean =>
  messageIn(language, key, pack) !== undefined;

/** What a program must still say itself, as `house.<key>`, because one of its languages is not spoken by the house. */
export const missingPhrases = (pack: Pack): { language: string; key: string }[] =>
  pack.program.languages.participants.flatMap((language) =>
    participantPhrases
      .filter((key) => !hasPhrase(language, key, pack))
      .map((key) => ({ language, key: `house.${key}` })),
  );

/** The wanted language, else the program's first that has it, else English. */
function speakerOf(language: string, key: string, pack?: Pack): string {
  const languages = [language, ...(pack?.program.languages.participants ?? []), "en"];
  const found = languages.find((each) => hasPhrase(each, key, pack));
  if (found === undefined)
    throw new Error(`phrases: "${key}" is in no language; add it to core/messages/phrases`);
  return found;
}

function messageIn(language: string, key: string, pack?: Pack): string | undefined {
  const own = pack && closest(language, Object.keys(pack.texts));
  const house = closest(language, houseLanguages);
  return (
    (own && pack.texts[own]?.[`house.${key}`]) ?? (house && (tables[house]?.[key] ?? staffWords(house, key)))
  );
}

const staffWords = (language: string, key: string): string | undefined =>
  language === "en" ? staffTable[key] : undefined;
