import type { FactDictionary, Facts } from "../program/fact.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { compile } from "./compile.ts";
import { type Slots, slotsOf } from "./compiled/layout.ts";
import { personRules } from "./compiled/person.ts";
import { type Looked, lookOn } from "./evaluate.ts";
import { type Explored, explore } from "./explore.ts";

/** What the known facts settle. More than one verdict possible: `needs` are the fewest facts to ask for (see `explore`). */
export interface Settled extends Explored {
  /** What is known, at the places of the rules' layout. */
  slots: Slots;
  /** Every test as it came out, made when it is first asked for. */
  looked(): Looked[];
}

/**
 * A verdict stands only if every way to complete the facts leads to it. Three-valued logic settles most of it; where it does
 * not, the ways are explored. Throws WrongType when any fact of the set has a type that its tests cannot compare.
 */
export function settle(dictionary: FactDictionary, ruleSet: RuleSet, facts: Facts): Settled {
  const { layout, decide } = personRules(dictionary, ruleSet);
  const slots = slotsOf(layout, facts);
  let made: Looked[] | undefined;
  const looked = () => {
    made ??= lookOn(compile(dictionary, ruleSet), slots);
    return made;
  };
  const verdict = decide(slots);
  if (verdict) return { possible: [verdict], needs: [], slots, looked };
  return { ...explore(ruleSet, reached(ruleSet, looked()), { dictionary, facts }), slots, looked };
}

/** With first match nothing after the first rule that surely holds can matter. */
function reached(ruleSet: RuleSet, looked: Looked[]): Looked[] {
  const first = ruleSet.hitPolicy === "first match" ? looked.findIndex(({ truth }) => truth === true) : -1;
  return first < 0 ? looked : looked.slice(0, first + 1);
}
