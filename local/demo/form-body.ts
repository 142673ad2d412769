import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { signOwn } from "#adapters/webhooks/own-signature.ts";
import type { ContactField } from "#core/program/contact-field.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Intake, IntakeMapping } from "#core/program/intake.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Persona } from "./persona.ts";
import { postJotform, postMicrosoft } from "./unsigned-body.ts";

export interface Posting {
  /** The end of the address, where that is the secret. */
  key?: string;
  headers: Record<string, string>;
  body: string;
}

/** What a person would have filled in at the partner's form, as that form's sender would post and sign it. */
export function postingOf(
  pack: Pack,
  form: string,
  persona: Persona,
  submission: string,
  secret: string,
  at: string,
): Posting {
  const intake = pack.intake[form];
  if (!intake) throw new Error(`program ${pack.id} has no form "${form}"`);
  const answers = answersOf(intake, persona);
  switch (intake.sender) {
    case "typeform":
      return signTypeform(JSON.stringify(typeformBody(form, submission, answers, at)), secret);
    case "tally":
      return signTally(JSON.stringify(tallyBody(form, submission, answers, at)), secret);
    case "jotform":
      return postJotform(digits(submission), answers, secret);
    case "google-forms":
      return signedOwn(JSON.stringify(googleBody(form, submission, answers, at)), secret);
    case "microsoft-forms":
      return postMicrosoft(digits(submission), answers, secret);
    case "standard-webhooks":
      return signStandard(JSON.stringify(standardBody(submission, answers)), submission, secret);
    case "csv":
      return signedOwn(JSON.stringify(csvBody(submission, answers)), secret);
  }
}

type Answer = { question: string; value: FactValue; choice: boolean };

function answersOf(intake: Intake, persona: Persona): Answer[] {
  return intake.map.flatMap((mapping) => {
    const value = given(mapping, persona);
    return value === undefined
      ? []
      : [
          {
            question: mapping.question,
            value: labelOf(mapping, value),
            choice: "choices" in mapping && mapping.choices !== undefined,
          },
        ];
  });
}

/** Everybody in the demo lives where the program is. */
const contactOf = (persona: Persona): Partial<Record<ContactField, string>> => persona;

function given(mapping: IntakeMapping, persona: Persona): FactValue | undefined {
  if ("consent" in mapping) return true;
  if ("contact" in mapping) return contactOf(persona)[mapping.contact];
  return persona.facts[mapping.fact];
}

/** The sender's own label for one of our values: the mapping read backwards. */
function labelOf(mapping: IntakeMapping, value: FactValue): FactValue {
  const choices = "choices" in mapping ? mapping.choices : undefined;
  if (!choices) return value;
  const label = (one: unknown) =>
    Object.entries(choices).find(([, ours]) => ours === one)?.[0] ?? String(one);
  return Array.isArray(value) ? value.map(label) : label(value);
}

function typeformBody(form: string, token: string, answers: Answer[], at: string) {
  const fields = answers.map(({ question }, position) => ({
    id: `f${position}`,
    ref: question,
    type: "short_text",
    title: question,
  }));
  return {
    event_id: `evt-${token}`,
    event_type: "form_response",
    form_response: {
      form_id: form,
      token,
      landed_at: at,
      submitted_at: at,
      definition: { id: form, title: form, fields },
      answers: answers.map((answer, position) => ({
        ...typeformAnswer(answer),
        field: { id: `f${position}`, ref: answer.question, type: "short_text" },
      })),
    },
  };
}

function typeformAnswer({ value, choice }: Answer) {
  if (Array.isArray(value)) return { type: "choices", choices: { labels: value.map(String) } };
  if (choice) return { type: "choice", choice: { label: String(value) } };
  if (typeof value === "boolean") return { type: "boolean", boolean: value };
  if (typeof value === "number") return { type: "number", number: value };
  if (/^[^@\s]+@[^@\s]+$/.test(value)) return { type: "email", email: value };
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { type: "date", date: value } : { type: "text", text: value };
}

function tallyBody(form: string, submissionId: string, answers: Answer[], at: string) {
  return {
    eventId: `evt-${submissionId}`,
    eventType: "FORM_RESPONSE",
    createdAt: at,
    data: {
      responseId: submissionId,
      submissionId,
      respondentId: submissionId,
      formId: form,
      formName: form,
      createdAt: at,
      fields: answers.map(tallyField),
    },
  };
}

function tallyField({ question, value, choice }: Answer) {
  const field = { key: `question_${question}`, label: question };
  if (!choice && !Array.isArray(value))
    return { ...field, type: typeof value === "boolean" ? "CHECKBOXES" : "INPUT_TEXT", value };
  const texts = Array.isArray(value) ? value.map(String) : [String(value)];
  const options = texts.map((text, position) => ({ id: `${question}-${position}`, text }));
  return {
    ...field,
    type: Array.isArray(value) ? "CHECKBOXES" : "MULTIPLE_CHOICE",
    value: options.map(({ id }) => id),
    options,
  };
}

/** Jotform and Microsoft number what comes in. */
const digits = (submission: string): string =>
  BigInt(`0x${Buffer.from(submission).toString("hex")}`)
    .toString()
    .slice(0, 40);

function googleBody(id: string, submission: string, answers: Answer[], submittedAt: string) {
  return {
    form: { id, title: id },
    response: { id: submission, submittedAt },
    answers: answers.map(({ question, value }) => ({ id: question, title: question, type: "TEXT", value })),
  };
}

function standardBody(id: string, answers: Answer[]) {
  return { id, answers: Object.fromEntries(answers.map(({ question, value }) => [question, value])) };
}

const csvBody = (key: string, answers: Answer[]) => ({
  key,
  row: Object.fromEntries(answers.map(({ question, value }) => [question, [value].flat().join("; ")])),
});

const json = { "content-type": "application/json" };
const hmac = (body: string, secret: string) => createHmac("sha256", secret).update(body).digest("base64");

const signTypeform = (body: string, secret: string): Posting => ({
  body,
  headers: { ...json, "typeform-signature": `sha256=${hmac(body, secret)}` },
});

const signTally = (body: string, secret: string): Posting => ({
  body,
  headers: { ...json, "tally-signature": hmac(body, secret) },
});

function signedOwn(body: string, secret: string): Posting {
  const signature = signOwn(Buffer.from(body), secret, Math.floor(Date.now() / 1000));
  return { body, headers: { ...json, ...signature } };
}

/** Senders sign with the wall clock, whatever time it is in the program. */
function signStandard(body: string, id: string, secret: string): Posting {
  const now = new Date();
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  };
  return { body, headers: { ...json, ...headers } };
}
