import * as z from "zod";
import { Duration } from "./duration.ts";
import { FactName, FactRef, Sentence, Slug, Source, Word } from "./identifier.ts";
import type { Step } from "./step.ts";

const common = {
  /** How check, problems and other programs call this line. */
  name: Slug,
  /** What never happens, in one sentence for the public; `never.<name>` in the texts says it in other languages. */
  text: Sentence.min(1),
  why: Sentence.min(1),
  source: Source.optional(),
};

// biome-ignore format: one line says it all
const kinds = ["tell", "tell all", "round", "ask", "decide", "task", "training", "gathering", "queue", "match", "handover", "sign", "meet", "wait", "close", "go to"] as const satisfies Step["do"][];

/** Steps of journeys: those that fit every part that is said. A step without `to` speaks to everybody in its journey. */
export const StepPattern = z
  .strictObject({
    /** Of whose journeys: a role, "match" or "program". */
    role: Word.optional(),
    do: z.enum(kinds).optional(),
    id: Slug.optional(),
    /** Of "close" and "handover". */
    as: z
      .array(z.enum(["completed", "ended early", "declined", "withdrawn", "canceled", "active"]))
      .max(20)
      .optional(),
  })
  .refine((pattern) => Object.keys(pattern).length > 0, 'say which steps, such as { "do": "close" }');
export type StepPattern = z.infer<typeof StepPattern>;

/**
 * Something that must not happen, of a kind that the software can hold: `never` says which.
 * step: these steps are in no journey.
 * without a person: the last word before these steps is a person's, not a rule's, and not that of time that ran out. `who`: staff, or anybody.
 * decided alone: rules only propose these values of a fact; a coordinator chooses.
 * before: these steps wait until the facts are known, said by staff if `by` says so, and not longer ago than `within`.
 * more often: these steps are taken at most so many `times` in one journey.
 * said by others: only these roles (or "coordinator") say what this fact is; no rule, and no form of a partner.
 * asked by mail: these facts, or all of this kind, are on no page and in no form but those that staff fill in.
 * told: no letter, form or agreement that people of a role get says this fact.
 * letter: people of a role get no letters, of their own journeys, of those of another role (`from`), or of any.
 */
export const Guard = z.discriminatedUnion("never", [
  z.strictObject({ never: z.literal("step"), ...common, steps: StepPattern }),
  z.strictObject({
    never: z.literal("without a person"),
    ...common,
    steps: StepPattern,
    who: z.enum(["staff", "anybody"]).default("staff"),
  }),
  z.strictObject({
    never: z.literal("decided alone"),
    ...common,
    fact: FactName,
    values: z.array(Slug).min(1).max(100),
  }),
  z.strictObject({
    never: z.literal("before"),
    ...common,
    steps: StepPattern,
    facts: z.array(FactRef).min(1).max(50),
    by: z.literal("staff").optional(),
    within: Duration.optional(),
  }),
  z.strictObject({
    never: z.literal("more often"),
    ...common,
    steps: StepPattern,
    times: z.number().int().positive(),
  }),
  z.strictObject({
    never: z.literal("said by others"),
    ...common,
    fact: FactName,
    by: z.array(Word).min(1).max(50),
  }),
  z
    .strictObject({
      never: z.literal("asked by mail"),
      ...common,
      facts: z.array(FactName).min(1).max(100).optional(),
      kind: z.enum(["conversation", "staff"]).optional(),
    })
    .refine(
      ({ facts, kind }) => (facts === undefined) !== (kind === undefined),
      'say either "facts" or "kind"',
    ),
  z.strictObject({ never: z.literal("told"), ...common, fact: FactRef, to: Word }),
  z.strictObject({ never: z.literal("letter"), ...common, to: Word, from: Word.optional() }),
]);
export type Guard = z.infer<typeof Guard>;
export type GuardOf<K extends Guard["never"]> = Extract<Guard, { never: K }>;
