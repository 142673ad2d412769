import * as z from "zod";
import { FactName, Source } from "./identifier.ts";
import type { FactValue } from "./known-value.ts";

export type { FactValue } from "./known-value.ts";

const common = {
  /** Whom the fact is about. A pair's facts belong to the match. */
  about: z.enum(["person", "pair"]).default("person"),
  /** Which roles of the program have it; all of them when left out. */
  roles: z.array(z.string()).optional(),
  /**
   * ordinary: may be asked by mail. conversation: only ever asked by a coordinator, face to face (health, family, hygiene).
   * staff: set by a coordinator and never asked of anybody.
   */
  kind: z.enum(["ordinary", "conversation", "staff"]).default("ordinary"),
  source: Source.optional(),
};

const values = z.array(z.string().min(1)).min(2);

/** One entry of the fact dictionary. The label that people read is the text `facts.<name>`. */
export const Fact = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("boolean"), ...common }),
  z.strictObject({
    type: z.literal("number"),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: z.string().optional(),
    ...common,
  }),
  z.strictObject({
    type: z.literal("rating"),
    min: z.literal(1).default(1),
    max: z.literal(5).default(5),
    ...common,
  }),
  z.strictObject({ type: z.literal("text"), long: z.boolean().default(false), ...common }),
  z.strictObject({ type: z.literal("choice"), values, ordered: z.boolean().default(false), ...common }),
  z.strictObject({ type: z.literal("choices"), values, ...common }),
  z.strictObject({
    type: z.literal("numbers"),
    min: z.number().optional(),
    max: z.number().optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal("date"), ...common }),
  z.strictObject({ type: z.literal("duration"), values: z.array(z.string()).optional(), ...common }),
]);
export type Fact = z.infer<typeof Fact>;

/** A fact worked out from others, never asked: unknown as long as what it needs is unknown. */
export const DerivedFact = z.union([
  z.strictObject({ yearsSince: FactName, source: Source.optional() }),
  z.strictObject({ count: FactName, source: Source.optional() }),
  z.strictObject({ lowestOf: z.array(FactName).min(1), source: Source.optional() }),
  z.strictObject({ averageOf: z.array(FactName).min(1), source: Source.optional() }),
]);
export type DerivedFact = z.infer<typeof DerivedFact>;

/** facts.json */
export const FactDictionary = z.strictObject({
  $schema: z.string().optional(),
  facts: z.record(FactName, Fact),
  derived: z.record(FactName, DerivedFact).default({}),
});
export type FactDictionary = z.infer<typeof FactDictionary>;

export type Facts = Record<string, FactValue>;
