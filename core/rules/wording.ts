import { IntlMessageFormat } from "intl-messageformat";
import type { FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { entryOf, own, partsOf } from "./dictionary.ts";

/** The program's words for a thing in the first of these languages that has them. */
export function wording(pack: Pack, languages: readonly string[], key: string): string | undefined {
  for (const language of languages) {
    const text = own(own(pack.texts, language) ?? {}, key);
    if (text !== undefined) return plain(text) ? text : fill(pack, language, text);
  }
  return undefined;
}

export const staffWording = (pack: Pack, key: string): string | undefined =>
  wording(pack, pack.program.languages.staff, key);

/** What staff call a fact: "Mentor: languages" for a side of a pair. */
export function label(pack: Pack, ref: string): string {
  const { side, name } = partsOf(ref);
  const own = staffWording(pack, `facts.${name}`) ?? name;
  if (side === "") return own;
  const role = side.slice(0, -1);
  return `${staffWording(pack, `roles.${role}`) ?? role}: ${own}`;
}

/** A value as staff read it. */
export function shown(pack: Pack, ref: string, value: FactValue): string {
  if (Array.isArray(value))
    return value.length === 0 ? "none" : value.map((one) => shown(pack, ref, one)).join(", ");
  const word = staffWording(pack, `facts.${partsOf(ref).name}.${value}`);
  if (word !== undefined) return word;
  if (typeof value === "boolean") return value ? "yes" : "no";
  const entry = entryOf(pack.facts, ref);
  const figure = typeof value === "number" ? Number(value.toFixed(2)) : value;
  return entry?.type === "number" && entry.unit ? `${figure} ${entry.unit}` : String(figure);
}

/** Most texts have nothing to fill in, and need no parser. */
const plain = (text: string): boolean => !/[{}'<]/.test(text);

function fill(pack: Pack, language: string, text: string): string {
  const { name, phone } = pack.program.coordinator;
  try {
    return String(
      new IntlMessageFormat(text, language).format({
        coordinator: name,
        coordinatorPhone: phone,
        program: pack.id,
      }),
    );
  } catch {
    // A receipt must not fail for its wording; a text that does not parse, or asks for what nobody here knows, is found by check.
    return text;
  }
}
