import * as z from "zod";
import { Amount, Duration } from "./duration.ts";
import { FactName, few, Slug, Source, Word } from "./identifier.ts";
import { Conditions } from "./rule-set.ts";

const common = {
  id: Slug,
  /** The step is passed over unless this holds. Unknown facts are asked for first. */
  when: Conditions.optional(),
  source: Source.optional(),
};

/** After `after` without an answer, staff get a task to call. Nothing ends by itself. */
const Escalation = z.strictObject({ after: Duration });

const patience = {
  /** When to remind, counted from the first asking. */
  remind: z.array(Duration).max(5).default([]),
  escalate: Escalation.optional(),
};

/** Roles to speak to; the journey's own person when left out. In a match: its sides. */
const to = z.array(Word).min(1).max(20).optional();

/** One message, no answer wanted. Text: `mails.<journey>.<step>.subject` and `.body`. */
const Tell = z.strictObject({
  do: z.literal("tell"),
  ...common,
  to,
  /** A safety letter goes out although routine mail is held; never for anything that can wait. */
  urgency: z.enum(["routine", "safety"]).default("routine"),
});

/**
 * In the program's own journey: one message to everybody of a role who is in the program at that moment. `conditions` are about each of
 * them; `when` is about the program. `with`: facts of the program that the letter may use, such as the day of a meeting; staff are asked
 * for those that are not known. Text as for tell.
 */
const TellAll = z.strictObject({
  do: z.literal("tell all"),
  ...common,
  whom: z.strictObject({ role: Word, status: Word.optional(), conditions: Conditions.optional() }),
  with: z.array(FactName).max(20).default([]),
});

/**
 * In the program's own journey: works out a round of matching for coordinators to look through, once `waiting` mentees wait for a
 * match, one when left out, and no earlier round is still looked through. Nobody hears of it; goes on when each pair is decided.
 */
const Round = z.strictObject({
  do: z.literal("round"),
  ...common,
  waiting: z.number().int().positive().max(100_000).optional(),
  due: Duration.optional(),
});

/** A form by mail and page; goes on when each one asked has answered. Text as for tell, with `.button`. */
const Ask = z.strictObject({ do: z.literal("ask"), ...common, to, form: Slug, ...patience });

/**
 * Lets a rule set decide; the outcome becomes the fact that the rule set `decides`. Missing ordinary facts are asked of
 * the person, conversation and staff facts of a coordinator; then it is decided again. Outcomes under `confirm` are only
 * proposals: a coordinator chooses. `plans` names the checklist that an outcome brings.
 */
const Decide = z.strictObject({
  do: z.literal("decide"),
  ...common,
  ruleSet: Word,
  confirm: z.array(Slug).max(50).default([]),
  plans: few(z.record(Slug, Slug), 50).default({}),
  ...patience,
});

/** Something for staff. Text: `tasks.<journey>.<step>.title` and `.script`. Done when the form is filled and the list is through. */
const Task = z.strictObject({
  do: z.literal("task"),
  ...common,
  form: Slug.optional(),
  plan: Slug.optional(),
  due: Duration.optional(),
});

/** Training hours, logged by staff; goes on when staff close it and the hours are reached. */
const Training = z.strictObject({
  do: z.literal("training"),
  ...common,
  theoryHours: z
    .strictObject({ max: z.number().positive().optional(), min: z.number().positive().optional() })
    .optional(),
  practiceHours: z
    .strictObject({ max: z.number().positive().optional(), min: z.number().positive().optional() })
    .optional(),
  due: Duration.optional(),
});

/** A meeting with a date: staff set it, everyone in `to` is invited, afterwards staff say how it went. */
const Gathering = z.strictObject({ do: z.literal("gathering"), ...common, to, due: Duration.optional() });

/** Ready to be matched: waits until a match has become active with this person. `capacity`: how many at once. */
const Queue = z.strictObject({
  do: z.literal("queue"),
  ...common,
  capacity: z.number().int().positive().default(1),
  due: Duration.optional(),
});

/** In a match: asks the journeys of both sides for a place. Without it the match is canceled and nobody is told why. */
const Match = z.strictObject({ do: z.literal("match"), ...common, sides: z.array(Word).min(2).max(20) });

/** In a match: tells both journeys that it is active, or over. */
const Announce = z.strictObject({
  do: z.literal("handover"),
  ...common,
  as: z.enum(["active", "completed", "ended early"]),
});

/** The agreement, signed by name on a page by each of `by`. Blanks are filled before, by staff, and shown filled in. */
const Sign = z.strictObject({
  do: z.literal("sign"),
  ...common,
  agreement: Slug,
  by: z.array(Word).min(1).max(20),
  ...patience,
});

/** One meeting of a pair: `by` says on a page whether it was held, moved, canceled, or someone did not come. */
const Meet = z.strictObject({ do: z.literal("meet"), ...common, by: Word, form: Slug, ...patience });

/** Waits for a length of time counted from the moment it is reached, or until the person's match is over. */
const Wait = z.strictObject({
  do: z.literal("wait"),
  ...common,
  for: z.union([Amount, z.literal("match over")]),
});

/** Ends the journey. */
const Close = z.strictObject({
  do: z.literal("close"),
  ...common,
  as: z.enum(["completed", "ended early", "declined", "withdrawn", "canceled"]),
});

const GoTo = z.strictObject({ do: z.literal("go to"), ...common, step: Slug });

/** One thing that happens in a journey; `do` says what. */
export const Step = z.discriminatedUnion("do", [
  Tell,
  TellAll,
  Round,
  Ask,
  Decide,
  Task,
  Training,
  Gathering,
  Queue,
  Match,
  Announce,
  Sign,
  Meet,
  Wait,
  Close,
  GoTo,
]);
export type Step = z.infer<typeof Step>;
export type StepOf<K extends Step["do"]> = Extract<Step, { do: K }>;

/** Where a journey stands, in words for people (`stages.<journey>.<stage>`), and the status that coordinators and reports count. */
export const Stage = z.strictObject({
  id: Slug,
  status: Word.optional(),
  source: Source.optional(),
  steps: z.array(Step).min(1).max(100),
});

/**
 * Runs beside the main line: from the moment the main line enters the step `from`, until it enters `until` or the journey
 * ends. `every` repeats it; the first time comes after one interval.
 */
export const Track = z.strictObject({
  id: Slug,
  from: Slug,
  until: Slug.optional(),
  every: Amount.optional(),
  when: Conditions.optional(),
  steps: z.array(Step).min(1).max(100),
  source: Source.optional(),
});
export type Track = z.infer<typeof Track>;

/** Of one journey, its tracks among them. */
const mostSteps = 300;

/**
 * journeys/*.json. `role` names whose journey it is: a role of the program, "match", or "program" for the one that nobody
 * takes part in: it begins when the program is published. `sides` are the roles of a match.
 * `onEnd` is the step to go to when a coordinator ends it early; without it the journey just closes.
 */
export const JourneyDefinition = z
  .strictObject({
    $schema: z.string().optional(),
    role: Word,
    sides: z.array(Word).max(20).optional(),
    stages: z.array(Stage).min(1).max(50),
    tracks: z.array(Track).max(50).default([]),
    onEnd: Slug.optional(),
    source: Source.optional(),
  })
  .refine(({ stages, tracks }) => [...stages, ...tracks].flatMap(({ steps }) => steps).length <= mostSteps, {
    error: `write at most ${mostSteps} steps in one journey`,
    path: ["stages"],
  });
export type JourneyDefinition = z.infer<typeof JourneyDefinition>;
