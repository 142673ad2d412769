import type { Facts } from "../program/fact.ts";
import type { Intake, IntakeMapping } from "../program/intake.ts";
import type { Pack } from "../program/pack.ts";
import { type Contact, mapContact } from "./contact.ts";
import { mapFact } from "./map-fact.ts";
import type { Sent, SentAnswer } from "./sent.ts";

/** Why a form could not be understood: the question as the partner wrote it, what is wrong and what to do. */
export interface IntakeProblem {
  field: string;
  message: string;
  fix: string;
}

export interface Mapped {
  contact: Contact;
  facts: Facts;
  consent: boolean;
}

/** What a partner's form says in our words. One thing that is not understood stops all of it: half a person helps nobody. */
export function mapIntake(pack: Pack, intake: Intake, sent: Sent): Mapped | { problem: IntakeProblem } {
  const mapped: Mapped = {
    contact: { givenName: "", language: pack.program.languages.participants[0]! },
    facts: {},
    consent: false,
  };
  for (const mapping of intake.map) {
    const answer = answerTo(sent, mapping.question);
    const problem = answer ? mapOne(pack, mapping, answer, mapped) : missing(mapping);
    if (problem) return { problem };
  }
  if (mapped.contact.givenName !== "") return mapped;
  return {
    problem: {
      field: "givenName",
      message: "The form gives no first name.",
      fix: 'Map a question to the contact field "givenName" in the intake file, and make it required in the form.',
    },
  };
}

function mapOne(
  pack: Pack,
  mapping: IntakeMapping,
  answer: SentAnswer,
  mapped: Mapped,
): IntakeProblem | undefined {
  if ("consent" in mapping) {
    mapped.consent = answer.values.every(({ value }) => !refuses(String(value)));
    return mapped.consent || !mapping.required ? undefined : missing(mapping);
  }
  if ("contact" in mapping) return mapContact(pack, mapping, answer, mapped.contact);
  return mapFact(pack, mapping, answer, mapped.facts);
}

/** How a no begins, in the languages of partners' forms. Taking a yes for a no costs a question; the reverse is wrong. */
const noes = new Set("no not false 0 off don't ei en nej nei nein nie non ne nē нет не ні لا نه".split(" "));

function refuses(words: string): boolean {
  const first = words
    .trim()
    .toLowerCase()
    .split(/[\s,.;:!]/)[0]!;
  return noes.has(first);
}

/** By the sender's reference or id first: two questions may well have the same label. */
function answerTo(sent: Sent, question: string): SentAnswer | undefined {
  const wanted = question.trim();
  const byRank = (rank: number) => sent.answers.find((answer) => answer.names[rank] === wanted);
  return byRank(0) ?? byRank(1) ?? byRank(2);
}

function missing({ question, required, ...mapping }: IntakeMapping): IntakeProblem | undefined {
  if (!required) return undefined;
  const what = "consent" in mapping ? "The consent was not given" : "The question was not answered";
  return {
    field: question,
    message: `${what}: "${question}".`,
    fix: "Ask the person, or make the question required in the partner's form.",
  };
}
