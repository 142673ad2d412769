import * as z from "zod";
import { trusts } from "#core/forms/trust.ts";
import { LinkPurpose, MailEffect, TaskEffect } from "#core/journey/effect.ts";
import type { Link, Mail, Problem, Submission, Task } from "../store.ts";

const Frozen = z.lazy(() =>
  z.strictObject({
    from: z.string(),
    replyTo: z.string(),
    to: z.string(),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
);

export const FrozenRow: z.ZodType<NonNullable<Mail["frozen"]>> = Frozen;

/** A mail without its frozen letter, which has a row of its own. */
export const MailRow: z.ZodType<Omit<Mail, "frozen">> = z.lazy(() =>
  z.strictObject({
    effect: MailEffect,
    journey: z.string(),
    program: z.string(),
    pack: z.string(),
    state: z.enum(["queued", "frozen", "sent", "held", "dropped", "failed", "unknown"]),
    dueAt: z.string(),
    attempts: z.number(),
    firstTriedAt: z.string().optional(),
    providerId: z.string().optional(),
    reason: z.string().optional(),
    sentAt: z.string().optional(),
  }),
);

export const TaskRow: z.ZodType<Task> = z.lazy(() =>
  z.strictObject({
    effect: TaskEffect,
    journey: z.string(),
    program: z.string(),
    definition: z.string(),
    about: z.array(z.string()),
    state: z.enum(["open", "done", "no longer needed"]),
    closedAt: z.string().optional(),
  }),
);

export const LinkRow: z.ZodType<Link> = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    program: z.string(),
    journey: z.string(),
    person: z.string(),
    role: z.string(),
    ask: z.string(),
    purpose: LinkPurpose,
    step: z.string(),
    createdAt: z.string(),
    expiresAt: z.string(),
  }),
);

export const ProblemRow: z.ZodType<Problem> = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    program: z.string(),
    at: z.string(),
    code: z.string(),
    detail: z.record(z.string(), z.string()),
    state: z.enum(["open", "closed"]),
  }),
);

/** A submission without its body, which may be too large for its row. */
export const SubmissionRow: z.ZodType<Omit<Submission, "body">> = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    program: z.string(),
    form: z.string(),
    sender: z.string(),
    key: z.string(),
    trust: z.enum(trusts).optional(),
    receivedAt: z.string(),
    state: z.enum(["received", "mapped", "unmappable"]),
    problem: z.strictObject({ field: z.string(), message: z.string(), fix: z.string() }).optional(),
    journey: z.string().optional(),
  }),
);
