import type { FactDictionary, Facts } from "../program/fact.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { compile } from "./compile.ts";
import { type Looked, lookAt } from "./evaluate.ts";
import { type Explored, explore } from "./explore.ts";
import { combine } from "./verdict.ts";

/** What the known facts settle. More than one verdict possible: `needs` are the fewest facts to ask for (see `explore`). */
export interface Settled extends Explored {
  looked: Looked[];
}

/**
 * A verdict stands only if every way to complete the facts leads to it. Three-valued logic settles most of it; where it does
 * not, the ways are explored.
 */
export function settle(dictionary: FactDictionary, ruleSet: RuleSet, facts: Facts): Settled {
  const rules = compile(dictionary, ruleSet);
  const looked = lookAt(rules, facts);
  const { possible } = combine(ruleSet, truths(looked));
  if (possible.length === 1) return { possible, needs: [], exact: true, looked };
  return { ...explore(ruleSet, reached(ruleSet, looked), { dictionary, facts }), looked };
}

/** With first match nothing after the first rule that surely holds can matter. */
function reached(ruleSet: RuleSet, looked: Looked[]): Looked[] {
  const first = ruleSet.hitPolicy === "first match" ? looked.findIndex(({ truth }) => truth === true) : -1;
  return first < 0 ? looked : looked.slice(0, first + 1);
}

const truths = (looked: Looked[]) => looked.map(({ truth }) => truth);
