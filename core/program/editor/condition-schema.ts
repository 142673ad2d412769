import { operators } from "../../rules/operators.ts";
import { type Fact, valuesOf } from "../fact.ts";
import { factNamed } from "../inspection.ts";
import { levels } from "../level.ts";
import { entryOf, operatorsFor, otherSide, takesList } from "../operator-fit.ts";
import type { Pack } from "../pack.ts";
import type { LimitName, OperatorName } from "../rule-set.ts";
import { factWord } from "./fact-words.ts";
import { afterColon, oneOfThese, orIsNew, type Schema, suggested, where } from "./json-schema.ts";
import { operatorWords } from "./operator-words.ts";
import { valueSchema } from "./value-schema.ts";

/** Facts that conditions can look at, and whose they are. */
export interface Seen {
  pack: Pack;
  who: string;
  refs: readonly string[];
}

/**
 * Conditions about somebody, as definitions under these names: `facts-<who>` whom rules may look at, `condition-<who>` one
 * condition or group, `conditions-<who>` a group, as the top of a rule must be. `refs` are the facts that can be seen.
 */
export function conditionSchemas(seen: Seen, named: readonly string[]): Record<string, Schema> {
  const { pack, who, refs } = seen;
  const words = refs.map((ref) => factWord(pack, ref));
  const self: Schema = { $ref: `#/$defs/condition-${who}` };
  const groups = groupProperties(self, named);
  const { cases, others } = leaves(seen);
  return {
    [`facts-${who}`]: oneOfThese(
      words,
      `There is no such fact here. ${orIsNew} Facts are written in facts.json.`,
    ),
    [`conditions-${who}`]: group(groups, groups),
    [`condition-${who}`]: leafOrGroup(who, groups, cases),
    ...others,
  };
}

function groupProperties(self: Schema, named: readonly string[]): Record<string, Schema> {
  const list = {
    type: "array",
    minItems: 1,
    items: { ...self, defaultSnippets: [leafSnippet] },
    errorMessage: "Write a list of at least one condition.",
  };
  return {
    all: { ...list, description: "Every one of these holds." },
    any: { ...list, description: "At least one of these holds." },
    not: { ...self, description: "This does not hold." },
    condition: {
      description: "A condition written once under a name, here or in conditions.json.",
      ...suggested(named.map((name) => ({ name }))),
    },
  };
}

const leafSnippet = {
  label: "a condition: fact, operator, value",
  body: { fact: "$1", operator: "$2", value: "^$3" },
};

const limitSchemas: Record<LimitName, Schema> = {
  count: { type: "integer", minimum: 1, description: "How many." },
  level: { enum: levels, description: "At least this well." },
  km: { type: "number", exclusiveMinimum: 0, description: "Kilometers, as the crow flies." },
  by: { type: "number", minimum: 0, description: "How much; days, where days are compared." },
};
const limitNames = Object.keys(limitSchemas) as LimitName[];

/** What begins a condition is offered while it is empty, and the rest when it is clear what it is about. */
function group(groups: Schemas, beginnings: Schemas, more: string[] = [], cases: Schema[] = []): Schema {
  const names = Object.keys(beginnings);
  const hidden = [...names, ...more].map((name) => [name, { doNotSuggest: true }]);
  const forbidden = (but: string) =>
    [...names, ...more].filter((name) => name !== but).map((name) => [name, false]);
  return {
    type: "object",
    properties: Object.fromEntries(hidden),
    additionalProperties: false,
    errorMessage: `Write ${more.length > 0 ? '"fact", "operator" and "value", or ' : ""}a group: "all", "any" or "not".`,
    minProperties: 1,
    allOf: [
      { if: { anyOf: names.map((name) => ({ required: [name] })) }, else: { properties: beginnings } },
      ...Object.entries(groups).map(([name, schema]) => ({
        if: { required: [name] },
        then: {
          properties: { ...Object.fromEntries(forbidden(name)), [name]: schema },
          errorMessage: `Nothing else stands beside "${name}".`,
        },
      })),
      ...cases,
    ],
  };
}

function leafOrGroup(who: string, groups: Schemas, cases: Schema[]): Schema {
  const fact = { description: "What we look at.", $ref: `#/$defs/facts-${who}` };
  const leaf = {
    if: { required: ["fact"] },
    then: {
      properties: { fact, operator, value: afterColon },
      required: ["operator", "value"],
    },
  };
  return group(groups, { ...groups, fact }, ["operator", "value", ...limitNames], [leaf, ...cases]);
}

type Schemas = Record<string, Schema>;

const operator: Schema = { ...afterColon, description: "How the fact is compared with the value." };

/** Facts of one type and with the same values are one case. */
function leaves({ pack, who, refs }: Seen): { cases: Schema[]; others: Record<string, Schema> } {
  const others: Record<string, Schema> = {};
  const alike = Map.groupBy(refs, (ref) => caseOf(pack, ref));
  const cases = [...alike].map(([name, same]) =>
    where("fact", same, leafOf({ pack, who, refs }, name, same[0]!, others)),
  );
  return { cases, others };
}

/** Facts whose values have labels are cases of their own, as their two sides of a pair are one. */
function caseOf(pack: Pack, ref: string): string {
  const { name, fact } = factNamed(pack, ref)!;
  if (valuesOf(fact) || (fact.type === "duration" && fact.values)) return `of-${name}`;
  const bounds = "min" in fact || "max" in fact ? [fact.min, fact.max] : [];
  return [fact.type, ...bounds.map((bound) => bound ?? "any")].join("-");
}

function leafOf(
  { pack, who, refs }: Seen,
  name: string,
  ref: string,
  others: Record<string, Schema>,
): Schema {
  const { fact } = factNamed(pack, ref)!;
  return {
    properties: { operator: { $ref: `#/$defs/operators-${typeOf(fact)}` } },
    allOf: alike(operatorsFor(fact), fact).map((names) => {
      const right = refs.filter((other) => comparable(pack, names[0]!, fact, other));
      const key = `others-${who}-${keyOf(names[0]!, fact, name)}`;
      if (right.length > 0) others[key] = anotherFact(pack, who, right);
      return where("operator", names, comparison(names[0]!, name, right.length > 0 ? key : undefined));
    }),
  };
}

/** Operators that want the same on their right. */
function alike(names: OperatorName[], fact: Fact): OperatorName[][] {
  const key = (name: OperatorName) =>
    JSON.stringify([takesList(name), operators[name].limit ?? null, otherSide(name, fact.type)]);
  return Object.values(Object.groupBy(names, key)) as OperatorName[][];
}

/** Places are compared only with the same places, everything else by its type. */
const keyOf = (operator: OperatorName, fact: Fact, name: string): string =>
  fact.type === "place" ? name : otherSide(operator, fact.type).join("-or-");

function comparable(pack: Pack, name: OperatorName, left: Fact, ref: string): boolean {
  const right = factNamed(pack, ref)!.fact;
  if (left.type === "place" && right.type === "place")
    return JSON.stringify(left.places) === JSON.stringify(right.places);
  return otherSide(name, left.type).includes(right.type);
}

/** `if` without `then` asks for nothing: it only lets an editor say what the fact is. */
const anotherFact = (pack: Pack, who: string, right: string[]): Schema => ({
  type: "object",
  description: "Another fact, to compare with.",
  properties: {
    fact: {
      enum: right,
      enumDetails: right.map((ref) => factWord(pack, ref).label ?? ""),
      if: { $ref: `#/$defs/facts-${who}` },
      errorMessage: "This fact cannot be compared with that one.",
    },
  },
  required: ["fact"],
  additionalProperties: false,
});

function comparison(operator: OperatorName, value: string, others: string | undefined): Schema {
  const { limit } = operators[operator];
  const one: Schema = { $ref: `#/$defs/value-${value}` };
  const literal = takesList(operator)
    ? { type: "array", minItems: 1, items: one, errorMessage: "Write a list in brackets." }
    : one;
  const limits = limitNames.map((each) => [each, each === limit?.name ? limitSchemas[each] : false]);
  return {
    properties: {
      value: others === undefined ? literal : { anyOf: [literal, { $ref: `#/$defs/${others}` }] },
      ...Object.fromEntries(limits),
    },
    required: limit && !limit.optional ? [limit.name] : [],
    errorMessage: limit
      ? `This operator takes only "${limit.name}".`
      : "This operator takes no further word.",
  };
}

const typeOf = (fact: Fact): string =>
  fact.type === "choice" && fact.ordered
    ? "ordered"
    : fact.type === "duration" && fact.values
      ? "duration-of-few"
      : fact.type;

/** What every condition refers to: operators by type of fact, and what a fact's value can be compared with. */
export function comparisonSchemas(pack: Pack, refs: readonly string[]): Record<string, Schema> {
  const facts = refs.map((ref) => ({ ref, ...factNamed(pack, ref)! }));
  const values = facts.map(({ ref, name, fact }) => [
    `value-${caseOf(pack, ref)}`,
    valueSchema(pack, name, entryOf(fact)),
  ]);
  const fitting = facts.map(({ fact }) => [`operators-${typeOf(fact)}`, anOperator(operatorsFor(fact))]);
  return Object.fromEntries([...fitting, ...values]);
}

const anOperator = (names: OperatorName[]): Schema =>
  oneOfThese(
    names.map((name) => ({ name, says: operatorWords[name] })),
    `This does not work on this kind of fact. Write ${names.join(", ")}.`,
  );
