import * as z from "zod";

/**
 * What the state machine (`stacks/journey.asl.json`) hands to each function and gets back. Ids only: an execution's
 * history is readable by more people than a journey is.
 */
export const MachineInput = z.object({ journey: z.string(), generation: z.number().int() });
export type MachineInput = z.infer<typeof MachineInput>;

/**
 * `delivered`: the version whose effects, and all before, this execution has just delivered. `loops` and `startedAt` say
 * how old the execution is.
 */
export const AdvanceInput = MachineInput.extend({
  delivered: z.number().int().nullish(),
  loops: z.number().int().default(0),
  startedAt: z.string().optional(),
});
export type AdvanceInput = z.input<typeof AdvanceInput>;

/**
 * wait: deliver the chunks, then Await until `until`. renew: deliver, then go on in a fresh execution. end: nothing is
 * left to do. stale: another execution has taken over. After "end" and "stale" there are no chunks.
 */
export interface AdvanceOutput {
  next: "wait" | "renew" | "end" | "stale";
  /** Ids of effects, at most ten together; one Deliver each. */
  chunks: { effects: string[] }[];
  /** Comes back as `delivered` once every chunk went through. */
  version: number;
  until: string;
}

export const DeliverInput = z.object({ journey: z.string(), effects: z.array(z.string()) });
export type DeliverInput = z.infer<typeof DeliverInput>;

export const AwaitInput = MachineInput.extend({ token: z.string(), until: z.string() });
export type AwaitInput = z.infer<typeof AwaitInput>;

export const RenewInput = MachineInput;
export type RenewInput = z.infer<typeof RenewInput>;

/** `code` is the name of the error that was caught; its cause may quote people and is left alone. */
export const ProblemInput = DeliverInput.extend({ code: z.string() });
export type ProblemInput = z.infer<typeof ProblemInput>;

export const MapInput = z.object({ submission: z.string() });
export type MapInput = z.infer<typeof MapInput>;
