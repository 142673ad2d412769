import type { FactDictionary, Facts, FactValue } from "../program/fact.ts";
import type { Condition, Conditions, Leaf, OperatorName, Rule, RuleSet } from "../program/rule-set.ts";
import { type Layout, layoutOf } from "./compiled/layout.ts";
import { pathOf, type Step } from "./compiled/path.ts";
import { limitOf, orderOf, own } from "./dictionary.ts";
import { isFactRef } from "./fact-ref.ts";
import { compare, type Limit, operators } from "./operators.ts";

export { isFactRef } from "./fact-ref.ts";

/** What a condition comes to: with a fact missing it may be unknown, which is not "no". */
export type Truth = boolean | "unknown";

export interface Test {
  fact: string;
  operator: OperatorName;
  value: Leaf["value"];
  /** The further word that some operators take: how many, how far, how well. */
  limit?: Limit;
  /** What comparing the fact takes from the dictionary (`orderOf`). */
  values?: readonly string[];
  /** What the rule wants, where that is known: a value of its own, or another fact's. */
  wanted(facts: Facts): FactValue | undefined;
  truth(facts: Facts): Truth;
}

/** A tree over the numbers of the tests. `not` is gone: it was moved into the operators. */
export type Node = number | { all: Node[] } | { any: Node[] };

export interface CompiledRule {
  rule: Rule;
  root: Node;
  /** In file order. */
  tests: Test[];
  /** Where the facts of the whole rule set have their places. */
  layout: Layout;
  /** Each test, ready to be asked. */
  steps: Step[];
  /** Where to begin to ask whether the rule holds, no further than it takes. */
  first: Step;
}

const compiled = new WeakMap<FactDictionary, WeakMap<RuleSet, CompiledRule[]>>();

/** The rules of a set, ready to look at facts; kept as long as the pack is. */
export function compile(dictionary: FactDictionary, ruleSet: RuleSet): CompiledRule[] {
  const known = compiled.get(dictionary)?.get(ruleSet);
  if (known) return known;
  const rules = compileAll(dictionary, ruleSet);
  const others = compiled.get(dictionary) ?? new WeakMap<RuleSet, CompiledRule[]>();
  compiled.set(dictionary, others.set(ruleSet, rules));
  return rules;
}

function compileAll(dictionary: FactDictionary, ruleSet: RuleSet): CompiledRule[] {
  const read = ruleSet.rules.map((rule) => readRule(dictionary, rule));
  const layout = layoutOf(read.flatMap(({ tests }) => tests));
  return read.map(({ rule, root, tests }) => {
    const steps = tests.map((_, test) => pathOf(test, tests, layout.places));
    return { rule, root, tests, layout, steps, first: pathOf(root, tests, layout.places) };
  });
}

function readRule(dictionary: FactDictionary, rule: Rule): Pick<CompiledRule, "rule" | "root" | "tests"> {
  const tests: Test[] = [];
  const root = grow(dictionary, rule.conditions, false, tests);
  return { rule, root, tests };
}

function grow(
  dictionary: FactDictionary,
  condition: Condition | Conditions,
  negated: boolean,
  tests: Test[],
): Node {
  const branch = (inner: Condition) => grow(dictionary, inner, negated, tests);
  if ("not" in condition) return grow(dictionary, condition.not, !negated, tests);
  if ("all" in condition)
    return negated ? { any: condition.all.map(branch) } : { all: condition.all.map(branch) };
  if ("any" in condition)
    return negated ? { all: condition.any.map(branch) } : { any: condition.any.map(branch) };
  return tests.push(testOf(dictionary, condition, negated)) - 1;
}

function testOf(dictionary: FactDictionary, leaf: Leaf, negated: boolean): Test {
  const { fact, value } = leaf;
  const operator = negated ? operators[leaf.operator].opposite : leaf.operator;
  const values = orderOf(dictionary, fact);
  const limit = limitOf(leaf);
  const wanted = isFactRef(value) ? (facts: Facts) => own(facts, value.fact) : () => value;
  const truth = (facts: Facts): Truth => {
    const saw = own(facts, fact);
    const against = wanted(facts);
    if (saw === undefined || against === undefined) return "unknown";
    return compare(operator, saw, against, values, fact, limit);
  };
  return {
    fact,
    operator,
    value,
    ...(limit !== undefined && { limit }),
    ...(values && { values }),
    wanted,
    truth,
  };
}
