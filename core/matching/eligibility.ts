import type { Facts } from "../program/fact.ts";
import { possible } from "../program/outcomes.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { mandatoryOf } from "../program/weight.ts";
import type { PairRules } from "../rules/compiled/pairs.ts";
import { askable, ruleSetOf } from "../rules/decide.ts";
import { settle } from "../rules/settle.ts";
import type { Verdict } from "../rules/verdict.ts";
import { matchingOf } from "./candidate.ts";
import { scoresOf } from "./score.ts";

/**
 * Whether two may be matched. `rules` are those that forbid it, or `outcome` where no rule does but none allows it either;
 * `needs` are the facts without which nobody can say.
 */
export type Eligibility =
  | { may: "yes" }
  | { may: "no"; rules: string[]; outcome: string }
  | { may: "unknown"; needs: string[] };

/** The constraints first, then what the scores say is Mandatory: that forbids too, it is never a number. */
export function eligibility(pack: Pack, facts: Facts): Eligibility {
  const { constraints, scores } = matchingOf(pack);
  const mandatory = mandatoryOf(ruleSetOf(pack, scores));
  const first = allowed(pack, ruleSetOf(pack, constraints), facts);
  if (!mandatory || first.may === "no") return first;
  const second = allowed(pack, mandatory, facts);
  if (first.may === "unknown" && second.may === "unknown")
    return { may: "unknown", needs: [...new Set([...first.needs, ...second.needs])] };
  return second.may === "yes" ? first : second;
}

/** The same for all pairs of a round at once. */
export function pairRules(pack: Pack): PairRules {
  const asked = ruleSetOf(pack, matchingOf(pack).constraints);
  const weighed = scoresOf(pack);
  const mandatory = mandatoryOf(weighed);
  return { constraints: mandatory ? [asked, mandatory] : [asked], allows, scores: weighed };
}

function allowed(pack: Pack, ruleSet: RuleSet, facts: Facts): Eligibility {
  const { possible: verdicts, needs, looked } = settle(pack.facts, ruleSet, facts);
  if (verdicts.every(allows)) return { may: "yes" };
  if (verdicts.some(allows)) return { may: "unknown", needs: askable(pack.facts, needs, facts) };
  const held = looked().filter(({ truth, rule }) => truth === true && rule.event.type !== possible);
  return { may: "no", rules: held.map(({ rule }) => rule.name), outcome: verdicts[0]!.outcome };
}

const allows = ({ outcome, all }: Verdict): boolean =>
  all === undefined || all.length === 0 ? outcome === possible : all.every((one) => one === possible);
