import { isDay } from "../program/day.ts";
import { Duration } from "../program/duration.ts";
import type { Fact, FactValue } from "../program/fact.ts";
import { readSpoken } from "../program/level.ts";
import { plainDigits, readNumber } from "./number.ts";

/** What can be wrong with an answer; pages show the sentence of the code. */
export type AnswerFault =
  | "missing"
  | "one-only"
  | "not-a-choice"
  | "not-yes-or-no"
  | "not-a-number"
  | "too-small"
  | "too-large"
  | "not-a-date"
  | "not-a-duration"
  | "too-long";

export type ValueRead = { value: FactValue } | { fault: AnswerFault };
type Raw = string | number | boolean;
type Of<T extends Fact["type"]> = Extract<Fact, { type: T }>;

/** Turns what was written (at least one thing) into a value of the fact's type, or says what is wrong. Nothing is guessed. */
export function readValue(fact: Fact, raw: Raw[]): ValueRead {
  if (fact.type === "choices") return choices(fact, raw);
  if (fact.type === "languages") return languages(fact, raw);
  if (fact.type === "numbers") return numbers(fact, raw);
  const [only, ...more] = raw;
  if (only === undefined) return { fault: "missing" };
  if (more.length > 0) return { fault: "one-only" };
  return single(fact, only);
}

function single(fact: Exclude<Fact, Of<"choices" | "numbers" | "languages">>, raw: Raw): ValueRead {
  switch (fact.type) {
    case "boolean":
      return yesOrNo(raw);
    case "number":
    case "rating":
      return number(fact, raw);
    case "choice":
      return fact.values.includes(String(raw)) ? { value: String(raw) } : { fault: "not-a-choice" };
    case "text":
      return text(fact, raw);
    case "date":
      return date(raw);
    case "duration":
      return duration(fact, raw);
    case "place":
      return Object.hasOwn(fact.places, String(raw)) ? { value: String(raw) } : { fault: "not-a-choice" };
  }
}

/** A map, since an object also knows "constructor". */
const words = new Map([
  ["true", true],
  ["yes", true],
  ["on", true],
  ["false", false],
  ["no", false],
]);

function yesOrNo(raw: Raw): ValueRead {
  const value = words.get(String(raw).trim().toLowerCase());
  return value === undefined ? { fault: "not-yes-or-no" } : { value };
}

function number(fact: { type: string; min?: number; max?: number }, raw: Raw): ValueRead {
  const value = typeof raw === "number" ? raw : typeof raw === "string" ? readNumber(raw) : undefined;
  if (value === undefined || !Number.isFinite(value)) return { fault: "not-a-number" };
  if (fact.type === "rating" && !Number.isInteger(value)) return { fault: "not-a-number" };
  if (fact.min !== undefined && value < fact.min) return { fault: "too-small" };
  if (fact.max !== undefined && value > fact.max) return { fault: "too-large" };
  return { value };
}

function numbers(fact: Of<"numbers">, raw: Raw[]): ValueRead {
  const parts = raw.flatMap((item): Raw[] =>
    typeof item === "string" ? item.split(/[;\s]+/).filter(Boolean) : [item],
  );
  const read = parts.map((part) => number(fact, part));
  const fault = read.find((one) => "fault" in one);
  if (fault) return fault;
  return { value: read.map((one) => ("value" in one ? Number(one.value) : 0)) };
}

function choices(fact: Of<"choices">, raw: Raw[]): ValueRead {
  const chosen = [...new Set(raw.map(String))];
  return chosen.every((item) => fact.values.includes(item)) ? { value: chosen } : { fault: "not-a-choice" };
}

/** Each as "finnish b1"; nobody speaks one language at two levels. */
function languages(fact: Of<"languages">, raw: Raw[]): ValueRead {
  const written = [...new Set(raw.map((one) => String(one).trim().toLowerCase()))];
  const spoken = written.map(readSpoken);
  if (!spoken.every((one) => one !== undefined && fact.values.includes(one.language)))
    return { fault: "not-a-choice" };
  const named = new Set(spoken.map((one) => one!.language));
  return named.size < written.length ? { fault: "one-only" } : { value: written };
}

const longest = { short: 500, long: 5000 };

function text(fact: Of<"text">, raw: Raw): ValueRead {
  const value = cleanText(String(raw));
  if (value === "") return { fault: "missing" };
  return value.length > (fact.long ? longest.long : longest.short) ? { fault: "too-long" } : { value };
}

function date(raw: Raw): ValueRead {
  const value = plainDigits(String(raw)).trim();
  return isDay(value) ? { value } : { fault: "not-a-date" };
}

function duration(fact: Of<"duration">, raw: Raw): ValueRead {
  const value = String(raw).trim();
  if (!Duration.safeParse(value).success) return { fault: "not-a-duration" };
  return fact.values && !fact.values.includes(value) ? { fault: "not-a-choice" } : { value };
}

/** Without control signs and marks that turn the direction of writing: they could make a text read as another one. */
export function cleanText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what this takes out
  const harmful = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
  return text.replace(/\r\n?/g, "\n").replace(harmful, "").trim();
}

/** A name or another text of one line. */
export function cleanLine(text: string, longestLine = 150): string {
  return cleanText(text).replace(/\s+/g, " ").slice(0, longestLine).trim();
}
