import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Conditions, RuleSet } from "../program/rule-set.ts";
import { compile } from "./compile.ts";
import { askable } from "./decide.ts";
import type { Because } from "./decision.ts";
import { derive } from "./derive.ts";
import { settle } from "./settle.ts";
import { trace } from "./trace.ts";

const asRuleSets = new WeakMap<Conditions, RuleSet>();

/** Whether conditions that stand alone hold, such as a step's `when`; unknown if the missing facts in `needs` could tell. */
export function test(
  pack: Pick<Pack, "facts">,
  conditions: Conditions,
  facts: Facts,
  on: string,
): { holds: boolean | "unknown"; needs: string[]; because: Because[] } {
  const known = derive(pack, facts, on);
  const alone = aloneRuleSet(conditions);
  const { possible, needs, slots } = settle(pack.facts, alone, known);
  const holds = possible.length > 1 ? "unknown" : possible[0]!.outcome === "holds";
  return {
    holds,
    needs: askable(pack.facts, needs, known),
    because: trace(compile(pack.facts, alone), slots),
  };
}

/** The same object for the same conditions, so that they are compiled once. */
export function aloneRuleSet(conditions: Conditions): RuleSet {
  const known = asRuleSets.get(conditions) ?? holdsAlone(conditions);
  asRuleSets.set(conditions, known);
  return known;
}

const holdsAlone = (conditions: Conditions): RuleSet => ({
  decides: "holds",
  hitPolicy: "first match",
  rules: [{ name: "when", conditions, event: { type: "holds" } }],
  otherwise: { type: "does-not-hold" },
});
