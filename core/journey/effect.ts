import * as z from "zod";
import { FactValue } from "../program/known-value.ts";
import { Decision } from "../rules/decision.ts";

/** Every effect has an id made of the journey and a running number, so a second delivery of it is the same row. */
const common = { id: z.string(), at: z.string() };

/** What happened, for the timeline. `code` names the sentence; `params` fill it; a receipt explains an automatic step. */
export const LogEntry = z.lazy(() =>
  z.strictObject({
    at: z.string(),
    code: z.string(),
    step: z.string().optional(),
    params: z.record(z.string(), FactValue).default({}),
    /** "engine", or who did it: a role, or "coordinator". */
    by: z.string(),
    receipt: Decision.optional(),
  }),
);
export type LogEntry = z.infer<typeof LogEntry>;

/** What a person may do on the page behind a link. */
export const LinkPurpose = z.enum(["form", "sign", "meet"]);
export type LinkPurpose = z.infer<typeof LinkPurpose>;

/**
 * A letter to one person. `text` is the stem of its keys (`mails.mentee.received`). With `asks` it carries a link to a page;
 * it is only sent while that asking is still open. `reminder` counts from 1.
 */
export const MailEffect = z.lazy(() =>
  z.strictObject({
    kind: z.literal("mail"),
    ...common,
    to: z.string(),
    text: z.string(),
    params: z.record(z.string(), FactValue).default({}),
    asks: z
      .strictObject({ id: z.string(), purpose: LinkPurpose, step: z.string(), role: z.string() })
      .optional(),
    reminder: z.number().int().default(0),
    /** A letter of safety passes holds and the daily quota; a reply to what its reader has just done passes the quota. */
    urgency: z.enum(["routine", "reply", "safety"]).default("routine"),
  }),
);
export type MailEffect = z.infer<typeof MailEffect>;

/** As it leaves the journey. `pack` is the version that its text is from, when not the journey's own: the program tells everybody. */
export const OutgoingMail = z.lazy(() => MailEffect.unwrap().extend({ pack: z.string().optional() }));
export type OutgoingMail = z.infer<typeof OutgoingMail>;

/**
 * Work for staff. `id` is also the id of the task. `text` is the stem of its keys (`tasks.mentee.interview`), or a task of the house
 * (`tasks.call`, `tasks.for-whom`, `tasks.missing-facts`, `tasks.confirm`, `tasks.not-right`, `tasks.duplicate`, `tasks.no-show`, `tasks.held-mail`, `tasks.not-set`).
 */
export const TaskEffect = z.lazy(() =>
  z.strictObject({
    kind: z.literal("task"),
    ...common,
    text: z.string(),
    step: z.string().optional(),
    params: z.record(z.string(), FactValue).default({}),
    /** What staff do in it: fill a form, ask for facts, tick a plan, choose an outcome, log hours, date and hold a gathering. */
    work: z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("form"), form: z.string() }),
      z.strictObject({ kind: z.literal("facts"), facts: z.array(z.string()) }),
      z.strictObject({ kind: z.literal("plan"), plan: z.string() }),
      z.strictObject({ kind: z.literal("choose"), outcomes: z.array(z.string()), proposed: z.string() }),
      z.strictObject({ kind: z.literal("training") }),
      z.strictObject({ kind: z.literal("gathering") }),
      /** Answer for a person who was called: the same form, with how the answer came. */
      z.strictObject({
        kind: z.literal("call"),
        role: z.string(),
        form: z.string().optional(),
        facts: z.array(z.string()).optional(),
        agreement: z.string().optional(),
      }),
      /** Nothing but "done". */
      z.strictObject({ kind: z.literal("done") }),
      /** Look through a round of matching, on the page of the round; it closes by itself. */
      z.strictObject({ kind: z.literal("round"), round: z.number().int() }),
      /** Find someone: the Matches page is where it is done; it closes by itself. */
      z.strictObject({ kind: z.literal("match") }),
    ]),
    dueAt: z.string().optional(),
    urgent: z.boolean().default(false),
  }),
);
export type TaskEffect = z.infer<typeof TaskEffect>;

/** The task was done or is no longer needed. */
export const TaskClosedEffect = z.lazy(() =>
  z.strictObject({
    kind: z.literal("task-closed"),
    ...common,
    task: z.string(),
    why: z.enum(["done", "no longer needed"]),
  }),
);

/** A message to another journey: an event there, under this effect's id. */
export const MessageEffect = z.lazy(() =>
  z.strictObject({
    kind: z.literal("message"),
    ...common,
    to: z.string(),
    event: z.strictObject({
      type: z.enum([
        "place.requested",
        "place.granted",
        "place.refused",
        "place.released",
        "match.active",
        "match.over",
      ]),
      match: z.string(),
      side: z.string(),
      from: z.string(),
      outcome: z.string().optional(),
    }),
  }),
);
export type MessageEffect = z.infer<typeof MessageEffect>;

/** Asks who is in the program: all journeys of these names that have not ended. It is asked once, and what it found stays. */
export const CohortEffect = z.lazy(() =>
  z.strictObject({ kind: z.literal("cohort"), ...common, definitions: z.array(z.string()) }),
);
export type CohortEffect = z.infer<typeof CohortEffect>;

/** Works out a round of matching, if so many mentees wait. It is worked out once, and what was found stays. */
export const RoundEffect = z.lazy(() =>
  z.strictObject({ kind: z.literal("round"), ...common, waiting: z.number().int() }),
);
export type RoundEffect = z.infer<typeof RoundEffect>;

/** Tells some of those found: each gets an event under an id made of the cohort and their own. `step` is one of that version. */
export const CohortPartEffect = z.lazy(() =>
  z.strictObject({
    kind: z.literal("cohort-part"),
    ...common,
    cohort: z.string(),
    /** Places in the list, the last one not included. */
    from: z.number().int(),
    to: z.number().int(),
    pack: z.string(),
    step: z.string(),
    params: z.record(z.string(), FactValue).default({}),
  }),
);
export type CohortPartEffect = z.infer<typeof CohortPartEffect>;

/** The entries of one decision, kept as one row. */
export const LogEffect = z.lazy(() =>
  z.strictObject({ kind: z.literal("log"), ...common, entries: z.array(LogEntry) }),
);

export const Effect = z.lazy(() =>
  z.discriminatedUnion("kind", [
    OutgoingMail,
    TaskEffect,
    TaskClosedEffect,
    MessageEffect,
    CohortEffect,
    CohortPartEffect,
    RoundEffect,
    LogEffect,
  ]),
);
export type Effect = z.infer<typeof Effect>;
