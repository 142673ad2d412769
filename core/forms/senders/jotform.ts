import * as z from "zod";
import { exactJson } from "../exact-json.ts";
import { type ReadSent, type SentAnswer, type SentValue, sentValue } from "../sent.ts";

const Body = z.looseObject({ rawRequest: z.string() });
const Values = z.record(z.string(), z.unknown());

/**
 * Jotform's `rawRequest`: JSON text with an entry "q3_givenName" for each question, known to us by that, by "givenName" and
 * by "3". What has parts (a name, an address, a table) is a question for each part as well: "q3_name.first". Jotform sends
 * labels and no ids of choices. `pretty` beside it is for eyes only: an answer with a comma cannot be told from two.
 */
export const readJotform: ReadSent = (body) => {
  const parsed = Body.safeParse(body);
  const questions = parsed.success ? valuesIn(parsed.data.rawRequest) : undefined;
  if (!questions) return undefined;
  const answers = Object.entries(questions).flatMap(([key, value]) => answersOf(key, value));
  return { answers: answers.filter((answer) => answer.values.length > 0) };
};

function valuesIn(text: string): z.infer<typeof Values> | undefined {
  try {
    const { data } = Values.safeParse(exactJson(text));
    return Array.isArray(data) ? undefined : data;
  } catch {
    return undefined;
  }
}

/** Entries without a number are Jotform's own: where the form stands, how long it took. */
function answersOf(key: string, value: unknown): SentAnswer[] {
  const [, id, name] = /^q(\d+)_(.+)$/.exec(key) ?? [];
  if (id === undefined || name === undefined) return [];
  const names = [key, name, id];
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const ofParts = isList(value) ? [] : parts.map(([part, of]) => answer(names, part, of));
  return [{ names, values: wholeOf(value, parts) }, ...ofParts];
}

const answer = (names: string[], part: string, value: unknown): SentAnswer => ({
  names: names.map((name) => `${name}.${part}`),
  values: valuesOf(value),
});

const isList = (value: unknown): boolean => Array.isArray(value) && value.every((item) => !isNested(item));
const isNested = (value: unknown): boolean => typeof value === "object" && value !== null;

/** A day and a telephone number come in pieces; choices with one of one's own words come numbered, and "other". */
function wholeOf(value: unknown, parts: [string, unknown][]): SentValue[] {
  if (!isNested(value) || isList(value)) return valuesOf(value);
  if (parts.some(([, of]) => isNested(of))) return [];
  if (parts.every(([part]) => /^(\d+|other)$/.test(part))) return parts.flatMap(([, of]) => valuesOf(of));
  const piece = new Map(parts.map(([part, of]) => [part, String(of ?? "").trim()]));
  const [year, month, day] = ["year", "month", "day"].map((part) => piece.get(part));
  if (year && month && day) return sentValue(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  const full = piece.get("full");
  if (full) return sentValue(full);
  const order = ["country", "area", "phone", "prefix", "first", "middle", "last", "suffix"];
  const known = parts.every(([part]) => order.includes(part));
  const words = order.map((part) => piece.get(part)).filter(Boolean);
  return known ? sentValue(words.join(" ")) : [];
}

function valuesOf(value: unknown): SentValue[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => sentValue(item));
}
