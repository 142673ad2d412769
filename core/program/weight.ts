import { forbidden, possible } from "./outcomes.ts";
import { type Rule, type RuleSet, usualWeights } from "./rule-set.ts";

/** A rule set whose weights in words have become points. A Mandatory rule gives none: it forbids, or it lets the points count. */
export function weighted(ruleSet: RuleSet): RuleSet {
  const points = { ...usualWeights, ...ruleSet.weights, Mandatory: 0 };
  const rules = ruleSet.rules.map((rule) => (rule.weight ? withPoints(rule, points[rule.weight]) : rule));
  return { ...ruleSet, rules };
}

const withPoints = (rule: Rule, points: number): Rule => ({
  ...rule,
  event: { ...rule.event, params: { ...rule.event.params, points } },
});

/** What forbids, as a rule set of its own: the first Mandatory rule that is not met, under its name; undefined if there is none. */
export function mandatoryOf(ruleSet: RuleSet): RuleSet | undefined {
  const known = forbidding.get(ruleSet);
  if (known) return known;
  const rules = ruleSet.rules.filter(({ weight }) => weight === "Mandatory");
  if (rules.length === 0) return undefined;
  const set: RuleSet = {
    decides: ruleSet.decides,
    hitPolicy: "first match",
    rules: rules.map(({ name, conditions }) => ({
      name,
      conditions: { not: conditions },
      event: { type: forbidden },
    })),
    otherwise: { type: possible },
  };
  forbidding.set(ruleSet, set);
  return set;
}

const forbidding = new WeakMap<RuleSet, RuleSet>();
