import type { FactDictionary, Facts } from "../program/fact.ts";
import type { RuleSet } from "../program/rule-set.ts";
import type { CompiledRule } from "./compile.ts";
import { compile } from "./compile.ts";
import { factsOf, type Looked, lookAt, missingIn, restOf } from "./evaluate.ts";
import { combine, keyOf, type Verdict } from "./verdict.ts";
import { type Unknown, unknowns, worlds } from "./worlds.ts";

/** What the known facts settle. More than one verdict possible: `needs` are the facts, as rules name them, that could still tell. */
export interface Settled {
  possible: Verdict[];
  needs: string[];
  looked: Looked[];
}

/**
 * A verdict stands only if every way to complete the facts leads to it. Three-valued logic settles most of it; where an unknown
 * fact stands in several tests, each of its telling values is tried.
 */
export function settle(dictionary: FactDictionary, ruleSet: RuleSet, facts: Facts): Settled {
  const rules = compile(dictionary, ruleSet);
  const looked = lookAt(rules, facts);
  const { possible } = combine(ruleSet, truths(looked));
  if (possible.length === 1) return { possible, needs: [], looked };
  const relevant = reached(ruleSet, looked);
  return { ...explore(ruleSet, relevant, facts, unknowns(dictionary, relevant, facts)), looked };
}

interface World {
  possible: Verdict[];
  /** Missing facts that matter in this world and that it does not fix. */
  missing: string[];
  /** Equal for two worlds in which everything still to be found out leads to the same. */
  signature: string;
}

function explore(
  ruleSet: RuleSet,
  rules: CompiledRule[],
  facts: Facts,
  fixed: Unknown[],
): Omit<Settled, "looked"> {
  const seen = worlds(fixed).map((world) => see(ruleSet, rules, { ...facts, ...world }));
  const possible = merge(seen);
  if (possible.length === 1) return { possible, needs: [] };
  const telling = fixed.filter((_, place) => tells(fixed, place, seen)).map(({ fact }) => fact);
  const needs = new Set([...telling, ...seen.flatMap(({ missing }) => missing)]);
  return { possible, needs: inFileOrder(rules, needs) };
}

function see(ruleSet: RuleSet, rules: CompiledRule[], facts: Facts): World {
  const looked = lookAt(rules, facts);
  const { possible, open } = combine(ruleSet, truths(looked));
  const rests = open.map((rule) => [rule, restOf(looked[rule]!, facts)]);
  return {
    possible,
    missing: open.flatMap((rule) => missingIn(looked[rule]!, facts)),
    signature: JSON.stringify([possible.map(keyOf).sort(), rests]),
  };
}

/** All verdicts of all worlds; one that several worlds reach in different ways keeps only the rules that all of them share. */
function merge(seen: World[]): Verdict[] {
  const verdicts = new Map<string, Verdict>();
  for (const verdict of seen.flatMap(({ possible }) => possible)) {
    const known = verdicts.get(keyOf(verdict));
    const rules = known ? known.rules.filter((rule) => verdict.rules.includes(rule)) : verdict.rules;
    verdicts.set(keyOf(verdict), { ...verdict, rules });
  }
  return [...verdicts.values()];
}

/** Whether two worlds that differ in this fact alone lead to different verdicts. */
function tells(fixed: Unknown[], place: number, seen: World[]): boolean {
  const stride = fixed.slice(place + 1).reduce((product, { values }) => product * values.length, 1);
  const size = fixed[place]!.values.length;
  return seen.some(({ signature }, world) => {
    const digit = Math.floor(world / stride) % size;
    return signature !== seen[world - digit * stride]!.signature;
  });
}

function inFileOrder(rules: CompiledRule[], needs: Set<string>): string[] {
  const named = rules.flatMap(({ tests }) => tests.flatMap(factsOf));
  return [...new Set(named)].filter((fact) => needs.has(fact));
}

/** With first match nothing after the first rule that surely holds can matter. */
function reached(ruleSet: RuleSet, looked: Looked[]): Looked[] {
  const first = ruleSet.hitPolicy === "first match" ? looked.findIndex(({ truth }) => truth === true) : -1;
  return first < 0 ? looked : looked.slice(0, first + 1);
}

const truths = (looked: Looked[]) => looked.map(({ truth }) => truth);
