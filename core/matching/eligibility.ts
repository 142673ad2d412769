import type { Facts } from "../program/fact.ts";
import { possible } from "../program/outcomes.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { mandatoryOf } from "../program/weight.ts";
import { compile } from "../rules/compile.ts";
import type { PairRules } from "../rules/compiled/pairs.ts";
import { askable, ruleSetOf } from "../rules/decide.ts";
import { lookAt } from "../rules/evaluate.ts";
import { settle } from "../rules/settle.ts";
import type { Verdict } from "../rules/verdict.ts";
import { matchingOf } from "./candidate.ts";
import { kindRules } from "./kind-of-mentor.ts";
import { scoresOf } from "./score.ts";

/**
 * Whether two may be matched. `rules` are those that forbid it, or `outcome` where no rule does but none allows it either;
 * `needs` are the facts without which nobody can say.
 */
export type Eligibility =
  | { may: "yes" }
  | { may: "no"; rules: string[]; outcome: string }
  | { may: "unknown"; needs: string[] };

/** The constraints first, then what the scores say is Mandatory, then the method: what forbids is never a number. */
export function eligibility(pack: Pack, facts: Facts): Eligibility {
  const needs = new Set<string>();
  for (const ruleSet of constraintsOf(pack)) {
    const found = allowed(pack, ruleSet, facts);
    if (found.may === "no") return found;
    if (found.may === "unknown") for (const need of found.needs) needs.add(need);
  }
  return needs.size > 0 ? { may: "unknown", needs: [...needs] } : { may: "yes" };
}

/** The same for all pairs of a round at once. */
export const pairRules = (pack: Pack): PairRules => ({
  constraints: constraintsOf(pack),
  allows,
  scores: scoresOf(pack),
});

/** Everything that can forbid a pair: each of these must let it be. */
export function constraintsOf(pack: Pack): RuleSet[] {
  const { constraints, scores } = matchingOf(pack);
  const more = [mandatoryOf(ruleSetOf(pack, scores)), kindRules(pack)];
  return [ruleSetOf(pack, constraints), ...more.filter((one) => one !== undefined)];
}

/** Every rule that forbids two, also those after the first that decides. */
export const heldAgainst = (pack: Pack, facts: Facts): string[] =>
  constraintsOf(pack).flatMap((ruleSet) =>
    lookAt(compile(pack.facts, ruleSet), facts)
      .filter(({ truth, rule }) => truth === true && rule.event.type !== possible)
      .map(({ rule }) => rule.name),
  );

function allowed(pack: Pack, ruleSet: RuleSet, facts: Facts): Eligibility {
  const { possible: verdicts, needs, looked } = settle(pack.facts, ruleSet, facts);
  if (verdicts.every(allows)) return { may: "yes" };
  if (verdicts.some(allows)) return { may: "unknown", needs: askable(pack.facts, needs, facts) };
  const held = looked().filter(({ truth, rule }) => truth === true && rule.event.type !== possible);
  return { may: "no", rules: held.map(({ rule }) => rule.name), outcome: verdicts[0]!.outcome };
}

const allows = ({ outcome, all }: Verdict): boolean =>
  all === undefined || all.length === 0 ? outcome === possible : all.every((one) => one === possible);
