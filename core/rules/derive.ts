import { isDay } from "../program/day.ts";
import { type DerivedFact, type FactDictionary, type Facts, type FactValue, today } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { basesOf, derivedOf, own, partsOf } from "./dictionary.ts";
import { WrongType } from "./operators.ts";

/**
 * The facts with the day itself and those that follow from them on it, for the journey itself and for each side of a pair. One
 * that cannot be worked out stays unknown.
 */
export function derive(pack: Pick<Pack, "facts">, facts: Facts, on: string): Facts {
  if (!isDay(on)) throw new Error(`a decision is made on a day such as "2026-12-24", not on "${on}"`);
  const all: Facts = { ...facts, [today]: on };
  const steps = stepsOf(pack.facts);
  if (steps.length === 0) return all;
  for (const side of sidesOf(facts)) for (const step of steps) work(all, side, step, on);
  return all;
}

/** The facts to ask for so that this one becomes known: itself, or what a derived one still lacks. */
export function askFor(dictionary: FactDictionary, ref: string, facts: Facts): string[] {
  const derived = derivedOf(dictionary, ref);
  if (!derived) return [ref];
  const bases = basesOf(derived).map((base) => partsOf(ref).side + base);
  const missing = bases.filter((base) => own(facts, base) === undefined);
  return (missing.length > 0 ? missing : bases).flatMap((base) => askFor(dictionary, base, facts));
}

/** A fact that is worked out, and from which. */
interface Step {
  name: string;
  derived: DerivedFact;
  bases: string[];
}

const known = new WeakMap<FactDictionary, Step[]>();

/** Each after those that it is worked out from. Throws when one is derived from itself. */
function stepsOf(dictionary: FactDictionary): Step[] {
  const made = known.get(dictionary) ?? [];
  if (known.has(dictionary)) return made;
  for (const name of Object.keys(dictionary.derived)) addStep(dictionary, made, name, []);
  known.set(dictionary, made);
  return made;
}

function addStep(dictionary: FactDictionary, steps: Step[], name: string, under: string[]): void {
  const derived = derivedOf(dictionary, name);
  if (!derived || steps.some((step) => step.name === name)) return;
  if (under.includes(name))
    throw new Error(`facts.json: "${name}" is derived from itself (${[...under, name].join(" -> ")})`);
  const bases = basesOf(derived);
  for (const base of bases) addStep(dictionary, steps, base, [...under, name]);
  steps.push({ name, derived, bases });
}

/** "" for the journey itself, "mentor." and "mentee." for the sides of a pair. */
function sidesOf(facts: Facts): Set<string> {
  return new Set(["", ...Object.keys(facts).map((ref) => partsOf(ref).side)]);
}

function work(all: Facts, side: string, { name, derived, bases }: Step, on: string): void {
  const values: FactValue[] = [];
  for (const base of bases) {
    const value = own(all, side + base);
    if (value === undefined) return;
    values.push(value);
  }
  all[side + name] = calculate(side + name, derived, values, on);
}

function calculate(ref: string, derived: DerivedFact, values: FactValue[], on: string): number {
  if ("yearsSince" in derived) return years(ref, values[0]!, on);
  if ("count" in derived) return list(ref, values[0]!).length;
  const numbers = values.map((value) => figure(ref, value));
  return "lowestOf" in derived
    ? Math.min(...numbers)
    : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

/** Whole years gone by, none of a day to come: someone born on 29 February has the birthday on 1 March in other years. */
function years(ref: string, since: FactValue, on: string): number {
  if (!isDay(since)) throw wrong(ref, "a day");
  const gone = Number(on.slice(0, 4)) - Number(since.slice(0, 4));
  return Math.max(0, on.slice(5) < since.slice(5) ? gone - 1 : gone);
}

function list(ref: string, value: FactValue): (string | number)[] {
  if (!Array.isArray(value)) throw wrong(ref, "a list");
  return value;
}

function figure(ref: string, value: FactValue): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw wrong(ref, "numbers");
  return value;
}

const wrong = (ref: string, wanted: string) =>
  new WrongType(
    `"${ref}" is worked out from ${wanted}, and what it is derived from is something else: mend what gives that fact`,
  );
