import { isDay } from "../../program/day.ts";
import type { FactValue } from "../../program/fact.ts";
import type { OperatorName } from "../../program/rule-set.ts";
import type { Test } from "../compile.ts";
import { operators } from "../operators.ts";
import { includesText } from "./texts.ts";

/** Whether a value is one that a test can compare: the answer of its operator's `fits`, only sooner. */
export interface Guard {
  /** What most facts are has code of its own, which spares the call of a function that could be any. */
  kind: number;
  /** Of a choice, in its order. */
  values: readonly string[];
  fits(value: unknown): boolean;
}

const [flag, number, text, texts, numbers, day, choice, other] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Every guard has the same form, which makes reading them quicker. */
const guard = (kind: number, fits: Guard["fits"], values: Guard["values"] = []): Guard => ({
  kind,
  values,
  fits,
});

const isText = (value: unknown) => typeof value === "string";
const isSound = (value: unknown) => typeof value === "number" && value - value === 0;

export const anything = guard(other, () => true);
const isFlag = guard(flag, (value) => typeof value === "boolean");
const isNumber = guard(number, isSound);
const aText = guard(text, isText);
const aDay = guard(day, isDay);
const someTexts = guard(texts, areTexts);
const someNumbers = guard(numbers, areSound);

const scalars: Record<string, Guard> = { boolean: isFlag, number: isNumber, string: aText };
const lists: Record<string, Guard> = { number: someNumbers, string: someTexts };

/** What the guard says. */
export function fits(guard: Guard, value: unknown): boolean {
  switch (guard.kind) {
    case flag:
      return typeof value === "boolean";
    case number:
      return isSound(value);
    case text:
      return isText(value);
    case texts:
      return areTexts(value);
    case numbers:
      return areSound(value);
    case day:
      return isDay(value);
    case choice:
      return includesText(guard.values, value as string);
    default:
      return guard.fits(value);
  }
}

/** All of them at once. A day, and each value of a choice, is a text anyway. */
export function every(guards: readonly Guard[]): Guard {
  const stricter = guards.some(({ kind }) => kind === day || kind === choice);
  const all = guards.filter(
    (one, place) => !(stricter && one === aText) && firstAlike(guards, one) === place,
  );
  const [one = anything, ...more] = all;
  if (more.length === 0) return one;
  return guard(other, (value) => fits(one, value) && more.every((also) => fits(also, value)));
}

/** Choices of two facts may have the same values. */
const firstAlike = (guards: readonly Guard[], one: Guard): number =>
  guards.findIndex(
    (other) =>
      other === one ||
      (one.kind === choice && other.kind === choice && one.values.join("\n") === other.values.join("\n")),
  );

/** What a fact must be, given what the test wants of it. Operators that are not here ask their own `fits`. */
const quick: Partial<Record<OperatorName, (test: Test) => Guard | undefined>> = {
  ...each(["equal", "notEqual"], ({ value }) => scalars[typeof value]),
  ...each(["in", "notIn"], ({ value }) => scalars[typeof first(value)]),
  ...each(["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"], () => isNumber),
  ...each(["atLeast", "below"], ({ values }) => (values ? oneOf(values) : undefined)),
  ...each(["before", "onOrBefore", "after", "onOrAfter"], () => aDay),
  ...each(["contains", "doesNotContain"], ({ value }) => lists[typeof value]),
  ...each(["sharesAny", "sharesNone"], ({ value }) => lists[typeof first(value)]),
};

/** For a test against a value of its own. */
export function guardOf(test: Test): Guard {
  const { operator, value, values, limit } = test;
  const asked = guard(other, (saw) => operators[operator].fits(saw as FactValue, value, values, limit));
  return quick[operator]?.(test) ?? asked;
}

/** The ways in which two facts that a test holds against each other fit; undefined for an operator that must be asked itself. */
export function waysOf({ operator, values }: Test): [Guard, Guard][] | undefined {
  if (values && (operator === "atLeast" || operator === "below")) return alike(oneOf(values));
  return ways[operator];
}

const alike = (...guards: Guard[]): [Guard, Guard][] => guards.map((guard) => [guard, guard]);

const ways: Partial<Record<OperatorName, [Guard, Guard][]>> = {
  ...each(["equal", "notEqual"], alike(aText, isNumber, isFlag)),
  ...each(["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"], alike(isNumber)),
  ...each(["before", "onOrBefore", "after", "onOrAfter"], alike(aDay)),
  ...each(["sharesAny", "sharesNone"], alike(someTexts, someNumbers)),
};

const ones = new WeakMap<readonly string[], Guard>();

/** The same guard for the same values, so that a fact is looked at once. */
function oneOf(values: readonly string[]): Guard {
  const known = ones.get(values) ?? guard(choice, (value) => values.includes(value as string), values);
  ones.set(values, known);
  return known;
}

function each<T>(names: OperatorName[], one: T): Partial<Record<OperatorName, T>> {
  return Object.fromEntries(names.map((name) => [name, one]));
}

const first = (list: unknown): unknown => (Array.isArray(list) ? list[0] : undefined);

/** Loops of their own: one that is told what to look for calls a function for each. */
function areTexts(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (let place = 0; place < value.length; place++) if (!isText(value[place])) return false;
  return true;
}

function areSound(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  for (let place = 0; place < value.length; place++) if (!isSound(value[place])) return false;
  return true;
}
