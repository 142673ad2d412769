import { aPackContent } from "../a-pack-folder.ts";
import { type Poison, sound } from "./poison.ts";

/** So many of something, each made from its number. */
export const many = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));
export const byName = <T>(count: number, make: (n: number) => [string, T]) =>
  Object.fromEntries(many(count, make));
/** The same folder with one file written otherwise, and others that this takes. */
export const json = (
  name: string,
  file: string,
  value: unknown,
  more: Record<string, unknown> = {},
): Poison => ({
  name,
  file,
  write: Object.fromEntries(
    Object.entries({ [file]: value, ...more }).map(([path, content]) => [path, JSON.stringify(content)]),
  ),
});

export const leaf = (fact: string, operator: string, value: unknown) => ({ fact, operator, value });
export const rule = (n: number, conditions: unknown, type = "intensive") => ({
  name: `r${n}`,
  conditions,
  event: { type },
});
export const routing = (change: object) => ({ ...sound(), ...change });
export const facts = (more: object, derived: object = {}) => {
  const file = aPackContent()["facts.json"];
  return { facts: { ...file.facts, ...more }, derived: { ...file.derived, ...derived } };
};
export const program = (change: object) => ({ ...aPackContent()["program.json"], ...change });
export const texts = (more: object) => ({ ...aPackContent()["texts/en.json"], ...more });

/** A little pseudo-random number below `limit`, the same each time. */
export const pick = (n: number, limit: number) => (Math.imul(n + 1, 2654435761) >>> 7) % limit;
