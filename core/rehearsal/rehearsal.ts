import * as z from "zod";

/** One thing that happens. `id` is the stem of its text: "mentee.received", "mentee.baseline reminder 1", "routing.light". */
export const Happening = z.strictObject({
  at: z.string(),
  kind: z.enum(["email", "task", "decision", "state", "event"]),
  /** Whom it goes to, or about whom it is; "coordinator" for tasks. */
  to: z.string(),
  id: z.string(),
  /** Why, in one sentence. */
  because: z.string(),
});
export type Happening = z.infer<typeof Happening>;

/** Where the person's journey stands when the rehearsal stops. */
export const Standing = z.strictObject({
  at: z.string(),
  /** "completed", "withdrawn", ... or "under way"; "stopped" when something was about to happen that never.json forbids. */
  as: z.string(),
  stage: z.string(),
  status: z.strictObject({ application: z.string().optional(), participant: z.string().optional() }),
  /** The steps that something is awaited in, such as "mentee.baseline". */
  waitingFor: z.array(z.string()),
});
export type Standing = z.infer<typeof Standing>;

/** The contract of `waymark rehearse`. */
export const Rehearsal = z.strictObject({ timeline: z.array(Happening), end: Standing });
export type Rehearsal = z.infer<typeof Rehearsal>;
