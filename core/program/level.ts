import * as z from "zod";

/** How well someone speaks a language, lowest first: the levels of the Common European Framework. */
export const levels = ["a1", "a2", "b1", "b2", "c1", "c2"] as const;
export const Level = z.enum(levels);
export type Level = z.infer<typeof Level>;

/** A language with its level, as a fact of the type "languages" holds it: "finnish b1". */
export interface Spoken {
  language: string;
  level: Level;
}

/** Undefined when it is not written like "finnish b1". */
export function readSpoken(written: unknown): Spoken | undefined {
  const [, language, level] = typeof written === "string" ? (/^(\S+) ([abc][12])$/.exec(written) ?? []) : [];
  return language === undefined ? undefined : { language, level: level as Level };
}

export const rank = (level: Level): number => levels.indexOf(level);
