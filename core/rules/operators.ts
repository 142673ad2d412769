import { isDay } from "../program/day.ts";
import type { Fact, FactValue } from "../program/fact.ts";
import type { OperatorName } from "../program/rule-set.ts";

/** An operator of the rule language: what it compares, its exact opposite, and the comparison itself. */
export interface Operator {
  /** In words, for the message when a value has another type. */
  takes: string;
  /** The fact types that it makes sense for. */
  types: readonly Fact["type"][];
  /** True wherever this one is false. Every operator has one, so `not` can be moved down to single conditions. */
  opposite: OperatorName;
  fits(saw: unknown, wanted: unknown, values?: readonly string[]): boolean;
  holds(saw: never, wanted: never, values: readonly string[]): boolean;
}

/** A fact, or what a rule wants of it, is of a type that the operator cannot compare. Nothing is ever coerced. */
export class WrongType extends Error {
  readonly code = "rules.wrong-type";
}

/** Compares strictly; throws WrongType rather than guess. `values` are those of an ordered choice. */
export function compare(
  name: OperatorName,
  saw: FactValue,
  wanted: FactValue,
  values?: readonly string[],
  fact?: string,
): boolean {
  const operator = operators[name];
  if (!operator.fits(saw, wanted, values)) throw new WrongType(complaint(name, saw, wanted, fact));
  return operator.holds(saw as never, wanted as never, values ?? []);
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isList = (value: unknown): value is (string | number)[] =>
  Array.isArray(value) && value.every((one) => sameScalar(one, value[0]));
const isScalar = (value: unknown): boolean => isNumber(value) || isText(value);
const sameScalar = (one: unknown, other: unknown): boolean => isScalar(one) && typeof one === typeof other;
const sameElements = (one: unknown[], other: unknown[]): boolean =>
  one.length === 0 || other.length === 0 || sameScalar(one[0], other[0]);

type Group = Omit<Operator, "opposite" | "holds">;

const same: Group = {
  takes: "two numbers, two texts or two yes-or-no values",
  types: ["boolean", "number", "rating", "text", "choice", "date", "duration"],
  fits: (saw, wanted) => sameScalar(saw, wanted) || (typeof saw === "boolean" && typeof wanted === "boolean"),
};
const oneOf: Group = {
  takes: "one value and a list of the same kind",
  types: ["number", "rating", "text", "choice", "date", "duration"],
  fits: (saw, wanted) => isScalar(saw) && isList(wanted) && sameElements([saw], wanted),
};
const size: Group = {
  takes: "two numbers",
  types: ["number", "rating"],
  fits: (saw, wanted) => isNumber(saw) && isNumber(wanted),
};
const order: Group = {
  takes: "two values of one ordered choice",
  types: ["choice"],
  fits: (saw, wanted, values) =>
    isText(saw) && isText(wanted) && !!values?.includes(saw) && values.includes(wanted),
};
const member: Group = {
  takes: "a list and one value of the same kind",
  types: ["choices", "numbers"],
  fits: (saw, wanted) => isList(saw) && isScalar(wanted) && sameElements(saw, [wanted]),
};
const overlap: Group = {
  takes: "two lists of the same kind",
  types: ["choices", "numbers"],
  fits: (saw, wanted) => isList(saw) && isList(wanted) && sameElements(saw, wanted),
};
const day: Group = {
  takes: 'two days written like "2026-12-24"',
  types: ["date"],
  fits: (saw, wanted) => isDay(saw) && isDay(wanted),
};

const define = <S, W>(
  group: Group,
  opposite: OperatorName,
  holds: (saw: S, wanted: W, values: readonly string[]) => boolean,
): Operator => ({ ...group, opposite, holds: holds as Operator["holds"] });

type Scalar = string | number;

/** Every operator of the language, as data. */
export const operators: Record<OperatorName, Operator> = {
  equal: define<unknown, unknown>(same, "notEqual", (saw, wanted) => saw === wanted),
  notEqual: define<unknown, unknown>(same, "equal", (saw, wanted) => saw !== wanted),
  in: define<Scalar, Scalar[]>(oneOf, "notIn", (saw, wanted) => wanted.includes(saw)),
  notIn: define<Scalar, Scalar[]>(oneOf, "in", (saw, wanted) => !wanted.includes(saw)),
  lessThan: define<number, number>(size, "greaterThanInclusive", (saw, wanted) => saw < wanted),
  lessThanInclusive: define<number, number>(size, "greaterThan", (saw, wanted) => saw <= wanted),
  greaterThan: define<number, number>(size, "lessThanInclusive", (saw, wanted) => saw > wanted),
  greaterThanInclusive: define<number, number>(size, "lessThan", (saw, wanted) => saw >= wanted),
  atLeast: define<string, string>(
    order,
    "below",
    (saw, wanted, values) => values.indexOf(saw) >= values.indexOf(wanted),
  ),
  below: define<string, string>(
    order,
    "atLeast",
    (saw, wanted, values) => values.indexOf(saw) < values.indexOf(wanted),
  ),
  contains: define<Scalar[], Scalar>(member, "doesNotContain", (saw, wanted) => saw.includes(wanted)),
  doesNotContain: define<Scalar[], Scalar>(member, "contains", (saw, wanted) => !saw.includes(wanted)),
  sharesAny: define<Scalar[], Scalar[]>(overlap, "sharesNone", (saw, wanted) =>
    saw.some((one) => wanted.includes(one)),
  ),
  sharesNone: define<Scalar[], Scalar[]>(
    overlap,
    "sharesAny",
    (saw, wanted) => !saw.some((one) => wanted.includes(one)),
  ),
  before: define<string, string>(day, "onOrAfter", (saw, wanted) => saw < wanted),
  onOrBefore: define<string, string>(day, "after", (saw, wanted) => saw <= wanted),
  after: define<string, string>(day, "onOrBefore", (saw, wanted) => saw > wanted),
  onOrAfter: define<string, string>(day, "before", (saw, wanted) => saw >= wanted),
};

/** Says the types and never the values: this text may reach a log. */
function complaint(name: OperatorName, saw: unknown, wanted: unknown, fact?: string): string {
  const where = fact ? `fact "${fact}"` : "a fact";
  return `${where} is ${kindOf(saw)} and is compared with ${kindOf(wanted)}, but "${name}" takes ${operators[name].takes}: mend what gives the fact, or the rule`;
}

function kindOf(value: unknown): string {
  if (value === null) return "nothing (null)";
  if (Array.isArray(value)) return isList(value) ? `a list of ${value.length}` : "a list of mixed kinds";
  if (typeof value === "boolean") return "yes or no";
  if (isDay(value)) return "a day";
  return isText(value) ? "a text" : isNumber(value) ? "a number" : `not a value (${typeof value})`;
}
