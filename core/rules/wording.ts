import { phrase } from "../messages/phrase.ts";
import { factInWords, has, text } from "../messages/text.ts";
import type { FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { entryOf, partsOf } from "./dictionary.ts";

/** The program's words for a thing in the first of these languages that has them. */
export function wording(pack: Pack, languages: readonly string[], key: string): string | undefined {
  const language = languages.find((each) => has(pack, each, key));
  if (language === undefined) return undefined;
  const { name, phone } = pack.program.coordinator;
  return text(pack, language, key, { coordinator: name, coordinatorPhone: phone });
}

export const staffWording = (pack: Pack, key: string, language?: string): string | undefined =>
  wording(pack, language === undefined ? staff(pack) : [language, ...staff(pack)], key);

const staff = (pack: Pack): readonly string[] => pack.program.languages.staff;

/** What staff call a fact: "Mentor: languages" for a side of a pair. */
export function label(pack: Pack, ref: string, language?: string): string {
  const { side, name } = partsOf(ref);
  const own = staffWording(pack, `facts.${name}`, language) ?? name;
  if (side === "") return own;
  const role = side.slice(0, -1);
  return `${staffWording(pack, `roles.${role}`, language) ?? role}: ${own}`;
}

/** A value as staff read it. */
export function shown(pack: Pack, ref: string, value: FactValue, language = staff(pack)[0]!): string {
  if (Array.isArray(value) && value.length === 0) return phrase(language, "receipt.none", {}, pack);
  if (Array.isArray(value)) return value.map((one) => shown(pack, ref, one, language)).join(", ");
  if (typeof value === "boolean") return phrase(language, value ? "receipt.yes" : "receipt.no", {}, pack);
  if (typeof value === "string") return factInWords(pack, language, ref, value);
  const entry = entryOf(pack.facts, ref);
  const figure = String(Number(value.toFixed(2)));
  return entry?.type === "number" && entry.unit ? `${figure} ${entry.unit}` : figure;
}
