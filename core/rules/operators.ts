import { isDay } from "../program/day.ts";
import type { Fact, FactValue } from "../program/fact.ts";
import { isLength, lengthOf } from "../program/length.ts";
import { type Level, rank } from "../program/level.ts";
import type { LimitName, OperatorName } from "../program/rule-set.ts";
import { type Heard, hear, isHeard } from "./languages.ts";
import { distance, isPlaceOf } from "./places.ts";

/** The further word of a condition: how many, how far, how well. */
export type Limit = number | string;

/**
 * An operator of the rule language: what it compares, its exact opposite, and the comparison itself. `values` is what the
 * dictionary knows of the fact's values (`orderOf`), `limit` the condition's further word (`limitOf`).
 */
export interface Operator {
  /** In words, for the message when a value has another type. */
  takes: string;
  /** The fact types that it makes sense for. */
  types: readonly Fact["type"][];
  /** True wherever this one is false. Every operator has one, so `not` can be moved down to single conditions. */
  opposite: OperatorName;
  /** The further word that it takes, and whether it can do without. */
  limit?: { name: LimitName; optional?: boolean };
  fits(saw: unknown, wanted: unknown, values?: readonly string[], limit?: Limit): boolean;
  holds(saw: never, wanted: never, values: readonly string[], limit?: Limit): boolean;
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
  limit?: Limit,
): boolean {
  const operator = operators[name];
  if (!operator.fits(saw, wanted, values, limit)) throw new WrongType(complaint(name, saw, wanted, fact));
  return operator.holds(saw as never, wanted as never, values ?? [], limit);
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isText = (value: unknown): value is string => typeof value === "string";
const isList = (value: unknown): value is (string | number)[] =>
  Array.isArray(value) && value.every((one) => sameScalar(one, value[0]));
const isScalar = (value: unknown): boolean => isNumber(value) || isText(value);
const sameScalar = (one: unknown, other: unknown): boolean =>
  isScalar(one) && isScalar(other) && typeof one === typeof other;
const sameElements = (one: unknown[], other: unknown[]): boolean =>
  one.length === 0 || other.length === 0 || sameScalar(one[0], other[0]);

type Group = Omit<Operator, "opposite" | "holds">;

const same: Group = {
  takes: "two numbers, two texts or two yes-or-no values",
  types: ["boolean", "number", "rating", "text", "choice", "date", "duration", "place"],
  fits: (saw, wanted) => sameScalar(saw, wanted) || (typeof saw === "boolean" && typeof wanted === "boolean"),
};
const oneOf: Group = {
  takes: "one value and a list of the same kind",
  types: ["number", "rating", "text", "choice", "date", "duration", "place"],
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
  fits: (saw, wanted, values: readonly unknown[] = []) => values.includes(saw) && values.includes(wanted),
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

const isAmount = (limit: unknown): boolean => isNumber(limit) && limit >= 0;
const apart: Group = {
  takes: 'two numbers or two days, and how much in "by"',
  types: ["number", "rating", "date"],
  limit: { name: "by" },
  fits: (saw, wanted, _, by) =>
    isAmount(by) && ((isNumber(saw) && isNumber(wanted)) || (isDay(saw) && isDay(wanted))),
};
const length: Group = {
  takes: 'two lengths of time written like "P3M"',
  types: ["duration"],
  fits: (saw, wanted) => isLength(saw) && isLength(wanted),
};
const several: Group = {
  ...overlap,
  takes: 'two lists of the same kind, and how many in "count"',
  limit: { name: "count" },
  fits: (saw, wanted, values, count) =>
    overlap.fits(saw, wanted, values) && Number.isInteger(count) && isAmount(count),
};
const tongue: Group = {
  takes: 'languages written like "finnish b1" and one language',
  types: ["languages"],
  limit: { name: "level", optional: true },
  fits: (saw, wanted, _, level) => isHeard(saw, level) && isText(wanted),
};
const tongues: Group = {
  ...tongue,
  takes: 'two lists of languages written like "finnish b1"',
  fits: (saw, wanted, _, level) => isHeard(saw, level) && isList(wanted) && wanted.every(isText),
};
const near: Group = {
  takes: 'two places of the program, and how far in "km"',
  types: ["place"],
  limit: { name: "km" },
  fits: (saw, wanted, values, km) => isAmount(km) && isPlaceOf(values, saw) && isPlaceOf(values, wanted),
};

const define = <S, W>(
  group: Group,
  opposite: OperatorName,
  holds: (saw: S, wanted: W, values: readonly string[], limit: never) => boolean,
): Operator => ({ ...group, opposite, holds: holds as Operator["holds"] });

type Scalar = string | number;

/** How much more one is than the other; of days, how many days later. */
const ahead = (saw: Scalar, wanted: Scalar): number =>
  typeof saw === "number"
    ? saw - Number(wanted)
    : (Date.parse(saw) - Date.parse(String(wanted))) / 86_400_000;

const shared = (saw: Scalar[], wanted: Scalar[]): number =>
  new Set(saw.filter((one) => wanted.includes(one))).size;
const containsAll = (saw: Scalar[], wanted: Scalar[]): boolean => wanted.every((one) => saw.includes(one));
const sameSet = (saw: Scalar[], wanted: Scalar[]): boolean =>
  containsAll(saw, wanted) && containsAll(wanted, saw);
const speaks = (saw: string[], wanted: string, level: Level | undefined): boolean =>
  hear(saw).some((one) => one.language === wanted && enough(one, level));
const sharesLanguage = (saw: string[], wanted: string[], level: Level | undefined): boolean => {
  const others = hear(wanted).filter((one) => enough(one, level));
  return hear(saw).some(
    (one) => enough(one, level) && others.some((other) => other.language === one.language),
  );
};
/** A rule's own list names languages without a level: any will do. */
const enough = ({ level }: Heard, least: Level | undefined): boolean =>
  level === undefined || least === undefined || rank(level) >= rank(least);

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
  differsAtMost: define<Scalar, Scalar>(
    apart,
    "differsMore",
    (saw, wanted, _, by: number) => Math.abs(ahead(saw, wanted)) <= by,
  ),
  differsMore: define<Scalar, Scalar>(
    apart,
    "differsAtMost",
    (saw, wanted, _, by: number) => Math.abs(ahead(saw, wanted)) > by,
  ),
  exceedsBy: define<Scalar, Scalar>(
    apart,
    "doesNotExceedBy",
    (saw, wanted, _, by: number) => ahead(saw, wanted) >= by,
  ),
  doesNotExceedBy: define<Scalar, Scalar>(
    apart,
    "exceedsBy",
    (saw, wanted, _, by: number) => ahead(saw, wanted) < by,
  ),
  longerThan: define<string, string>(
    length,
    "notLongerThan",
    (saw, wanted) => lengthOf(saw) > lengthOf(wanted),
  ),
  notLongerThan: define<string, string>(
    length,
    "longerThan",
    (saw, wanted) => lengthOf(saw) <= lengthOf(wanted),
  ),
  shorterThan: define<string, string>(
    length,
    "notShorterThan",
    (saw, wanted) => lengthOf(saw) < lengthOf(wanted),
  ),
  notShorterThan: define<string, string>(
    length,
    "shorterThan",
    (saw, wanted) => lengthOf(saw) >= lengthOf(wanted),
  ),
  containsAll: define<Scalar[], Scalar[]>(overlap, "doesNotContainAll", containsAll),
  doesNotContainAll: define<Scalar[], Scalar[]>(
    overlap,
    "containsAll",
    (saw, wanted) => !containsAll(saw, wanted),
  ),
  sharesAtLeast: define<Scalar[], Scalar[]>(
    several,
    "sharesFewerThan",
    (saw, wanted, _, count: number) => shared(saw, wanted) >= count,
  ),
  sharesFewerThan: define<Scalar[], Scalar[]>(
    several,
    "sharesAtLeast",
    (saw, wanted, _, count: number) => shared(saw, wanted) < count,
  ),
  isExactly: define<Scalar[], Scalar[]>(overlap, "isNotExactly", sameSet),
  isNotExactly: define<Scalar[], Scalar[]>(overlap, "isExactly", (saw, wanted) => !sameSet(saw, wanted)),
  speaks: define<string[], string>(tongue, "doesNotSpeak", (saw, wanted, _, level: Level) =>
    speaks(saw, wanted, level),
  ),
  doesNotSpeak: define<string[], string>(
    tongue,
    "speaks",
    (saw, wanted, _, level: Level) => !speaks(saw, wanted, level),
  ),
  sharesLanguage: define<string[], string[]>(tongues, "sharesNoLanguage", (saw, wanted, _, level: Level) =>
    sharesLanguage(saw, wanted, level),
  ),
  sharesNoLanguage: define<string[], string[]>(
    tongues,
    "sharesLanguage",
    (saw, wanted, _, level: Level) => !sharesLanguage(saw, wanted, level),
  ),
  within: define<string, string>(
    near,
    "beyond",
    (saw, wanted, values, km: number) => distance(values, saw, wanted) <= km,
  ),
  beyond: define<string, string>(
    near,
    "within",
    (saw, wanted, values, km: number) => distance(values, saw, wanted) > km,
  ),
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
