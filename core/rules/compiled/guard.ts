import { isDay } from "../../program/day.ts";
import type { OperatorName } from "../../program/rule-set.ts";
import type { Test } from "../compile.ts";
import { operators } from "../operators.ts";

/** Whether a value is one that a test can compare: the answer of its operator's `fits`, only sooner. */
export type Guard = (value: unknown) => boolean;

const isFlag: Guard = (value) => typeof value === "boolean";
const isNumber: Guard = (value) => typeof value === "number" && Number.isFinite(value);
const isText: Guard = (value) => typeof value === "string";
const isTexts: Guard = (value) => isListOf(value, isText);
const isNumbers: Guard = (value) => isListOf(value, isNumber);

const scalars: Record<string, Guard> = { boolean: isFlag, number: isNumber, string: isText };
const lists: Record<string, Guard> = { number: isNumbers, string: isTexts };

/** What the guard says. Those of most facts are asked by name, which spares the call of a function that could be any. */
export function fits(guard: Guard, value: unknown): boolean {
  if (guard === isFlag) return isFlag(value);
  if (guard === isNumber) return isNumber(value);
  if (guard === isText) return isText(value);
  if (guard === isTexts) return isTexts(value);
  if (guard === isDay) return isDay(value);
  return guard(value);
}

/** Without those that another sees to: a day, and each value of a choice, is a text. */
export function strictest(guards: readonly Guard[]): Guard[] {
  const all = [...new Set(guards)];
  return all.filter(
    (guard) => guard !== isText || !all.some((other) => other === isDay || choices.has(other)),
  );
}

/** What a fact must be, given what the test wants of it. Operators that are not here ask their own `fits`. */
const quick: Partial<Record<OperatorName, (test: Test) => Guard | undefined>> = {
  ...each(["equal", "notEqual"], ({ value }) => scalars[typeof value]),
  ...each(["in", "notIn"], ({ value }) => scalars[typeof first(value)]),
  ...each(["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"], () => isNumber),
  ...each(["atLeast", "below"], ({ values }) => (values ? oneOf(values) : undefined)),
  ...each(["before", "onOrBefore", "after", "onOrAfter"], () => isDay),
  ...each(["contains", "doesNotContain"], ({ value }) => lists[typeof value]),
  ...each(["sharesAny", "sharesNone"], ({ value }) => lists[typeof first(value)]),
};

/** For a test against a value of its own. */
export function guardOf(test: Test): Guard {
  const { operator, value, values, limit } = test;
  const fits: Guard = (saw) => operators[operator].fits(saw, value, values, limit);
  return quick[operator]?.(test) ?? fits;
}

/** The ways in which two facts that a test holds against each other fit; undefined for an operator that must be asked itself. */
export function waysOf({ operator, values }: Test): [Guard, Guard][] | undefined {
  if (values && (operator === "atLeast" || operator === "below")) return alike(oneOf(values));
  return ways[operator];
}

const alike = (...guards: Guard[]): [Guard, Guard][] => guards.map((guard) => [guard, guard]);

const ways: Partial<Record<OperatorName, [Guard, Guard][]>> = {
  ...each(["equal", "notEqual"], alike(isText, isNumber, isFlag)),
  ...each(["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"], alike(isNumber)),
  ...each(["before", "onOrBefore", "after", "onOrAfter"], alike(isDay)),
  ...each(["sharesAny", "sharesNone"], alike(isTexts, isNumbers)),
};

const ones = new WeakMap<readonly string[], Guard>();
const choices = new WeakSet<Guard>();

/** The same guard for the same values, so that a fact is looked at once. */
function oneOf(values: readonly string[]): Guard {
  const all: ReadonlySet<unknown> = new Set(values);
  const known = ones.get(values) ?? ((value) => all.has(value));
  ones.set(values, known);
  choices.add(known);
  return known;
}

function each<T>(names: OperatorName[], one: T): Partial<Record<OperatorName, T>> {
  return Object.fromEntries(names.map((name) => [name, one]));
}

const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);

function isListOf(value: unknown, is: Guard): boolean {
  if (!Array.isArray(value)) return false;
  for (let place = 0; place < value.length; place++) if (!is(value[place])) return false;
  return true;
}
