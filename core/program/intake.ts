import * as z from "zod";
import { FactName, Source } from "./identifier.ts";

/** Fields that go to the person and not to the facts. */
export const contactFields = ["givenName", "familyName", "email", "phone", "language"] as const;
export type ContactField = (typeof contactFields)[number];

const Choices = z.record(z.string(), z.union([z.string(), z.boolean(), z.number()]));

/**
 * One question of a partner's form. `question` is the sender's own reference, id or exact label. `choices` translates the
 * sender's labels into ours; a label that is not listed is a problem that names the question.
 */
const Mapping = z.union([
  z.strictObject({
    question: z.string(),
    fact: FactName,
    required: z.boolean().default(false),
    choices: Choices.optional(),
  }),
  z.strictObject({
    question: z.string(),
    contact: z.enum(contactFields),
    required: z.boolean().default(false),
    choices: z.record(z.string(), z.string()).optional(),
  }),
  z.strictObject({ question: z.string(), consent: z.literal(true), required: z.boolean().default(true) }),
]);

/** intake/*.json: one per partner form. The file's name is the form's in `POST /hooks/<program>/<form>`. */
export const Intake = z.strictObject({
  $schema: z.string().optional(),
  sender: z.enum(["typeform", "tally", "standard-webhooks"]),
  /** Starts a journey of this role. */
  role: z.string(),
  map: z.array(Mapping).min(1),
  /** Questions that we leave alone on purpose. */
  ignore: z.array(z.string()).default([]),
  source: Source.optional(),
});
export type Intake = z.infer<typeof Intake>;
export type IntakeMapping = z.infer<typeof Mapping>;
