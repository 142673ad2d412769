import * as z from "zod";
import { ConditionName, FactRef, few, Sentence, Slug, Source, Word } from "./identifier.ts";
import { Level } from "./level.ts";

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
  "differsAtMost",
  "differsMore",
  "exceedsBy",
  "doesNotExceedBy",
  "longerThan",
  "notLongerThan",
  "shorterThan",
  "notShorterThan",
  "containsAll",
  "doesNotContainAll",
  "sharesAtLeast",
  "sharesFewerThan",
  "isExactly",
  "isNotExactly",
  "speaks",
  "doesNotSpeak",
  "sharesLanguage",
  "sharesNoLanguage",
  "within",
  "beyond",
] as const;
export type OperatorName = (typeof operators)[number];

/** At most so many single conditions in one file, and groups inside groups, after names are replaced. */
export const mostConditions = 500;
export const mostNested = 10;
export const mostNames = 100;

const Literal = z.union([
  z.boolean(),
  z.number(),
  Sentence,
  z.array(Sentence).min(1).max(500),
  z.array(z.number()).min(1).max(500),
]);

/** How far, how many, how well: the one further word that some operators take. */
export const limits = {
  /** Of `sharesAtLeast`, `sharesFewerThan`. */
  count: z.number().int().positive(),
  /** Of the operators of languages; any level when left out. */
  level: Level,
  /** Of `within` and `beyond`: as the crow flies. */
  km: z.number().positive(),
  /** Of `differs...` and `exceeds...`: days, where days are compared. */
  by: z.number().nonnegative(),
} as const;
export type LimitName = keyof typeof limits;

export const Leaf = z.strictObject({
  fact: FactRef,
  operator: z.enum(operators),
  value: z.union([Literal, z.strictObject({ fact: FactRef })]),
  count: limits.count.optional(),
  level: limits.level.optional(),
  km: limits.km.optional(),
  by: limits.by.optional(),
});
export type Leaf = z.infer<typeof Leaf>;

export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Leaf;

/** What a file may write in place of conditions. It is replaced before anything reads them: a checked program has none left. */
const Reference = z.strictObject({ condition: ConditionName });

/** json-rules-engine's conditions, without its traps: no empty lists, no paths, no unknown keys. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(Condition).min(1) }),
    z.strictObject({ any: z.array(Condition).min(1) }),
    z.strictObject({ not: Condition }),
    Leaf,
    Reference,
  ]),
) as z.ZodType<Condition>;

export type Conditions = { all: Condition[] } | { any: Condition[] } | { not: Condition };

/** The top of a rule must be a group, as json-rules-engine wants it. */
export const Conditions = z.union([
  z.strictObject({ all: z.array(Condition).min(1) }),
  z.strictObject({ any: z.array(Condition).min(1) }),
  z.strictObject({ not: Condition }),
  Reference,
]) as z.ZodType<Conditions>;

/** Conditions with a name, to be written once and referred to as {"condition": "speaks-enough"}. */
export const NamedConditions = z.record(ConditionName, Conditions);

/** conditions.json: names that every rule set and every `when` of the program can refer to. */
export const ConditionsFile = z.strictObject({
  $schema: z.string().optional(),
  conditions: NamedConditions,
  source: Source.optional(),
});

export const Params = few(z.record(Word, z.union([Sentence, z.number(), z.boolean()])), 50);
export type Params = z.infer<typeof Params>;

/** How much a rule of a "sum of points" set counts. Mandatory is no number: without it, the set answers `mandatory`. */
export const Weight = z.enum(["Mandatory", "High", "Medium", "Low"]);
export type Weight = z.infer<typeof Weight>;

/** The points of weights, where a rule set does not say its own. */
export const usualWeights = { High: 5, Medium: 3, Low: 1 } as const;

export const Rule = z.strictObject({
  name: Slug,
  conditions: Conditions,
  event: z.strictObject({ type: Slug, params: Params.optional() }),
  weight: Weight.optional(),
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
  decides: Word.min(1),
  hitPolicy: z.enum(["first match", "exactly one", "all that match", "sum of points"]),
  rules: z.array(Rule).min(1).max(200),
  otherwise: z.strictObject({ type: Slug, params: Params.optional() }),
  /** The points of each weight: High 5, Medium 3, Low 1 when left out. */
  weights: z.strictObject({ High: z.number(), Medium: z.number(), Low: z.number() }).optional(),
  /** The outcome of a "sum of points" set when a Mandatory rule is not met. */
  mandatory: z.strictObject({ type: Slug, params: Params.optional() }).optional(),
  source: Source.optional(),
});
export type RuleSet = z.infer<typeof RuleSet>;

/** A rule set as its file has it: with names for conditions that only its own rules refer to. */
export const RuleSetFile = RuleSet.extend({ conditions: NamedConditions.optional() }).superRefine(
  ({ rules }, { addIssue }) => {
    for (const [index, { weight, event }] of rules.entries()) {
      if (weight === undefined || event.params?.points === undefined) continue;
      const message = 'write either "weight" or "points", not both';
      addIssue({ code: "custom", path: ["rules", index, "weight"], message });
    }
  },
);
