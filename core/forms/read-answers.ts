import type { FactDictionary, Facts } from "../program/fact.ts";
import { entryOf } from "../rules/dictionary.ts";
import { type AnswerFault, readValue } from "./value.ts";

/** One question of a page: a fact ("mentor.languages" is that of a side), whether it must be answered, and which of its values are on offer here. */
export interface Asked {
  fact: string;
  required?: boolean;
  only?: string[];
}

/** A posted HTML form. Fields are named like the facts. */
export type Post = Record<string, string | string[] | undefined>;

export interface AnswersRead {
  facts: Facts;
  /** By fact. Empty when all is well; then, and only then, `facts` is whole. */
  faults: Record<string, AnswerFault>;
}

/** Reads the answers to some questions from a posted form. What nobody asked is left alone; an empty answer is no answer. */
export function readAnswers(dictionary: FactDictionary, asked: Asked[], post: Post): AnswersRead {
  const read: AnswersRead = { facts: {}, faults: {} };
  for (const question of asked) {
    const raw = writtenIn(post, question.fact);
    if (raw.length > 0) readOne(dictionary, question, raw, read);
    else if (question.required ?? true) read.faults[question.fact] = "missing";
  }
  return read;
}

function readOne(dictionary: FactDictionary, question: Asked, raw: string[], read: AnswersRead): void {
  const fact = entryOf(dictionary, question.fact);
  if (!fact) throw new Error(`A form asks for ${question.fact}, which facts.json does not have.`);
  const result = readValue(fact, raw);
  if ("fault" in result) read.faults[question.fact] = result.fault;
  else if (!offered(result.value, question.only)) read.faults[question.fact] = "not-a-choice";
  else read.facts[question.fact] = result.value;
}

function writtenIn(post: Post, fact: string): string[] {
  const given = Object.hasOwn(post, fact) ? post[fact] : undefined;
  const list = Array.isArray(given) ? given : given === undefined ? [] : [given];
  return list.filter((item) => item.trim() !== "");
}

function offered(value: Facts[string], only: string[] | undefined): boolean {
  if (!only) return true;
  return (Array.isArray(value) ? value : [value]).every((item) => only.includes(String(item)));
}
