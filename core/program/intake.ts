import * as z from "zod";
import { contactFields } from "./contact-field.ts";
import { FactName, few, Language, Sentence, Source, Word } from "./identifier.ts";
import { Transform } from "./transform.ts";

const Choices = few(z.record(Sentence, z.union([Word, z.boolean(), z.number()])), 500);

/** What is done to an answer before its choices are looked up and its fact's type reads it. */
const Read = z.array(Transform).min(1).max(5);

/** The form tools that we understand; "csv" is a table that `waymark import` posts row by row. How each proves who it is stands in adapters/webhooks.ts. */
export const senders = [
  "typeform",
  "tally",
  "jotform",
  "google-forms",
  "microsoft-forms",
  "standard-webhooks",
  "csv",
] as const;

const unsigned: readonly (typeof senders)[number][] = ["jotform", "microsoft-forms"];

/** These tools cannot sign what they send. */
export const isUnsigned = (sender: (typeof senders)[number]): boolean => unsigned.includes(sender);

/** What an intake file maps to make a fact of how far its form is believed, as if the sender had been asked. */
export const trustQuestion = "waymark.trust";

/**
 * One question of a partner's form. `question` is the sender's own reference, id or exact label. `choices` translates the
 * sender's labels into ours; a label that is not listed is a problem that names the question. The question "waymark.trust" is
 * answered by us: "verified" when the sender signed, "unverified" when it cannot.
 */
const Mapping = z.union([
  z.strictObject({
    question: Sentence,
    fact: FactName,
    required: z.boolean().default(false),
    read: Read.optional(),
    choices: Choices.optional(),
  }),
  z.strictObject({
    question: Sentence,
    contact: z.enum(contactFields),
    required: z.boolean().default(false),
    read: Read.optional(),
    choices: few(z.record(Sentence, Word), 500).optional(),
  }),
  z.strictObject({
    question: Sentence,
    consent: z.literal(true),
    required: z.boolean().default(true),
    /** Which version of the words people agree to here, such as "2026-01". */
    text: Word.optional(),
    /** What they agree to, in the program's own words; letters alone when left out. */
    scope: z.array(Word).min(1).max(20).optional(),
  }),
]);

/** intake/*.json: one per partner form. The file's name is the form's in `POST /hooks/<program>/<form>`. */
export const Intake = z.strictObject({
  $schema: z.string().optional(),
  sender: z.enum(senders),
  /** Starts a journey of this role. */
  role: Word,
  map: z.array(Mapping).min(1).max(300),
  /** The language in which people are asked here, for whoever says no other. The program's first one when left out. */
  language: Language.optional(),
  /** Of a CSV file: the column that names a row, such as a membership number. Without it a row is what stands in it. */
  key: Sentence.optional(),
  /**
   * Of a Jotform form: its number there, and at which of Jotform's addresses the account is. Then Jotform itself is asked what
   * was sent, and its word counts as verified. Wants an API key among the secrets.
   */
  jotform: z
    .strictObject({
      form: z.string().regex(/^\d{1,40}$/, "the number of the form, as it stands in its address"),
      at: z.enum(["api.jotform.com", "eu-api.jotform.com", "hipaa-api.jotform.com"]),
    })
    .optional(),
  /** Questions that we leave alone on purpose. */
  ignore: z.array(Sentence).max(500).default([]),
  source: Source.optional(),
});
export type Intake = z.infer<typeof Intake>;
export type IntakeMapping = z.infer<typeof Mapping>;
