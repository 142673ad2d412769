import { type Level, levels, readSpoken } from "../program/level.ts";

/** A language that somebody speaks, or that a rule's own list names without a level. */
export interface Heard {
  language: string;
  level?: Level;
}

export const hear = (written: readonly string[]): Heard[] =>
  written.map((one) => readSpoken(one) ?? { language: one });

/** Whether a fact holds languages with their levels, and the level asked for, if any, is one. */
export const isHeard = (value: unknown, least: unknown): value is string[] =>
  Array.isArray(value) &&
  value.every((one) => readSpoken(one) !== undefined) &&
  (least === undefined || levels.some((level) => level === least));
