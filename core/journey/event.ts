import * as z from "zod";
import { FactValue } from "../program/known-value.ts";

const Facts = z.lazy(() => z.record(z.string(), FactValue));

/** `id` makes a second delivery harmless; `at` is when it happened; `by` a role, "coordinator" or "engine". */
const common = { schema: z.literal(1).default(1), id: z.string(), at: z.string(), by: z.string() };

/** An asking was answered on a page, or by staff for someone who was called (`how` says so). */
const Answered = z.lazy(() =>
  z.strictObject({
    type: z.literal("answered"),
    ...common,
    ask: z.string(),
    role: z.string(),
    facts: Facts,
    how: z.string().optional(),
  }),
);

/** An agreement was signed by typing a name. */
const Signed = z.lazy(() =>
  z.strictObject({
    type: z.literal("signed"),
    ...common,
    ask: z.string(),
    role: z.string(),
    name: z.string(),
    how: z.string().optional(),
  }),
);

/**
 * Staff worked on a task. `facts` for forms and missing facts (training: trainingTheoryHours, trainingPracticeHours);
 * `outcome` for a choice, and for a gathering "held" | "moved" | "canceled"; `date` (an instant) and `place` date a gathering; `ticked` the items of a plan
 * now done; `done` closes it.
 */
const Worked = z.lazy(() =>
  z.strictObject({
    type: z.literal("worked"),
    ...common,
    task: z.string(),
    facts: Facts.default({}),
    outcome: z.string().optional(),
    date: z.string().optional(),
    place: z.string().optional(),
    ticked: z.array(z.string()).optional(),
    /** What staff want to remember of it, for the timeline. */
    note: z.string().max(2000).optional(),
    done: z.boolean(),
  }),
);

/** Between journeys: a match asks for a place, gets or misses it, gives it back, becomes active, is over. */
const Place = z.lazy(() =>
  z.strictObject({
    type: z.enum([
      "place.requested",
      "place.granted",
      "place.refused",
      "place.released",
      "match.active",
      "match.over",
    ]),
    ...common,
    match: z.string(),
    side: z.string(),
    from: z.string(),
    outcome: z.string().optional(),
  }),
);

/** Staff correct or set what we know. */
const FactsSet = z.lazy(() => z.strictObject({ type: z.literal("facts-set"), ...common, facts: Facts }));

/** Items of a plan that are done now, ticked by staff on a person's page. */
const PlanTicked = z.lazy(() =>
  z.strictObject({
    type: z.literal("plan-ticked"),
    ...common,
    plan: z.string(),
    ticked: z.array(z.string()),
  }),
);

/** "This is not right", from a person's page: a coordinator is put in charge. */
const NotRight = z.lazy(() =>
  z.strictObject({
    type: z.literal("not-right"),
    ...common,
    role: z.string(),
    words: z.string(),
  }),
);

/** Staff end the journey early, with a reason. */
const Ended = z.lazy(() =>
  z.strictObject({
    type: z.literal("ended"),
    ...common,
    reason: z.string(),
    as: z.enum(["ended early", "withdrawn", "declined", "canceled"]),
  }),
);

/** A letter could not go out: bounced, refused, held for good. */
const MailFailed = z.lazy(() =>
  z.strictObject({
    type: z.literal("mail-failed"),
    /** The asking that the letter carried and whom it was for; without them it only told something. */
    asks: z.strictObject({ id: z.string(), role: z.string() }).optional(),
    ...common,
    mail: z.string(),
    code: z.string(),
  }),
);

/** Someone else may be the same person; staff decide. `other` is that person's id. */
const PossibleDuplicate = z.lazy(() =>
  z.strictObject({
    type: z.literal("possible-duplicate"),
    ...common,
    other: z.string(),
  }),
);

/**
 * Staff move the journey to another version of its program. `steps` says where somebody goes on who stands at a step that is
 * there no more: "survey" by its own name, "rating/rate" in a track, "rating" for a whole track, which null ends. Of number 2:
 * a release that does not know it leaves the journey alone.
 */
const Moved = z.lazy(() =>
  z.strictObject({
    type: z.literal("moved"),
    ...common,
    schema: z.literal(2).default(2),
    to: z.string(),
    when: z.enum(["now", "next step"]),
    /** Also propose anew what was decided before, and begin what begins at steps that are past. */
    catchUp: z.boolean(),
    steps: z.record(z.string(), z.string().nullable()).default({}),
  }),
);

/** Somebody came by a link that is too old, and asked for a new one. Of number 2, as the one before. */
const LinkAsked = z.lazy(() =>
  z.strictObject({
    type: z.literal("link-asked"),
    ...common,
    schema: z.literal(2).default(2),
    ask: z.string(),
    role: z.string(),
  }),
);

/** It is settled who is to be told: so many. Of number 3, like "told". */
const CohortFrozen = z.lazy(() =>
  z.strictObject({
    type: z.literal("cohort.frozen"),
    ...common,
    schema: z.literal(3).default(3),
    cohort: z.string(),
    people: z.number().int(),
  }),
);

/** The program tells everybody something: `step` of its own journey, `from`, in that version, with what the letter says. */
const Told = z.lazy(() =>
  z.strictObject({
    type: z.literal("told"),
    ...common,
    schema: z.literal(3).default(3),
    from: z.string(),
    pack: z.string(),
    step: z.string(),
    params: Facts.default({}),
  }),
);

/** What came of working out a round: the round, with so many pairs to look through, or that there is none and why. Of number 3. */
const RoundStaged = z.lazy(() =>
  z.strictObject({
    type: z.literal("round.staged"),
    ...common,
    schema: z.literal(3).default(3),
    /** The effect that asked for it. */
    cause: z.string(),
    round: z.number().int().optional(),
    pairs: z.number().int(),
    why: z.enum(["few", "open", "never"]).optional(),
  }),
);

/** Every pair of a round is decided, or it was put away. Of number 3. */
const RoundDone = z.lazy(() =>
  z.strictObject({
    type: z.literal("round.done"),
    ...common,
    schema: z.literal(3).default(3),
    cause: z.string(),
    round: z.number().int(),
  }),
);

export const JourneyEvent = z.lazy(() =>
  z.discriminatedUnion("type", [
    Answered,
    Signed,
    Worked,
    Place,
    FactsSet,
    PlanTicked,
    NotRight,
    Ended,
    MailFailed,
    PossibleDuplicate,
    Moved,
    LinkAsked,
    CohortFrozen,
    Told,
    RoundStaged,
    RoundDone,
  ]),
);
export type JourneyEvent = z.infer<typeof JourneyEvent>;
export type PlaceEvent = z.infer<typeof Place>;
export type EventOf<T extends JourneyEvent["type"]> = Extract<JourneyEvent, { type: T }>;
