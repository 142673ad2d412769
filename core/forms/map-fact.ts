import { type Fact, type Facts, valuesOf } from "../program/fact.ts";
import type { IntakeMapping } from "../program/intake.ts";
import type { Pack } from "../program/pack.ts";
import { choose } from "./choose.ts";
import type { IntakeProblem } from "./map-intake.ts";
import type { SentAnswer, SentValue } from "./sent.ts";
import { type AnswerFault, readValue } from "./value.ts";

type FactMapping = Extract<IntakeMapping, { fact: string }>;

/** Puts one answer among the facts, or says why it is none. */
export function mapFact(
  pack: Pack,
  mapping: FactMapping,
  answer: SentAnswer,
  facts: Facts,
): IntakeProblem | undefined {
  const fact = pack.facts.facts[mapping.fact];
  if (!fact) return unknownFact(mapping);
  const read = readValue(fact, translate(fact, mapping, answer.values));
  if ("fault" in read) return notUnderstood(fact, mapping, answer, read.fault);
  facts[mapping.fact] = read.value;
  return undefined;
}

/** Values that the list does not have go on as they are: they may already be ours. */
function translate(fact: Fact, mapping: FactMapping, values: SentValue[]): (string | number | boolean)[] {
  return values.map((sent) => choose(sent, mapping.choices) ?? ownValue(fact, sent));
}

/** One of the sender's names for a choice may be exactly our own value. */
function ownValue(fact: Fact, sent: SentValue): string | number | boolean {
  const values = fact.type === "languages" ? undefined : valuesOf(fact);
  return sent.names.find((name) => values?.includes(name)) ?? sent.value;
}

const why: Record<AnswerFault, string> = {
  missing: "is empty",
  "one-only": "has more than one answer where one is expected",
  "not-a-choice": "has an answer that the intake file does not list",
  "not-yes-or-no": "has an answer that is neither yes nor no",
  "not-a-number": "has an answer that is no number",
  "too-small": "has a number that is too small",
  "too-large": "has a number that is too large",
  "not-a-date": 'has an answer that is no day such as "2026-03-31"',
  "not-a-duration": "has an answer that is no length of time",
  "too-long": "has an answer that is too long",
};

/** The label that was sent is named for choices only: it is the partner's word. Anything typed by the person is not repeated. */
function notUnderstood(
  fact: Fact,
  mapping: FactMapping,
  answer: SentAnswer,
  fault: AnswerFault,
): IntakeProblem {
  const chosen = fault === "not-a-choice" && mapping.choices ? `: "${unlisted(fact, mapping, answer)}"` : "";
  const choosing = fact.type === "boolean" || valuesOf(fact) !== undefined;
  return {
    field: mapping.question,
    message: `The question "${mapping.question}" ${why[fault]}${chosen}.`,
    fix: choosing
      ? `Add the answer to "choices" of this question in the intake file, then map the form again.`
      : `Correct ${mapping.fact} by hand, or change the kind of question in the partner's form.`,
  };
}

function unlisted(fact: Fact, mapping: FactMapping, answer: SentAnswer): string {
  const values = valuesOf(fact) ?? [];
  const found = answer.values.find(
    (sent) =>
      choose(sent, mapping.choices) === undefined && !sent.names.some((name) => values.includes(name)),
  );
  return String(found?.value ?? "").slice(0, 80);
}

function unknownFact(mapping: FactMapping): IntakeProblem {
  return {
    field: mapping.question,
    message: `The intake file wants the fact ${mapping.fact}, which facts.json does not have.`,
    fix: "Correct the name of the fact in the intake file.",
  };
}
