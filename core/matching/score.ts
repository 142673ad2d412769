import type { Facts, FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Rule, RuleSet } from "../program/rule-set.ts";
import { compile } from "../rules/compile.ts";
import { ruleSetOf } from "../rules/decide.ts";
import { own } from "../rules/dictionary.ts";
import { factsOf, type Looked, lookAt } from "../rules/evaluate.ts";
import { ruleWording } from "../rules/sentence.ts";
import { pointsOf } from "../rules/verdict.ts";
import { matchingOf } from "./candidate.ts";

/** One criterion for one pair: what it gave, and the values of both sides that it saw. */
export interface Criterion {
  rule: string;
  sentence: string;
  points: number;
  result: "passed" | "failed" | "unknown";
  saw: Record<string, FactValue>;
}

/** How well two fit: the points of every criterion that is met. One that is not known yet gives none, and says so. */
export function score(pack: Pack, facts: Facts): number {
  const { otherwise } = scoresOf(pack);
  const points = criteria(pack, facts).map((one) => (one.truth === true ? pointsOf(one.rule) : 0));
  return points.reduce((sum, one) => sum + one, Number(otherwise.params?.points ?? 0));
}

export function explainScore(pack: Pack, facts: Facts): Criterion[] {
  const ruleSet = matchingOf(pack).scores;
  return criteria(pack, facts).map((one) => ({
    rule: one.rule.name,
    sentence: ruleWording({ pack, ruleSet }, one.rule.name),
    points: one.truth === true ? pointsOf(one.rule) : 0,
    result: one.truth === "unknown" ? "unknown" : one.truth ? "passed" : "failed",
    saw: seen(one, facts),
  }));
}

/** The facts that a rule looks at, with the values that are known. */
export function seen({ tests }: Pick<Looked, "tests">, facts: Facts): Record<string, FactValue> {
  const named = [...new Set(tests.flatMap(factsOf))].map((fact) => [fact, own(facts, fact)] as const);
  return Object.fromEntries(named.filter((entry): entry is [string, FactValue] => entry[1] !== undefined));
}

const criteria = (pack: Pack, facts: Facts): Looked[] => lookAt(compile(pack.facts, scoresOf(pack)), facts);

/** Throws when the rule set that scores pairs gives no points. What is no number counts nothing. */
export function scoresOf(pack: Pack): RuleSet {
  const name = matchingOf(pack).scores;
  const ruleSet = ruleSetOf(pack, name);
  if (ruleSet.hitPolicy !== "sum of points")
    throw new Error(`rule set "${name}" scores pairs, so its hitPolicy must be "sum of points"`);
  const before = numbered.get(ruleSet);
  if (before) return before;
  const { rules, otherwise } = ruleSet;
  const sound = rules.every(hasNumber) && isNumber(otherwise.params?.points ?? 0);
  const made = sound
    ? ruleSet
    : { ...ruleSet, rules: rules.map(withNumber), otherwise: withStart(otherwise) };
  numbered.set(ruleSet, made);
  return made;
}

/** Rules that score pairs and give no number. `check` lets no such rule be published; a round goes on without it. */
export const pointless = (pack: Pack): string[] =>
  ruleSetOf(pack, matchingOf(pack).scores)
    .rules.filter((rule) => !hasNumber(rule))
    .map(({ name }) => name);

const numbered = new WeakMap<RuleSet, RuleSet>();

const isNumber = (points: unknown): boolean => Number.isFinite(points);

const hasNumber = ({ weight, event }: Rule): boolean =>
  isNumber(event.params?.points ?? (weight === "Mandatory" ? 0 : undefined));

const withNumber = (rule: Rule): Rule =>
  hasNumber(rule) ? rule : { ...rule, event: { ...rule.event, params: { ...rule.event.params, points: 0 } } };

const withStart = (otherwise: RuleSet["otherwise"]): RuleSet["otherwise"] =>
  isNumber(otherwise.params?.points ?? 0)
    ? otherwise
    : { ...otherwise, params: { ...otherwise.params, points: 0 } };
