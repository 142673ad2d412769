import * as z from "zod";

/**
 * What the state machine (`stacks/journey.asl.json`) hands to each function and gets back. Ids only: an execution's
 * history is readable by more people than a journey is.
 */
/** Of these payloads: a release that would change their meaning raises it, and still takes the one before. */
const schema = z.literal(1).default(1);

export const MachineInput = z.object({ schema, journey: z.string(), generation: z.number().int() });
export type MachineInput = z.input<typeof MachineInput>;

/**
 * `delivered`: the version whose effects, and all before, this execution has just delivered. `loops` and `startedAt` say
 * how old the execution is. `failed`: what ended this function from outside while it decided, twice in a row: then it decides
 * nothing and parks the journey.
 */
export const AdvanceInput = MachineInput.extend({
  delivered: z.number().int().nullish(),
  loops: z.number().int().default(0),
  startedAt: z.string().optional(),
  failed: z.string().optional(),
});
export type AdvanceInput = z.input<typeof AdvanceInput>;

/**
 * wait: deliver the chunks, then Await until `until`. renew: deliver, then go on in a fresh execution. end: nothing is
 * left to do now; a journey that was stopped still hands out what it had decided before. stale: another execution has taken
 * over, and there are no chunks.
 */
export interface AdvanceOutput {
  /** The number that it was asked in: the definition that reads the answer may be older than this code. */
  schema: 1;
  next: "wait" | "renew" | "end" | "stale";
  /** Ids of effects, at most ten together; one Deliver each. */
  chunks: { effects: string[] }[];
  /** Comes back as `delivered` once every chunk went through. */
  version: number;
  until: string;
}

export const DeliverInput = z.object({ schema, journey: z.string(), effects: z.array(z.string()) });
export type DeliverInput = z.input<typeof DeliverInput>;

export const AwaitInput = MachineInput.extend({ token: z.string(), until: z.string() });
export type AwaitInput = z.input<typeof AwaitInput>;

export const RenewInput = MachineInput;
export type RenewInput = z.input<typeof RenewInput>;

/** `code` is the name of the error that was caught; its cause may quote people and is left alone. */
export const ProblemInput = DeliverInput.extend({ code: z.string() });
export type ProblemInput = z.input<typeof ProblemInput>;

export const MapInput = z.object({ submission: z.string() });
export type MapInput = z.infer<typeof MapInput>;
