import * as z from "zod";
import { FactName, few, Sentence, Source, Word } from "./identifier.ts";

/** Fields that go to the person and not to the facts. */
export const contactFields = ["givenName", "familyName", "email", "phone", "language"] as const;
export type ContactField = (typeof contactFields)[number];

const Choices = few(z.record(Sentence, z.union([Word, z.boolean(), z.number()])), 500);

/** The form tools that we understand. How each proves who it is stands in adapters/webhooks.ts. */
export const senders = [
  "typeform",
  "tally",
  "jotform",
  "google-forms",
  "microsoft-forms",
  "standard-webhooks",
] as const;

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
    choices: Choices.optional(),
  }),
  z.strictObject({
    question: Sentence,
    contact: z.enum(contactFields),
    required: z.boolean().default(false),
    choices: few(z.record(Sentence, Word), 500).optional(),
  }),
  z.strictObject({ question: Sentence, consent: z.literal(true), required: z.boolean().default(true) }),
]);

/** intake/*.json: one per partner form. The file's name is the form's in `POST /hooks/<program>/<form>`. */
export const Intake = z.strictObject({
  $schema: z.string().optional(),
  sender: z.enum(senders),
  /** Starts a journey of this role. */
  role: Word,
  map: z.array(Mapping).min(1).max(300),
  /** Questions that we leave alone on purpose. */
  ignore: z.array(Sentence).max(500).default([]),
  source: Source.optional(),
});
export type Intake = z.infer<typeof Intake>;
export type IntakeMapping = z.infer<typeof Mapping>;
