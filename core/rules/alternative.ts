import { type FactDictionary, type Facts, type FactValue, today } from "../program/fact.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { valuesLeft } from "./analysis/values-left.ts";
import { isFactRef, type Test } from "./compile.ts";
import { derive } from "./derive.ts";
import { basesOf, derivedOf, own, partsOf } from "./dictionary.ts";
import { distance } from "./distance.ts";
import { factsOf } from "./evaluate.ts";
import { candidates, dayOf } from "./open-fact.ts";
import { touching } from "./touching.ts";

interface Known {
  dictionary: FactDictionary;
  ruleSet: RuleSet;
  facts: Facts;
}

/** How many values of one fact are remembered. */
const mostFound = 200;

/** What a known fact could be instead, everything else as it is: of all values that rules cannot tell apart the nearest one. */
export function alternatives(known: Known, fact: string): FactValue[] {
  const touch = touching(known.dictionary, known.ruleSet).get(fact)!;
  if (!touch.alone) return nearest(known, fact, touch.tests);
  const saw = known.facts[fact]!;
  const values = touch.found.get(saw) ?? nearest(known, fact, touch.tests);
  if (!Array.isArray(saw) && touch.found.size < mostFound) touch.found.set(saw, values);
  return values;
}

function nearest(known: Known, fact: string, tests: Test[]): FactValue[] {
  const { dictionary } = known;
  const about = tests.filter((test) => factsOf(test).some((ref) => knownBehind(known, ref).includes(fact)));
  const looked = lookedAt(known, about);
  const without = Object.entries(looked.facts).filter(([ref]) => !knownBehind(known, ref).includes(fact));
  const others = Object.fromEntries(without);
  const saw = known.facts[fact]!;
  const values =
    candidates({ dictionary, facts: others }, fact, about) ??
    valuesLeft(dictionary, about, others)?.get(fact) ??
    [];
  const wayOf = (value: FactValue) => {
    const answers = answersTo(looked, about, { [fact]: value });
    // What waits for an unknown fact may be settled by one value and not by another.
    return answers.includes("unknown") ? `${answers} ${JSON.stringify(value)}` : answers;
  };
  const found = new Map([[wayOf(saw), { value: saw, far: 0 }]]);
  for (const value of [...values.flatMap((one) => besides(saw, one, about, fact)), ...values]) {
    const answers = wayOf(value);
    const far = distance(dictionary, fact, saw, value);
    if (far < (found.get(answers)?.far ?? Number.POSITIVE_INFINITY)) found.set(answers, { value, far });
  }
  return [...found.values()].slice(1).map(({ value }) => value);
}

/** The known facts that tests hold a fact against, or look at in one with it. */
export function besideIt(known: Known, fact: string): string[] {
  const touch = touching(known.dictionary, known.ruleSet).get(fact)!;
  if (touch.alone) return [];
  const all = touch.tests.flatMap(factsOf).flatMap((ref) => knownBehind(known, ref));
  return [...new Set(all)].filter((other) => other !== fact);
}

/** How many values of a fact are tried with each of another's: a pair that is further off may be missed. */
const mostTogether = 8;

/** What a fact could be instead while others may change as well: of the values that stand for all the nearest ones. */
export function together(known: Known, fact: string, others: readonly string[]): FactValue[] {
  const { dictionary, facts } = known;
  const open = [fact, ...others];
  const without = Object.entries(facts).filter(
    ([ref]) => !knownBehind(known, ref).some((base) => open.includes(base)),
  );
  const { tests } = touching(dictionary, known.ruleSet).get(fact)!;
  const values = valuesLeft(dictionary, tests, Object.fromEntries(without))?.get(fact) ?? [];
  const saw = facts[fact]!;
  const other = values.map((value) => ({ value, far: distance(dictionary, fact, saw, value) }));
  return other
    .filter(({ far }) => far > 0)
    .sort((one, two) => one.far - two.far)
    .slice(0, mostTogether)
    .map(({ value }) => value);
}

/** The known facts that decide what a rule sees: of a derived one those that it is worked out from. */
export function knownBehind(
  { dictionary, facts }: Pick<Known, "dictionary" | "facts">,
  ref: string,
): string[] {
  if (ref === today || own(facts, ref) === undefined) return [];
  const derived = derivedOf(dictionary, ref);
  const bases = derived ? basesOf(derived).map((base) => partsOf(ref).side + base) : [];
  const known = bases.flatMap((base) => knownBehind({ dictionary, facts }, base));
  return known.length > 0 ? known : [ref];
}

/** A list as somebody has it, but for the entries that rules name. */
function besides(saw: FactValue, value: FactValue, tests: Test[], fact: string): FactValue[] {
  if (!Array.isArray(saw) || !Array.isArray(value)) return [];
  const named = tests.flatMap((test) => (test.fact === fact && !isFactRef(test.value) ? test.value : []));
  const stem = (one: unknown) => String(one).split(" ")[0]!;
  const kept = saw.filter((one) => !(named as unknown[]).map(stem).includes(stem(one)));
  return [[...kept, ...value.filter((one) => !kept.includes(one))] as FactValue];
}

/** Only what these tests look at, and what that is worked out from: it is gone through once for each value. */
function lookedAt(known: Known, tests: Test[]): Known {
  const refs = tests.flatMap(factsOf);
  const names = new Set([today, ...refs, ...refs.flatMap((ref) => knownBehind(known, ref))]);
  const kept = Object.entries(known.facts).filter(([ref]) => names.has(ref));
  return { ...known, facts: Object.fromEntries(kept) };
}

function answersTo({ dictionary, facts }: Known, tests: Test[], changes: Facts): string {
  const on = dayOf(facts);
  const changed = { ...facts, ...changes };
  const all = on === undefined ? changed : derive({ facts: dictionary }, changed, on);
  return tests.map((test) => test.truth(all)).join();
}
