import type { FactDictionary, FactValue } from "../program/fact.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { compile, isFactRef, type Test } from "./compile.ts";
import { basesOf, derivedOf, partsOf } from "./dictionary.ts";
import { factsOf } from "./evaluate.ts";

/** How the tests of a rule set come to depend on a fact, whatever is known of anybody. */
export interface Touch {
  /** Tests that look at the fact, or at what follows from it, in file order. */
  tests: Test[];
  /** Whether something that follows from it is looked at too. */
  follows: boolean;
  /** Whether it is looked at by itself only, and never beside another fact. */
  alone: boolean;
  /** Of a fact that is alone: what was found for a value once, for all who have that value. */
  found: Map<FactValue, FactValue[]>;
}

const made = new WeakMap<FactDictionary, WeakMap<RuleSet, Map<string, Touch>>>();

/** By fact; kept as long as the pack is. */
export function touching(dictionary: FactDictionary, ruleSet: RuleSet): ReadonlyMap<string, Touch> {
  const known = made.get(dictionary) ?? new WeakMap<RuleSet, Map<string, Touch>>();
  made.set(dictionary, known);
  const touches = known.get(ruleSet) ?? touchesOf(dictionary, ruleSet);
  known.set(ruleSet, touches);
  return touches;
}

function touchesOf(dictionary: FactDictionary, ruleSet: RuleSet): Map<string, Touch> {
  const touches = new Map<string, Touch>();
  for (const test of compile(dictionary, ruleSet).flatMap(({ tests }) => tests)) {
    const named = factsOf(test);
    const behind = new Set(named.flatMap((ref) => basesBehind(dictionary, ref)));
    for (const fact of new Set([...named, ...behind])) {
      const touch: Touch = touches.get(fact) ?? { tests: [], follows: false, alone: true, found: new Map() };
      touch.tests.push(test);
      touch.follows ||= behind.has(fact);
      touch.alone &&= !behind.has(fact) && !isFactRef(test.value);
      touches.set(fact, touch);
    }
  }
  return touches;
}

/** What a fact is worked out from, and what that is worked out from. */
function basesBehind(dictionary: FactDictionary, ref: string): string[] {
  const derived = derivedOf(dictionary, ref);
  if (!derived) return [];
  const bases = basesOf(derived).map((base) => partsOf(ref).side + base);
  return bases.flatMap((base) => [base, ...basesBehind(dictionary, base)]);
}
