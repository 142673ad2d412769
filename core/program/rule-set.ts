import * as z from "zod";
import { FactRef, Slug, Source } from "./identifier.ts";

/** Every operator of the language, and what it compares. `analyse` and `check` refuse one on a fact of another type. */
export const operators = [
  "equal",
  "notEqual",
  "in",
  "notIn",
  "lessThan",
  "lessThanInclusive",
  "greaterThan",
  "greaterThanInclusive",
  "atLeast",
  "below",
  "contains",
  "doesNotContain",
  "sharesAny",
  "sharesNone",
  "before",
  "onOrBefore",
  "after",
  "onOrAfter",
] as const;
export type OperatorName = (typeof operators)[number];

const Literal = z.union([
  z.boolean(),
  z.number(),
  z.string(),
  z.array(z.string()).min(1),
  z.array(z.number()).min(1),
]);

export const Leaf = z.strictObject({
  fact: FactRef,
  operator: z.enum(operators),
  value: z.union([Literal, z.strictObject({ fact: FactRef })]),
});
export type Leaf = z.infer<typeof Leaf>;

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

/** json-rules-engine's conditions, without its traps: no empty lists, no paths, no unknown keys. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    Leaf,
  ]),
);

/** The top of a rule must be a group, as json-rules-engine wants it. */
export const Conditions = z.union([
  z.strictObject({ all: z.array(Condition).min(1) }),
  z.strictObject({ any: z.array(Condition).min(1) }),
  z.strictObject({ not: Condition }),
]);
export type Conditions = z.infer<typeof Conditions>;

export const Params = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Params = z.infer<typeof Params>;

export const Rule = z.strictObject({
  name: Slug,
  conditions: Conditions,
  event: z.strictObject({ type: Slug, params: Params.optional() }),
  source: Source.optional(),
});
export type Rule = z.infer<typeof Rule>;

/**
 * routing.json, screening.*.json, matching.json, ...: one question with its rules.
 * first match: rules from top to bottom, the first that fits decides. exactly one: two that fit need a coordinator ("review").
 * all that match: every fitting rule's event. sum of points: fitting rules add `event.params.points`.
 * `otherwise` is the outcome when no rule fits. The "because" text of a rule is `because.<rule set>.<rule>`.
 */
export const RuleSet = z.strictObject({
  $schema: z.string().optional(),
  decides: z.string().min(1),
  hitPolicy: z.enum(["first match", "exactly one", "all that match", "sum of points"]),
  rules: z.array(Rule).min(1).max(200),
  otherwise: z.strictObject({ type: Slug, params: Params.optional() }),
  source: Source.optional(),
});
export type RuleSet = z.infer<typeof RuleSet>;
