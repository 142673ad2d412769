import * as z from "zod";
import { FactName, few, Source, Word } from "./identifier.ts";
import type { FactValue } from "./known-value.ts";
import { Coordinates } from "./place.ts";

export type { FactValue } from "./known-value.ts";

const common = {
  /** Whom the fact is about. A pair's facts belong to the match. */
  about: z.enum(["person", "pair"]).default("person"),
  /** Which roles of the program have it; all of them when left out. "program": what its own journey knows. */
  roles: z.array(Word).max(50).optional(),
  /**
   * ordinary: may be asked by mail. conversation: only ever asked by a coordinator, face to face (health, family, hygiene).
   * staff: set by a coordinator and never asked of anybody.
   */
  kind: z.enum(["ordinary", "conversation", "staff"]).default("ordinary"),
  /** What nobody can change about herself: said where it was decisive, never suggested. */
  fixed: z.literal(true).optional(),
  source: Source.optional(),
};

const values = z.array(z.string().min(1).max(100)).min(2).max(500);
const LanguageName = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, 'a language is written like "finnish"')
  .max(64);
const PlaceName = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a place is written like "helsinki-east"')
  .max(64);

/** One entry of the fact dictionary. The label that people read is the text `facts.<name>`. */
export const Fact = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("boolean"), ...common }),
  z.strictObject({
    type: z.literal("number"),
    min: z.number().optional(),
    max: z.number().optional(),
    unit: Word.optional(),
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
  z.strictObject({ type: z.literal("duration"), values: z.array(Word).max(100).optional(), ...common }),
  /** Languages somebody speaks, each with a level: ["finnish b1", "arabic c2"]. `values` are the languages. */
  z.strictObject({ type: z.literal("languages"), values: z.array(LanguageName).min(2).max(500), ...common }),
  /** One of these places. Its coordinates are that of the area, never an address. */
  z.strictObject({ type: z.literal("place"), places: few(z.record(PlaceName, Coordinates), 500), ...common }),
]);
export type Fact = z.infer<typeof Fact>;

/** The day on which is decided: a fact that every program has, in rules about one person and about pairs alike. */
export const today = "today";

/** A fact worked out from others, never asked: unknown as long as what it needs is unknown. */
export const DerivedFact = z.union([
  z.strictObject({ yearsSince: FactName, source: Source.optional() }),
  z.strictObject({ count: FactName, source: Source.optional() }),
  z.strictObject({ lowestOf: z.array(FactName).min(1).max(50), source: Source.optional() }),
  z.strictObject({ averageOf: z.array(FactName).min(1).max(50), source: Source.optional() }),
]);
export type DerivedFact = z.infer<typeof DerivedFact>;

/** facts.json */
export const FactDictionary = z.strictObject({
  $schema: z.string().optional(),
  facts: few(z.record(FactName, Fact), 1000),
  derived: few(z.record(FactName, DerivedFact), 200).default({}),
});
export type FactDictionary = z.infer<typeof FactDictionary>;

/** The few values that a fact can have, each with a text of its own; of languages without their levels. */
export function valuesOf(fact: Fact): readonly string[] | undefined {
  if (fact.type === "place") return Object.keys(fact.places);
  return fact.type === "choice" || fact.type === "choices" || fact.type === "languages"
    ? fact.values
    : undefined;
}

export type Facts = Record<string, FactValue>;
