import * as z from "zod";

/**
 * What the state machine (`stacks/journey.asl.json`) hands to each function and gets back. Ids only: an execution's
 * history is readable by more people than a journey is.
 */
export const MachineInput = z.object({ journey: z.string(), generation: z.number().int() });
export type MachineInput = z.infer<typeof MachineInput>;

/** `delivered`: the version up to which this execution has delivered every effect; 0 before the first. */
export const AdvanceInput = MachineInput.extend({ delivered: z.number().int().default(0) });
export type AdvanceInput = z.input<typeof AdvanceInput>;

/**
 * wait: deliver the chunks, then Await until `until`. done: nothing is left to do. stale: another execution has taken
 * over. After "done" and "stale" there are no chunks.
 */
export interface AdvanceOutput {
  next: "wait" | "done" | "stale";
  /** Ids of effects, at most ten together; one Deliver each. */
  chunks: string[][];
  /** Becomes `delivered` once every chunk went through. */
  version: number;
  until: string;
}

export const DeliverInput = z.object({ journey: z.string(), ids: z.array(z.string()) });
export type DeliverInput = z.infer<typeof DeliverInput>;

export const AwaitInput = MachineInput.extend({ token: z.string(), until: z.string() });
export type AwaitInput = z.infer<typeof AwaitInput>;

export const RenewInput = MachineInput;
export type RenewInput = z.infer<typeof RenewInput>;

/** `error` is the name of what was caught; its cause may hold anything and is left in the execution. */
export const ProblemInput = MachineInput.extend({ error: z.string() });
export type ProblemInput = z.infer<typeof ProblemInput>;

export const MapInput = z.object({ submission: z.string() });
export type MapInput = z.infer<typeof MapInput>;
