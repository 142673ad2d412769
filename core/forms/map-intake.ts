import type { Facts } from "../program/fact.ts";
import type { Intake, IntakeMapping } from "../program/intake.ts";
import type { Pack } from "../program/pack.ts";
import { type Contact, mapContact } from "./contact.ts";
import { mapFact } from "./map-fact.ts";
import type { Sent, SentAnswer } from "./sent.ts";
import { type Moment, transform } from "./transform.ts";
import { yesOrNo } from "./yes-no.ts";

/** Why a form could not be understood: the question as the partner wrote it, what is wrong and what to do. */
export interface IntakeProblem {
  field: string;
  message: string;
  fix: string;
}

export interface Mapped {
  contact: Contact;
  facts: Facts;
  /** What was agreed to; nothing was when left out. */
  consent?: { texts: string[]; scope: string[] };
}

/** What a partner's form that came in at this moment says in our words. One thing that is not understood stops all of it: half a person helps nobody. */
export function mapIntake(
  pack: Pack,
  intake: Intake,
  sent: Sent,
  at: string,
): Mapped | { problem: IntakeProblem } {
  const moment = { at, zone: pack.program.zone };
  const { participants } = pack.program.languages;
  const mapped: Mapped = {
    contact: { givenName: "", language: intake.language ?? participants[0]! },
    facts: {},
  };
  for (const mapping of intake.map) {
    const answer = answerTo(sent, mapping, moment);
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
  if ("consent" in mapping) return mapConsent(mapping, answer, mapped);
  if ("contact" in mapping) return mapContact(pack, mapping, answer, mapped.contact);
  return mapFact(pack, mapping, answer, mapped.facts);
}

/** Each question by itself: a no to one of several takes nothing from a yes to another. */
function mapConsent(
  mapping: Extract<IntakeMapping, { consent: true }>,
  answer: SentAnswer,
  mapped: Mapped,
): IntakeProblem | undefined {
  // Taking a yes for a no costs a question; the reverse is wrong.
  const agrees = answer.values.every(({ value }) => yesOrNo(String(value)) !== false);
  if (!agrees) return missing(mapping);
  const { texts = [], scope = [] } = mapped.consent ?? {};
  mapped.consent = {
    texts: [...texts, ...(mapping.text === undefined ? [] : [mapping.text])],
    scope: [...scope, ...(mapping.scope ?? [])],
  };
  return undefined;
}

/** By the sender's reference or id first: two questions may well have the same label. */
function answerTo(sent: Sent, mapping: IntakeMapping, moment: Moment): SentAnswer | undefined {
  const wanted = mapping.question.trim();
  const byRank = (rank: number) => sent.answers.find((answer) => answer.names[rank] === wanted);
  const answer = byRank(0) ?? byRank(1) ?? byRank(2);
  const steps = "read" in mapping ? mapping.read : undefined;
  if (!answer || !steps) return answer;
  const values = transform(answer.values, steps, moment);
  return values.length > 0 ? { ...answer, values } : undefined;
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
