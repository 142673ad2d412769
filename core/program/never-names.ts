import { factsIn } from "./conditions.ts";
import { baseFacts } from "./inspection.ts";
import type { Pack } from "./pack.ts";

/** Whether a name is the forbidden one: in another case, with other separators, in the plural, or with more words around it. */
export function isNamedLike(name: string, forbidden: string): boolean {
  const [own, never] = [wordsOf(name), wordsOf(forbidden)];
  if (own.join("") === never.join("")) return true;
  return own.some((_, at) => never.every((word, place) => own[at + place] === word));
}

/** "criminalRecord", "criminal_records" and "CRIMINAL-RECORD" are the same two words. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));

/**
 * Whether looking at a fact is looking at the forbidden one: also through facts that are worked out from it, or decided by rules
 * that look at it. One without a role means every side's.
 */
export function looksAt(pack: Pack, ref: string, forbidden: string, seen = new Set<string>()): boolean {
  if (seen.has(ref)) return false;
  seen.add(ref);
  const [name, role] = split(ref);
  const [never, side] = split(forbidden);
  if (side !== undefined && role !== undefined && side !== role) return false;
  const bases = baseFacts(pack, name);
  if (name === never || bases.includes(never)) return true;
  return Object.values(pack.ruleSets)
    .filter(({ decides }) => decides === name || bases.includes(decides))
    .flatMap(({ rules }) => rules.flatMap(({ conditions }) => factsIn(conditions)))
    .some((inner) =>
      looksAt(pack, inner.includes(".") || !role ? inner : `${role}.${inner}`, forbidden, seen),
    );
}

const split = (ref: string) => ref.split(".").reverse() as [string, string | undefined];

/** "screening" stands for "screening.mentor" and "screening.mentee" too. */
export const covers = (said: string, name: string): boolean => name === said || name.startsWith(`${said}.`);
