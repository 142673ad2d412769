import type * as z from "zod";
import { Pack } from "#core/program/pack.ts";
import type { JourneyDefinition } from "#core/program/step.ts";

const en = {
  "program.name": "Test program",
  "program.from": "Test program",
  "program.why": "You applied.",
  "facts.motivated": "Motivated",
  "questions.motivated": "Are you motivated?",
  "mails.mentee.received.subject": "We have your application",
  "mails.mentee.received.body": "Hello {givenName}, thank you.",
  "mails.mentee.survey.subject": "One question",
  "mails.mentee.survey.body": "Hello {givenName}, please answer.",
  "mails.mentee.survey.button": "Answer",
  "tasks.mentee.talk.title": "Talk with {menteeName}",
  "tasks.mentee.talk.script": "Call.",
};

const journey: z.input<typeof JourneyDefinition> = {
  role: "mentee",
  stages: [
    {
      id: "start",
      steps: [
        { do: "tell", id: "received" },
        { do: "ask", id: "survey", form: "survey", remind: ["P7D"], escalate: { after: "P14D" } },
        { do: "decide", id: "route", ruleSet: "routing" },
        { do: "task", id: "talk", form: "talk" },
        { do: "close", id: "finish", as: "completed" },
      ],
    },
  ],
};

const program: z.input<typeof Pack> = {
  id: "test",
  version: "0123456789ab",
  program: {
    languages: { participants: ["en"], staff: ["en"] },
    zone: "Europe/Helsinki",
    roles: { mentee: { journey: "mentee" }, coordinator: { staff: true } },
    coordinator: { name: "Testa Sample", email: "testa@example.org", phone: "+358 00 000" },
  },
  facts: {
    facts: {
      motivated: { type: "boolean" },
      group: { type: "choice", values: ["light", "intensive"], kind: "staff" },
      languages: { type: "choices", values: ["finnish", "arabic"] },
      age: { type: "number", min: 0, max: 120 },
      talked: { type: "boolean", kind: "staff" },
    },
  },
  never: {},
  intake: {
    typeform: {
      sender: "typeform",
      role: "mentee",
      map: [
        { question: "given_name", contact: "givenName", required: true },
        { question: "email", contact: "email" },
        { question: "consent", consent: true },
        { question: "languages", fact: "languages", choices: { Finnish: "finnish", Arabic: "arabic" } },
        { question: "age", fact: "age" },
      ],
    },
    signed: {
      sender: "standard-webhooks",
      role: "mentee",
      map: [
        { question: "givenName", contact: "givenName", required: true },
        { question: "email", contact: "email" },
        { question: "consent", consent: true, required: false },
      ],
    },
  },
  ruleSets: {
    routing: {
      decides: "group",
      hitPolicy: "first match",
      rules: [
        {
          name: "motivated",
          conditions: { all: [{ fact: "motivated", operator: "equal", value: true }] },
          event: { type: "light" },
        },
      ],
      otherwise: { type: "intensive" },
    },
    points: {
      decides: "group",
      hitPolicy: "sum of points",
      rules: [
        {
          name: "motivated",
          conditions: { all: [{ fact: "mentee.motivated", operator: "equal", value: true }] },
          event: { type: "light", params: { points: 1 } },
        },
      ],
      otherwise: { type: "light" },
    },
  },
  journeys: { mentee: journey },
  forms: {
    survey: { raters: ["mentee"], questions: [{ fact: "motivated" }] },
    talk: { raters: ["coordinator"], questions: [{ fact: "talked" }] },
  },
  agreements: {},
  plans: {},
  texts: { en },
  examples: {},
};

/** One small program: a letter, a question, a decision, a talk. */
export const aProgram = (change: Partial<z.input<typeof Pack>> = {}): Pack =>
  Pack.parse({ ...program, ...change });

export const typeformBody = (
  token: string,
  { name = "Samira", email = "samira@example.org", age = 30 as unknown, languages = ["Finnish"] } = {},
) => ({
  event_id: `evt-${token}`,
  event_type: "form_response",
  form_response: {
    form_id: "F1",
    token,
    submitted_at: "2026-03-02T07:00:00Z",
    definition: {
      id: "F1",
      fields: [
        { id: "q1", ref: "given_name", title: "Your first name", type: "short_text" },
        { id: "q2", ref: "email", title: "Email", type: "email" },
        { id: "q3", ref: "consent", title: "May we write to you?", type: "legal" },
        { id: "q4", ref: "languages", title: "Languages", type: "multiple_choice" },
        { id: "q5", ref: "age", title: "Age", type: "number" },
      ],
    },
    answers: [
      { type: "text", text: name, field: { id: "q1", type: "short_text", ref: "given_name" } },
      { type: "email", email, field: { id: "q2", type: "email", ref: "email" } },
      { type: "boolean", boolean: true, field: { id: "q3", type: "legal", ref: "consent" } },
      {
        type: "choices",
        choices: { labels: languages },
        field: { id: "q4", type: "multiple_choice", ref: "languages" },
      },
      {
        type: typeof age === "string" ? "text" : "number",
        [typeof age === "string" ? "text" : "number"]: age,
        field: { id: "q5", type: "number", ref: "age" },
      },
    ],
  },
});
