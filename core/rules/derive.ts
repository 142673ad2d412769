import { isDay } from "../program/day.ts";
import { type DerivedFact, type FactDictionary, type Facts, type FactValue, today } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { basesOf, derivedOf, own, partsOf } from "./dictionary.ts";
import { WrongType } from "./operators.ts";

/**
 * The facts with the day itself and those that follow from them on it, for the journey itself and for each side of a pair. One that cannot
 * be worked out stays unknown.
 */
export function derive(pack: Pick<Pack, "facts">, facts: Facts, on: string): Facts {
  if (!isDay(on)) throw new Error(`a decision is made on a day such as "2026-12-24", not on "${on}"`);
  const all: Facts = { ...facts, [today]: on };
  const names = Object.keys(pack.facts.derived);
  if (names.length === 0) return all;
  const sides = new Set(["", ...Object.keys(facts).map((ref) => partsOf(ref).side)]);
  for (const side of sides) for (const name of names) work(pack.facts, all, side + name, on, []);
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

function work(dictionary: FactDictionary, all: Facts, ref: string, on: string, under: string[]): void {
  const derived = derivedOf(dictionary, ref);
  if (!derived) return;
  if (under.includes(ref))
    throw new Error(`facts.json: "${ref}" is derived from itself (${[...under, ref].join(" -> ")})`);
  const bases = basesOf(derived).map((base) => partsOf(ref).side + base);
  for (const base of bases) work(dictionary, all, base, on, [...under, ref]);
  const values = bases.map((base) => own(all, base));
  const value = values.every((one) => one !== undefined) ? calculate(ref, derived, values, on) : undefined;
  if (value !== undefined) all[ref] = value;
}

function calculate(ref: string, derived: DerivedFact, values: FactValue[], on: string): number | undefined {
  if ("yearsSince" in derived) return years(ref, values[0]!, on);
  if ("count" in derived) return list(ref, values[0]!).length;
  const numbers = values.flatMap((value) => figures(ref, value));
  if (numbers.length === 0) return undefined;
  return "lowestOf" in derived
    ? Math.min(...numbers)
    : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

/** Whole years gone by: someone born on 29 February has the birthday on 1 March in other years. */
function years(ref: string, since: FactValue, on: string): number {
  if (!isDay(since)) throw wrong(ref, "a day");
  const gone = Number(on.slice(0, 4)) - Number(since.slice(0, 4));
  return on.slice(5) < since.slice(5) ? gone - 1 : gone;
}

function list(ref: string, value: FactValue): (string | number)[] {
  if (!Array.isArray(value)) throw wrong(ref, "a list");
  return value;
}

function figures(ref: string, value: FactValue): number[] {
  const all = Array.isArray(value) ? value : [value];
  if (!all.every((one): one is number => typeof one === "number" && Number.isFinite(one)))
    throw wrong(ref, "numbers");
  return all;
}

const wrong = (ref: string, wanted: string) =>
  new WrongType(
    `"${ref}" is worked out from ${wanted}, and what it is derived from is something else: mend what gives that fact`,
  );
