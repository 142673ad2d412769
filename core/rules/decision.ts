import * as z from "zod";
import { FactValue } from "../program/known-value.ts";

/** One condition of one rule as it was looked at. `unknown` facts were not there to see; "not looked at" came after the answer. */
export const Because = z.lazy(() =>
  z.strictObject({
    rule: z.string(),
    fact: z.string(),
    operator: z.string(),
    saw: FactValue.optional(),
    wanted: FactValue.optional(),
    result: z.enum(["passed", "failed", "unknown", "not looked at"]),
  }),
);
export type Because = z.infer<typeof Because>;

/** Facts that would have had to be otherwise, each with what it is and the nearest value that would do. */
export const Differs = z.lazy(() =>
  z.array(z.strictObject({ fact: z.string(), saw: FactValue.optional(), wanted: FactValue.optional() })),
);

/**
 * The receipt of a decision, as the contract of `waymark decide` prints it and as the log of a journey keeps it.
 * `outcome` is the event type of the rule that decided, `otherwise`'s, "needs-info", or "review" (two rules fit where exactly one may).
 * `params` of a "sum of points" decision holds `points`; of "all that match", the outcome is "matched" or otherwise's and `all` names the events.
 */
export const Decision = z.lazy(() =>
  z.strictObject({
    pack: z.string(),
    ruleSet: z.string(),
    version: z.string(),
    outcome: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    all: z.array(z.string()).optional(),
    /** The rules that fired, in file order. */
    rules: z.array(z.string()),
    because: z.array(Because),
    needs: z.array(z.string()),
    /** What "needs-info" could still come to: it follows from more than the conditions show. */
    couldBe: z.array(z.strictObject({ outcome: z.string(), all: z.array(z.string()).optional() })).optional(),
    nearMisses: z.array(
      z.strictObject({
        outcome: z.string(),
        rule: z.string(),
        differs: Differs,
      }),
    ),
    sentence: z.strictObject({ coordinator: z.string(), participant: z.string() }),
  }),
);
export type Decision = z.infer<typeof Decision>;
