import * as z from "zod";

/** One resource as the provider would get it: every output resolved, secrets unwrapped. */
export const Resource = z.strictObject({
  type: z.string(),
  name: z.string(),
  inputs: z.record(z.string(), z.unknown()),
});
export type Resource = z.infer<typeof Resource>;

export const Statement = z.strictObject({
  effect: z.string(),
  actions: z.array(z.string()),
  resources: z.array(z.string()),
  conditions: z.record(z.string(), z.record(z.string(), z.array(z.string()))).optional(),
});
export type Statement = z.infer<typeof Statement>;

/** What one role may do: who takes it on (services, and the functions that run as it), its statements, and AWS's own policies. */
export const Policy = z.strictObject({
  role: z.string(),
  principals: z.array(z.string()),
  functions: z.array(z.string()),
  statements: z.array(Statement),
  managed: z.array(z.string()),
});
export type Policy = z.infer<typeof Policy>;

/** A function's bundle as SST builds it; `file` lies there during `use` of an evaluation only. */
export const Bundle = z.strictObject({
  function: z.string(),
  handler: z.string(),
  file: z.string(),
  bytes: z.number(),
  /** Whose code is in it: each source with the bytes it takes. */
  sources: z.array(z.strictObject({ path: z.string(), bytes: z.number() })),
});
export type Bundle = z.infer<typeof Bundle>;

/** The contract of `npm run synth -- --json`. */
export const Report = z.strictObject({
  resources: z.array(Resource),
  policies: z.array(Policy),
  /** The definition that is deployed, with real ARNs; null while there is no state machine. */
  stateMachine: z.record(z.string(), z.unknown()).nullable(),
});
export type Report = z.infer<typeof Report>;

/** Everything that one evaluation of sst.config.ts gives. */
export const Synth = Report.extend({
  app: z.strictObject({
    name: z.string(),
    stage: z.string(),
    removal: z.string(),
    protect: z.boolean(),
  }),
  /** Resources that stay in the account when they are removed from the program. */
  kept: z.array(z.string()),
  /** Resources that Pulumi refuses to delete or to replace. */
  guarded: z.array(z.string()),
  bundles: z.array(Bundle),
  /** Secrets that had no value and were given an obviously fake one. */
  faked: z.array(z.string()),
});
export type Synth = z.infer<typeof Synth>;
