import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { askable, ruleSetOf } from "../rules/decide.ts";
import { settle } from "../rules/settle.ts";
import type { Verdict } from "../rules/verdict.ts";
import { matchingOf } from "./candidate.ts";

/**
 * Whether two may be matched. `rules` are those that forbid it, or `outcome` where no rule does but none allows it either;
 * `needs` are the facts without which nobody can say.
 */
export type Eligibility =
  | { may: "yes" }
  | { may: "no"; rules: string[]; outcome: string }
  | { may: "unknown"; needs: string[] };

/** The one outcome of the constraints that lets a pair be; every other one forbids it. */
const possible = "possible";

export function eligibility(pack: Pack, facts: Facts): Eligibility {
  const ruleSet = ruleSetOf(pack, matchingOf(pack).constraints);
  const { possible: verdicts, needs, looked } = settle(pack.facts, ruleSet, facts);
  if (verdicts.every(allows)) return { may: "yes" };
  if (verdicts.some(allows)) return { may: "unknown", needs: askable(pack.facts, needs, facts) };
  const held = looked.filter(({ truth, rule }) => truth === true && rule.event.type !== possible);
  return { may: "no", rules: held.map(({ rule }) => rule.name), outcome: verdicts[0]!.outcome };
}

const allows = ({ outcome, all }: Verdict): boolean =>
  all === undefined || all.length === 0 ? outcome === possible : all.every((one) => one === possible);
