import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { type Intake, senders } from "#core/program/intake.ts";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld } from "./a-world.ts";

export type Sender = Intake["sender"];
export { senders };

/** 192 bits in letters that are base64 and may stand in an address: good for every sender. */
export const secretOf = (sender: Sender, letter = "a"): string =>
  `${sender === "standard-webhooks" ? "whsec_" : ""}${letter.repeat(8)}${"0123456789abcdef".repeat(2)}`;

export interface Post {
  headers: Record<string, string | undefined>;
  rawBody: Uint8Array;
  key?: string;
}

const hmac = (secret: string, bytes: Uint8Array) =>
  createHmac("sha256", secret).update(bytes).digest("base64");

/** The bytes as each sender would prove that they are its own, at this moment of the real clock. */
export function prove(sender: Sender, rawBody: Uint8Array, secret = secretOf(sender), at = new Date()): Post {
  const seconds = String(Math.floor(at.getTime() / 1000));
  const json = { "content-type": "application/json" };
  switch (sender) {
    case "typeform":
      return { rawBody, headers: { ...json, "typeform-signature": `sha256=${hmac(secret, rawBody)}` } };
    case "tally":
      return { rawBody, headers: { ...json, "tally-signature": hmac(secret, rawBody) } };
    case "google-forms":
    case "csv": {
      const signature = hmac(secret, Buffer.concat([Buffer.from(`${seconds}.`), rawBody]));
      const headers = { "waymark-timestamp": seconds, "waymark-signature": `v1,${signature}` };
      return { rawBody, headers: { ...json, ...headers } };
    }
    case "standard-webhooks": {
      const id = `msg_${createHmac("sha256", "id").update(rawBody).digest("hex").slice(0, 20)}`;
      const signature = new Webhook(secret).sign(id, at, Buffer.from(rawBody));
      const headers = { "webhook-id": id, "webhook-timestamp": seconds, "webhook-signature": signature };
      return { rawBody, headers: { ...json, ...headers } };
    }
    case "jotform":
      return { rawBody, key: secret, headers: { "content-type": "application/x-www-form-urlencoded" } };
    case "microsoft-forms":
      return { rawBody, key: secret, headers: json };
  }
}

export const jotformFields = (id: string) => ({
  action: "",
  webhookURL: "https://example.org",
  username: "library",
  formID: "233190000000000",
  type: "WEB",
  formTitle: "Apply",
  pretty: "Name:Samira Lindström, Email:samira@example.org",
  ip: "192.0.2.7",
  submissionID: id,
  rawRequest: JSON.stringify({
    slug: "submit/233190000000000",
    q3_name: { first: "Samira", last: "Lindström" },
    q4_email: "samira@example.org",
    q5_consent: ["I agree"],
    q6_languages: ["Finnish", "Arabic"],
    q7_age: "30",
    path: "/submit/233190000000000",
  }),
});

/** One application, as each sender writes it; the id is a number in letters, as some of them want. */
export function bodyOf(sender: Sender, id: string): string {
  switch (sender) {
    case "typeform":
      return JSON.stringify(typeformBody(id, { languages: ["Finnish", "Arabic"] }));
    case "tally":
      return JSON.stringify(tally(id));
    case "jotform":
      return new URLSearchParams(jotformFields(id)).toString();
    case "google-forms":
      return JSON.stringify(google(id));
    case "microsoft-forms":
      return JSON.stringify(microsoft(id));
    case "standard-webhooks":
      return JSON.stringify({ ...plain, id });
    case "csv":
      return JSON.stringify({
        key: id,
        row: { ...plain, consent: "yes", languages: "Finnish; Arabic", age: "30" },
      });
  }
}

/** The same application with one more answer, to a question that no intake file knows. */
export function withMore(sender: Sender, body: string, question: string, value: string): string {
  if (sender === "jotform") {
    const fields = new URLSearchParams(body);
    const answers = JSON.parse(fields.get("rawRequest")!);
    fields.set("rawRequest", JSON.stringify({ ...answers, [`q99_${question}`]: value }));
    return fields.toString();
  }
  const sent = JSON.parse(body);
  const field = { id: question, key: question, label: question, title: question, ref: question };
  switch (sender) {
    case "typeform":
      sent.form_response.answers.push({ type: "text", text: value, field: { ...field, type: "long_text" } });
      break;
    case "tally":
      sent.data.fields.push({ ...field, type: "TEXTAREA", value });
      break;
    case "google-forms":
      sent.answers.push({ ...field, type: "TEXT", rows: null, value });
      break;
    case "microsoft-forms":
      sent.answers[question] = value;
      break;
    case "standard-webhooks":
      sent[question] = value;
      break;
    case "csv":
      sent.row[question] = value;
  }
  return JSON.stringify(sent);
}

const plain = {
  name: "Samira",
  email: "samira@example.org",
  consent: true,
  languages: ["Finnish", "Arabic"],
  age: 30,
};

const tally = (submissionId: string) => ({
  eventType: "FORM_RESPONSE",
  data: {
    submissionId,
    fields: [
      { key: "name", label: "First name", type: "INPUT_TEXT", value: "Samira" },
      { key: "email", label: "Email", type: "INPUT_EMAIL", value: "samira@example.org" },
      { key: "consent", label: "May we write?", type: "CHECKBOXES", value: true },
      {
        ...{ key: "languages", label: "Languages", type: "CHECKBOXES", value: ["l1", "l2"] },
        options: [
          { id: "l1", text: "Finnish" },
          { id: "l2", text: "Arabic" },
        ],
      },
      { key: "languages_l1", label: "Languages (Finnish)", type: "CHECKBOXES", value: true },
      { key: "age", label: "Age", type: "INPUT_NUMBER", value: 30 },
    ],
  },
});

const google = (id: string) => ({
  form: { id: "form", title: "Apply" },
  response: { id, submittedAt: "2026-03-02T07:00:00.000Z", email: null },
  answers: [
    { id: "name", title: "First name", type: "TEXT", rows: null, value: "Samira" },
    { id: "email", title: "Email", type: "TEXT", rows: null, value: "samira@example.org" },
    { id: "consent", title: "May we write?", type: "MULTIPLE_CHOICE", rows: null, value: "Yes" },
    { id: "languages", title: "Languages", type: "CHECKBOX", rows: null, value: ["Finnish", "Arabic"] },
    { id: "age", title: "Age", type: "TEXT", rows: null, value: "30" },
  ],
});

const microsoft = (responseId: string) => ({
  formId: "v4j5cvGGr0GRqy180BHbR",
  responseId,
  answers: {
    responder: "anonymous",
    submitDate: "3/2/2026 7:00:00 AM",
    name: "Samira",
    email: "samira@example.org",
    consent: "Yes",
    languages: '["Finnish","Arabic"]',
    age: "30",
  },
});

/** The same five questions in every form. */
const map = (sender: Sender) => [
  { question: names[sender] ?? "name", contact: "givenName" as const, required: true },
  { question: "email", contact: "email" as const },
  { question: "consent", consent: true as const },
  {
    ...{ question: "languages", fact: "languages", choices: { Finnish: "finnish", Arabic: "arabic" } },
    // A cell of a table holds them all.
    ...(sender === "csv" && { read: [{ split: ";" }] }),
  },
  { question: "age", fact: "age" },
];

const names: Partial<Record<Sender, string>> = { typeform: "given_name", jotform: "name.first" };

/** A program with a form of every sender, each named like it. */
export const partners = () =>
  aProgram({
    intake: Object.fromEntries(
      senders.map((sender) => [sender, { sender, role: "mentee", map: map(sender) }]),
    ),
  });

export const secretsOfAll = () =>
  Object.fromEntries(senders.map((sender) => [`test/${sender}`, [secretOf(sender)]]));

export const aPartnersWorld = (table: Table = memoryTable()) =>
  aWorld({ table, pack: partners(), webhooks: secretsOfAll() });
