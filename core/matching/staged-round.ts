import * as z from "zod";
import { Note } from "./note.ts";

/** Ids of the two journeys. */
export const Couple = z.lazy(() => z.strictObject({ mentor: z.string(), mentee: z.string() }));
export type Couple = z.infer<typeof Couple>;

/**
 * A pair as it was suggested or put together by hand. `because` keeps which criteria spoke for it and how much, and no value: what
 * is known of the two is read from their own journeys when somebody looks. `approved` is a coordinator's word; the match that
 * it opens is a journey of its own.
 */
export const StagedPair = z.lazy(() =>
  z.strictObject({
    mentor: z.string(),
    mentee: z.string(),
    score: z.number(),
    because: z.array(
      z.strictObject({
        rule: z.string(),
        points: z.number(),
        result: z.enum(["passed", "failed", "unknown"]),
      }),
    ),
    state: z.enum(["open", "approved", "rejected", "apart"]),
    /** Stays as it is when the rest is worked out anew. */
    locked: z.boolean().default(false),
  }),
);
export type StagedPair = z.infer<typeof StagedPair>;

/** Why somebody is left over; sentences are made where they are read. */
const Left = z.lazy(() =>
  z.strictObject({
    id: z.string(),
    role: z.string(),
    why: z.array(
      z.strictObject({
        stop: z.string(),
        candidate: z.string().optional(),
        rules: z.array(z.string()),
        needs: z.array(z.string()),
      }),
    ),
  }),
);

const By = z.lazy(() => z.strictObject({ id: z.string(), name: z.string() }));
/** A member of staff; "engine" when the program worked it out by itself. */
export type By = z.infer<typeof By>;

/** What somebody did in a round. `not-approved`: it was approved, and could not be proposed. */
export const deeds = [
  "staged",
  "approved",
  "not-approved",
  "rejected",
  "locked",
  "unlocked",
  "swapped",
  "apart",
  "worked-out",
  "put-away",
] as const;
export type Deed = (typeof deeds)[number];

/**
 * A round of matching, kept until somebody has looked through it and after that. It holds ids, points and names of rules: nothing
 * that anybody said. `version` grows with each edit, and whoever edits says which one they saw.
 */
export const StagedRound = z.lazy(() =>
  z.strictObject({
    schema: z.literal(1),
    program: z.string(),
    number: z.number().int(),
    version: z.number().int(),
    stagedAt: z.string(),
    by: By,
    /** The effect of the program's own journey that asked for it. */
    cause: z.strictObject({ journey: z.string(), effect: z.string() }).optional(),
    /** The version of the program whose rules worked it out, and the day. */
    pack: z.string(),
    on: z.string(),
    /** All who waited for a match. */
    candidates: z.strictObject({ mentors: z.array(z.string()), mentees: z.array(z.string()) }),
    pairs: z.array(StagedPair),
    unmatched: z.array(Left),
    /** What coordinators should know before they approve anything. */
    notes: z.array(Note),
    /** Whether it is proven that no other round is better by the program's aims, and in a sentence why; see certificate.ts. */
    certificate: z.strictObject({
      pairs: z.number().int(),
      total: z.number(),
      optimal: z.boolean(),
      sentence: z.string().optional(),
    }),
    /** What was done in it, oldest first, each with the version that it led to. */
    done: z.array(
      z.strictObject({
        version: z.number().int(),
        at: z.string(),
        by: By,
        did: z.enum(deeds),
        pairs: z.array(Couple),
      }),
    ),
    /** Nobody looks through it any more. */
    putAway: z.boolean().default(false),
  }),
);
export type StagedRound = z.infer<typeof StagedRound>;
/** Pairs that still wait for a word of a coordinator. */
export const openIn = ({ pairs, putAway }: Pick<StagedRound, "pairs" | "putAway">): StagedPair[] =>
  putAway ? [] : pairs.filter(({ state }) => state === "open");

export const same = (one: Couple, other: Couple): boolean =>
  one.mentor === other.mentor && one.mentee === other.mentee;
