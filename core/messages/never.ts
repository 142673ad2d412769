import type { Pack } from "../program/pack.ts";
import { has, text } from "./text.ts";

/** One line of never.json as the public reads it. */
export interface Told {
  /** What problems and other programs call the line; a promise may have none. */
  name?: string;
  says: string;
  why?: string;
  source?: string;
}

/** All that a program never does, in words: what it never asks, what rules never look at, what the software holds, what people promise. */
export interface NeverTold {
  name: string;
  asks: Told[];
  looks: Told[];
  holds: Told[];
  promises: Told[];
}

/** In a language, wherever the program's texts have it; what they do not have is said as never.json says it. */
export function neverInWords(pack: Pack, language: string): NeverTold {
  const { facts, rules, guards, promises } = pack.never;
  const own = (name: string | undefined, otherwise: string) => {
    const key = `never.${name}`;
    return name !== undefined && has(pack, language, key) ? text(pack, language, key) : otherwise;
  };
  return {
    name: text(pack, language, "program.name"),
    asks: facts.map(({ name, ...line }) => ({ name, ...line, says: own(`facts.${name}`, spelledOut(name)) })),
    looks: rules.map(({ ruleSet, decides: _, fact, ...line }) => {
      const who =
        ruleSet === undefined
          ? "Nothing decides by"
          : `Rules of ${spelledOut(ruleSet).toLowerCase()} never look at`;
      const name = [ruleSet ?? "rules", fact].join(": ");
      return { name, ...line, says: `${who}: ${factName(pack, language, fact)}` };
    }),
    holds: guards.map(({ name, text: says, why, source }) => ({ name, says: own(name, says), why, source })),
    promises: promises.map(({ name, text: says, source }) => ({ name, says: own(name, says), source })),
  };
}

/** "mentee.arrivalReason" is "Why she came (mentee)", by the label that people read; without one, the words of its name. */
function factName(pack: Pack, language: string, ref: string): string {
  const [fact, role] = ref.split(".").reverse() as [string, string | undefined];
  const label = has(pack, language, `facts.${fact}`)
    ? text(pack, language, `facts.${fact}`)
    : spelledOut(fact);
  if (role === undefined) return label;
  return `${label} (${has(pack, language, `roles.${role}`) ? text(pack, language, `roles.${role}`) : role})`;
}

/** "mentalDisorder" is "Mental disorder", "screening.mentor" is "Screening mentor". */
function spelledOut(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[^A-Za-z0-9]+/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
