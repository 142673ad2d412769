import type { Facts } from "../program/fact.ts";
import type { CompiledRule, Node, Test, Truth } from "./compile.ts";
import { isFactRef } from "./compile.ts";
import { type Slots, slotsOf } from "./compiled/layout.ts";
import { ask, askOne } from "./compiled/path.ts";
import { inWords } from "./compiled/truth.ts";
import { own } from "./dictionary.ts";

/** A rule as it was looked at: every one of its tests, and what they come to together. */
export interface Looked extends CompiledRule {
  results: Truth[];
  truth: Truth;
  /** What was known, at the places of the layout. */
  slots: Slots;
}

/**
 * Looks at every test of rules of one rule set, without short cuts, so that the receipt is whole. Throws WrongType when any
 * fact of the set has a type that its tests cannot compare.
 */
export function lookAt(rules: readonly CompiledRule[], facts: Facts): Looked[] {
  return rules.length === 0 ? [] : lookOn(rules, slotsOf(rules[0]!.layout, facts));
}

/** The same of slots that are filled. */
export const lookOn = (rules: readonly CompiledRule[], slots: Slots): Looked[] =>
  rules.map(({ rule, root, tests, layout, steps, first }) => {
    const results = new Array<Truth>(steps.length);
    for (let test = 0; test < steps.length; test++) results[test] = askOne(steps[test]!, slots);
    const truth = inWords[ask(first, slots)]!;
    return { rule, root, tests, layout, steps, first, results, truth, slots };
  });

/** Three-valued: "all" is false with one false, "any" is true with one true, whatever is unknown beside it. */
export function truthOf(node: Node, results: readonly Truth[]): Truth {
  if (typeof node === "number") return results[node]!;
  return "all" in node ? fold(node.all, results, false) : fold(node.any, results, true);
}

export const missingFacts = (test: Test, facts: Facts): string[] =>
  factsOf(test).filter((ref) => own(facts, ref) === undefined);

/** The fact a test looks at, and the one it compares it with. */
export const factsOf = ({ fact, value }: Test): string[] => (isFactRef(value) ? [fact, value.fact] : [fact]);

function fold(nodes: Node[], results: readonly Truth[], decisive: boolean): Truth {
  let truth: Truth = !decisive;
  for (const node of nodes) {
    const one = truthOf(node, results);
    if (one === decisive) return decisive;
    if (one === "unknown") truth = "unknown";
  }
  return truth;
}

/** The tests that are unknown where it matters: not beside something that has already settled a group. */
export function unsettled(node: Node, results: readonly Truth[]): number[] {
  if (truthOf(node, results) !== "unknown") return [];
  if (typeof node === "number") return [node];
  return ("all" in node ? node.all : node.any).flatMap((inner) => unsettled(inner, results));
}
