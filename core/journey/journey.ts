import * as z from "zod";
import { FactValue } from "../program/known-value.ts";
import { Effect } from "./effect.ts";

/** What we know: the value, since when, and who said it. */
export const KnownFact = z.lazy(() => z.strictObject({ value: FactValue, at: z.string(), by: z.string() }));
export type KnownFact = z.infer<typeof KnownFact>;

/** One who takes part in this journey, with the dated copies that letters and rules may use. */
export const Party = z.lazy(() =>
  z.strictObject({
    person: z.string(),
    givenName: z.string(),
    /** The party's own journey, when this one is a match. */
    journey: z.string().optional(),
    facts: z.record(z.string(), FactValue).default({}),
    copiedAt: z.string(),
  }),
);
export type Party = z.infer<typeof Party>;

/** What a thread is waiting for. `id` names the asking; links and tasks carry it. */
export const Waiting = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("answers"),
      id: z.string(),
      purpose: z.enum(["form", "sign", "meet"]),
      form: z.string().optional(),
      /** Auto-made form of these facts, when a decision needed them. */
      facts: z.array(z.string()).optional(),
      roles: z.array(z.string()),
      answered: z.array(z.string()),
      reminders: z.number().int(),
      /** The call to each role that did not answer; it closes when the answer is in. */
      calls: z.record(z.string(), z.string()).default({}),
    }),
    z.strictObject({
      kind: z.literal("task"),
      id: z.string(),
      proposed: z.string().optional(),
      date: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal("queue"), id: z.string() }),
    z.strictObject({ kind: z.literal("places"), granted: z.array(z.string()), refused: z.array(z.string()) }),
    z.strictObject({ kind: z.literal("time"), until: z.string() }),
    z.strictObject({ kind: z.literal("match over") }),
    /** It is being settled whom the program tells. */
    z.strictObject({ kind: z.literal("cohort"), id: z.string() }),
    /** A round of matching is worked out; once it is, staff have a task. */
    z.strictObject({ kind: z.literal("round"), id: z.string(), task: z.string().optional() }),
  ]),
);
export type Waiting = z.infer<typeof Waiting>;

/** On the way to another version of the program, since a person said so. */
const Moving = z.lazy(() =>
  z.strictObject({
    to: z.string(),
    when: z.enum(["now", "next step"]),
    catchUp: z.boolean(),
    steps: z.record(z.string(), z.string().nullable()),
    by: z.string(),
  }),
);
export type Moving = z.infer<typeof Moving>;

/** Where one line of the journey stands. A track that repeats rests with `next` set and no `step`. */
export const Thread = z.lazy(() =>
  z.strictObject({
    step: z.string().optional(),
    since: z.string(),
    waiting: Waiting.optional(),
    /** When the track's next round begins. */
    next: z.string().optional(),
    /** Counts rounds of a track. */
    round: z.number().int().default(0),
    /** An asking that another version of the program made needless: should it be needed again, nobody is written to twice. */
    kept: z.strictObject({ since: z.string(), waiting: Waiting }).optional(),
  }),
);
export type Thread = z.infer<typeof Thread>;

/** A place in a match: reserved while it is proposed, active afterwards. */
export const Place = z.lazy(() =>
  z.strictObject({
    match: z.string(),
    side: z.string(),
    state: z.enum(["reserved", "active"]),
    since: z.string(),
  }),
);
export type Place = z.infer<typeof Place>;

/**
 * One journey: the item that only Advance writes. `outbox` holds effects not yet known to be delivered, each with the
 * `version` that decided it; `applied` the events taken in whose rows may not be marked yet. Only a journey with `moving`,
 * `kept`, `counted` or a `line` in it is of number 2, and of number 3 one in which many are told or a round is
 * worked out: every other one can still be read by the
 * release before.
 */
export const Journey = z.lazy(() =>
  z.strictObject({
    schema: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    id: z.string(),
    program: z.string(),
    pack: z.string(),
    /** Name of the definition in the pack: "mentee", "mentor", "match", "program". */
    definition: z.string(),
    /** Nobody, when it is the program's own. */
    parties: z.record(z.string(), Party),
    facts: z.record(z.string(), KnownFact),
    /** application and participant for a person's journey, match for a match (reference: three separate axes). */
    status: z.strictObject({
      application: z.string().optional(),
      participant: z.string().optional(),
      match: z.string().optional(),
    }),
    stage: z.string(),
    threads: z.record(z.string(), Thread),
    places: z.array(Place).default([]),
    plans: z.record(z.string(), z.strictObject({ ticked: z.record(z.string(), z.string()) })).default({}),
    openTasks: z
      .record(
        z.string(),
        z.strictObject({
          thread: z.string().optional(),
          step: z.string().optional(),
          text: z.string(),
          /** Somebody is to be spoken to: it stays open when the steps that led to it are over. */
          lasting: z.boolean().optional(),
          /** What it wants to know: known another way, it closes. */
          facts: z.array(z.string()).optional(),
        }),
      )
      .default({}),
    outbox: z.array(z.strictObject({ version: z.number().int(), effect: Effect })),
    applied: z.array(z.string()),
    /** Running number of effects. */
    sequence: z.number().int(),
    version: z.number().int(),
    createdAt: z.string(),
    wakeAt: z.string().optional(),
    /** A coordinator is ending it early: the steps from `onEnd` on are under way. */
    ending: z.strictObject({ as: z.string(), reason: z.string() }).optional(),
    ended: z.strictObject({ at: z.string(), as: z.string(), reason: z.string().optional() }).optional(),
    moving: Moving.optional(),
    /** How often steps were taken that never.json wants taken no more often, by the name of its line. */
    counted: z.record(z.string(), z.number().int()).optional(),
    /** Set when something unexpected stopped it; staff and engineers see it as a problem. `line` is that of never.json. */
    parked: z.strictObject({ at: z.string(), code: z.string(), line: z.string().optional() }).optional(),
  }),
);
export type Journey = z.infer<typeof Journey>;

/** Nothing has happened in it: one that was parked before it could begin still has to. */
export const hasBegun = ({ sequence }: Pick<Journey, "sequence">): boolean => sequence > 0;

/** The program's own journey: nobody takes part in it. */
export const isProgram = ({ parties }: Pick<Journey, "parties">): boolean =>
  Object.keys(parties).length === 0;
