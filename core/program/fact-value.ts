import { isDay } from "./day.ts";
import { Duration } from "./duration.ts";
import type { Fact } from "./fact.ts";
import { didYouMean, oneOf, writeOneOf } from "./guess.ts";
import { shown } from "./issue.ts";
import { readSpoken } from "./level.ts";

/** Why a fact cannot hold a value, and what it could hold. */
export interface Misfit {
  message: string;
  fix: string;
}

/** Undefined when the value is one that the fact can hold. */
export function misfit(fact: Fact, value: unknown): Misfit | undefined {
  switch (fact.type) {
    case "boolean":
      return typeof value === "boolean" ? undefined : wrong(value, "true or false");
    case "number":
    case "rating":
      return quantity(fact, value);
    case "text":
      return typeof value === "string" ? undefined : wrong(value, "a text");
    case "choice":
      return choice(fact.values, value);
    case "choices":
      return every(value, (item) => choice(fact.values, item));
    case "numbers":
      return every(value, (item) => quantity(fact, item));
    case "date":
      return isDay(value) ? undefined : wrong(value, 'a day such as "2026-12-24"');
    case "duration":
      return duration(fact.values, value);
    case "languages":
      return every(value, (item) => spoken(fact.values, item));
    case "place":
      return choice(Object.keys(fact.places), value);
  }
}

const wrong = (value: unknown, wanted: string): Misfit => ({
  message: `${shown(value)} should be ${wanted}`,
  fix: `Write ${wanted}.`,
});

function quantity({ min, max }: { min?: number; max?: number }, value: unknown): Misfit | undefined {
  if (typeof value !== "number") return wrong(value, "a number");
  if (min !== undefined && value < min) return wrong(value, `a number from ${min} up`);
  if (max !== undefined && value > max) return wrong(value, `a number up to ${max}`);
  return undefined;
}

function choice(values: readonly string[], value: unknown): Misfit | undefined {
  if (typeof value !== "string") return wrong(value, oneOf(values));
  if (values.includes(value)) return undefined;
  // Put together when it is read: of very many wrong values only the first are told.
  return {
    get message() {
      return `"${value}" is not one of its values${didYouMean(value, values)}`;
    },
    get fix() {
      return writeOneOf(value, values);
    },
  };
}

function spoken(values: readonly string[], value: unknown): Misfit | undefined {
  const read = readSpoken(value);
  if (!read) return wrong(value, `a language with its level, such as "${values[0]} b1"`);
  return choice(values, read.language);
}

function every(value: unknown, check: (item: unknown) => Misfit | undefined): Misfit | undefined {
  if (!Array.isArray(value)) return wrong(value, "a list in brackets");
  return value.map(check).find((found) => found !== undefined);
}

function duration(values: readonly string[] | undefined, value: unknown): Misfit | undefined {
  if (!Duration.safeParse(value).success) return wrong(value, 'a length of time such as "P14D" or "P3M"');
  return values ? choice(values, value) : undefined;
}
