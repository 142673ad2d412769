import type { Params, Rule, RuleSet } from "../program/rule-set.ts";
import type { Truth } from "./compile.ts";

/** What a rule set says. `rules` are those that brought it about, by their place in the file. */
export interface Verdict {
  outcome: string;
  params: Params;
  all?: string[];
  rules: number[];
}

export interface Verdicts {
  /** Each verdict that the unknown could still lead to; with only one, that is the decision. */
  possible: Verdict[];
  /** The unknown rules that still matter. */
  open: number[];
}

/**
 * Combines rules by the rule set's hit policy, in file order. first match: the first that holds. exactly one: two that hold
 * make "review". all that match: "matched" with the event types in `all`, and no params. sum of points: always `otherwise`'s
 * outcome, with `points` (its own, if any, plus those of each rule that holds); the rules' event types play no part; a Mandatory
 * rule that does not hold makes it `mandatory`'s outcome, whatever the points.
 */
export function combine(ruleSet: RuleSet, truths: readonly Truth[]): Verdicts {
  const { possible, open } = policies[ruleSet.hitPolicy](ruleSet, truths);
  if (possible.length === 1) return { possible, open: [] };
  const distinct = [...new Map(possible.map((verdict) => [keyOf(verdict), verdict])).values()];
  return { possible: distinct, open: distinct.length > 1 ? open : [] };
}

/** Two verdicts with one key say the same, whichever rules brought them about. */
export const keyOf = ({ outcome, params, all }: Verdict): string =>
  JSON.stringify([outcome, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1)), all]);

const policies: Record<RuleSet["hitPolicy"], (ruleSet: RuleSet, truths: readonly Truth[]) => Verdicts> = {
  "first match": firstMatch,
  "exactly one": exactlyOne,
  "all that match": allThatMatch,
  "sum of points": sumOfPoints,
};

function firstMatch(ruleSet: RuleSet, truths: readonly Truth[]): Verdicts {
  const first = truths.indexOf(true);
  const possible = [first < 0 ? noRule(ruleSet) : byRule(ruleSet, first)];
  const open: number[] = [];
  for (let rule = (first < 0 ? truths.length : first) - 1; rule >= 0; rule -= 1) {
    if (truths[rule] !== "unknown") continue;
    const verdict = byRule(ruleSet, rule);
    // An unknown rule that says what all below it say makes no difference.
    if (possible.every((below) => keyOf(below) === keyOf(verdict))) continue;
    possible.unshift(verdict);
    open.unshift(rule);
  }
  return { possible, open };
}

function exactlyOne(ruleSet: RuleSet, truths: readonly Truth[]): Verdicts {
  const held = placesOf(truths, true);
  const open = placesOf(truths, "unknown");
  if (held.length > 1) return { possible: [review(held)], open: [] };
  if (held.length === 1) {
    const possible = [byRule(ruleSet, held[0]!), ...open.slice(0, 1).map((rule) => review([...held, rule]))];
    return { possible, open };
  }
  const alone = open.map((rule) => byRule(ruleSet, rule));
  return { possible: [...alone, ...(open.length > 1 ? [review(open)] : []), noRule(ruleSet)], open };
}

function allThatMatch(ruleSet: RuleSet, truths: readonly Truth[]): Verdicts {
  const matched = (rules: number[]): Verdict => {
    // In the order in which the file first names them, whichever rule of a type brought it about.
    const held = new Set(rules.map((rule) => ruleSet.rules[rule]!.event.type));
    const all = [...new Set(ruleSet.rules.map(({ event }) => event.type))].filter((type) => held.has(type));
    return rules.length === 0 ? { ...noRule(ruleSet), all } : { outcome: "matched", params: {}, all, rules };
  };
  const held = placesOf(truths, true);
  const certain = matched(held);
  const open = placesOf(truths, "unknown").filter(
    (rule) => !certain.all?.includes(ruleSet.rules[rule]!.event.type),
  );
  return { possible: [...open.map((rule) => matched([...held, rule].sort((a, b) => a - b))), certain], open };
}

function sumOfPoints(ruleSet: RuleSet, truths: readonly Truth[]): Verdicts {
  const forbidden = (rules: number[]): Verdict => {
    const { type, params } = ruleSet.mandatory ?? { type: "review" };
    return { outcome: type, params: params ?? {}, rules };
  };
  const unmet = placesOf(truths, false).filter((rule) => isMandatory(ruleSet.rules[rule]!));
  if (unmet.length > 0) return { possible: [forbidden(unmet)], open: [] };
  const start = Number(ruleSet.otherwise.params?.points ?? 0);
  const scored = (rules: number[]): Verdict => {
    const points = rules.reduce((sum, rule) => sum + pointsOf(ruleSet.rules[rule]!), start);
    return { outcome: ruleSet.otherwise.type, params: { ...ruleSet.otherwise.params, points }, rules };
  };
  const held = placesOf(truths, true);
  const unknown = placesOf(truths, "unknown");
  const needed = unknown.filter((rule) => isMandatory(ruleSet.rules[rule]!));
  const open = unknown.filter((rule) => needed.includes(rule) || pointsOf(ruleSet.rules[rule]!) !== 0);
  return {
    possible: [
      ...needed.map((rule) => forbidden([rule])),
      ...open.map((rule) => scored([...held, rule].sort((a, b) => a - b))),
      scored(held),
    ],
    open,
  };
}

const isMandatory = ({ weight }: Rule): boolean => weight === "Mandatory";

/** A Mandatory rule gives none. Throws when another rule of a "sum of points" set gives none: a checked pack has no such rule. */
export function pointsOf(rule: Rule): number {
  const points = rule.event.params?.points;
  if (points === undefined && isMandatory(rule)) return 0;
  if (Number.isFinite(points)) return points as number;
  throw new Error(
    `rule "${rule.name}" is in a "sum of points" rule set: give its event a number in params.points`,
  );
}

const noRule = ({ otherwise }: RuleSet): Verdict => ({
  outcome: otherwise.type,
  params: otherwise.params ?? {},
  rules: [],
});

const byRule = (ruleSet: RuleSet, rule: number): Verdict => {
  const { event } = ruleSet.rules[rule]!;
  return { outcome: event.type, params: event.params ?? {}, rules: [rule] };
};

const review = (rules: number[]): Verdict => ({ outcome: "review", params: {}, rules });

const placesOf = (truths: readonly Truth[], wanted: Truth): number[] =>
  truths.flatMap((truth, place) => (truth === wanted ? [place] : []));
