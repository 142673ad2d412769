import { plainDigits } from "#core/forms/number.ts";
import type { Post } from "#core/forms/read-answers.ts";
import { readAnswers } from "#core/forms/read-answers.ts";
import type { AnswerFault } from "#core/forms/value.ts";
import type { Fact, Facts } from "#core/program/fact.ts";
import { entryOf } from "#core/rules/dictionary.ts";
import type { FieldError } from "./parts/errors.tsx";
import { type Asked, questionWords } from "./parts/field.tsx";
import type { Words } from "./words.ts";

export interface FormRead {
  facts: Facts;
  errors: FieldError[];
  /** What was typed, to show it again. */
  typed: Record<string, string | string[]>;
}

/** Reads a posted page: puts dates and lengths of time together, checks each answer, and says errors in the page's language. */
export function readForm(words: Words, questions: Asked[], posted: Post): FormRead {
  const dictionary = words.pack.facts;
  const typed: FormRead["typed"] = {};
  for (const { fact } of questions) {
    const given = assembled(entryOf(dictionary, fact), fact, posted);
    if (given !== undefined) typed[fact] = given;
  }
  const asked = questions.map((question) => ({ ...question, only: itemsOf(words, question) }));
  const { facts, faults } = readAnswers(dictionary, asked, typed);
  const errors = Object.entries(faults).map(([fact, fault]) => ({
    field: fact,
    words: faultInWords(words, entryOf(dictionary, fact)!, fault),
    label: questionWords(words, fact),
  }));
  return { facts: errors.length > 0 ? {} : facts, errors, typed };
}

/** Hono gives one text or several; files are none of ours. */
export function postOf(body: Record<string, unknown>): Post {
  const texts = Object.entries(body).map(([name, value]) => {
    const list = (Array.isArray(value) ? value : [value]).filter(
      (item): item is string => typeof item === "string",
    );
    return [name, list.length > 1 ? list : list[0]];
  });
  return Object.fromEntries(texts);
}

function assembled(fact: Fact | undefined, name: string, post: Post): string | string[] | undefined {
  const part = (of: string) => one(post[`${name}.${of}`]);
  if (fact?.type === "date" && post[name] === undefined)
    return dateOf(part("day"), part("month"), part("year"));
  if (fact?.type === "duration" && post[name] === undefined) {
    const amount = plainDigits(part("amount"));
    return amount === "" ? undefined : `P${amount}${part("unit") || "W"}`;
  }
  if (fact?.type === "numbers") return one(post[name]).replace(/[,،]/g, " ");
  return post[name];
}

function dateOf(day: string, month: string, year: string): string | undefined {
  if (day + month + year === "") return undefined;
  return [year, month.padStart(2, "0"), day.padStart(2, "0")].map(plainDigits).join("-");
}

const one = (value: Post[string]): string => ((Array.isArray(value) ? value[0] : value) ?? "").trim();

const itemsOf = (words: Words, { choicesFrom }: Asked): string[] | undefined =>
  choicesFrom && words.pack.plans[choicesFrom.plan]?.groups.flatMap(({ items }) => items.map(({ id }) => id));

function faultInWords(words: Words, fact: Fact, fault: AnswerFault): string {
  const say = (key: string, args = {}) => words.phrase(`page.error.${key}`, args);
  switch (fault) {
    case "missing":
      return say(missing[fact.type] ?? "required");
    case "not-a-number":
    case "too-small":
    case "too-large":
      return range(say, fact);
    case "not-a-date":
      return say("date");
    case "not-a-duration":
      return say("number");
    case "too-long":
      return say("too-long", { max: fact.type === "text" && fact.long ? 5000 : 500 });
    default:
      return say("choose");
  }
}

const missing: Partial<Record<Fact["type"], string>> = {
  boolean: "choose",
  choice: "choose",
  rating: "choose",
  choices: "choose-some",
  languages: "choose-some",
  place: "choose",
  date: "date",
};

function range(say: (key: string, args?: Record<string, number>) => string, fact: Fact): string {
  const { min, max } = fact as { min?: number; max?: number };
  if (min !== undefined && max !== undefined) return say("number-range", { min, max });
  if (min !== undefined) return say("number-min", { min });
  return max === undefined ? say("number") : say("number-max", { max });
}
