import type { FactDictionary, Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import type { Decision } from "./decision.ts";
import { askFor, derive } from "./derive.ts";
import type { Looked } from "./evaluate.ts";
import { nearMisses } from "./near-miss.ts";
import { coordinatorSentence, missingSentence, participantSentence } from "./sentence.ts";
import { type Settled, settle } from "./settle.ts";
import { trace } from "./trace.ts";

/**
 * Lets one rule set of a program decide on these facts, on a day ("YYYY-MM-DD"), and says why. With facts missing the outcome
 * stands only if it is the same whatever they turn out to be; else it is "needs-info" and `needs` names what to ask. `language`
 * is the participant's. Throws when the program has no such rule set, and when a fact has a type its rule cannot compare.
 */
export function decide(pack: Pack, ruleSet: string, facts: Facts, on: string, language?: string): Decision {
  const rules = ruleSetOf(pack, ruleSet);
  const known = derive(pack, facts, on);
  const settled = settle(pack.facts, rules, known);
  const said = { pack, ruleSet, looked: settled.looked, facts: known };
  const { verdict, needs } = answer(pack.facts, settled, known);
  const outcome = verdict?.outcome ?? "needs-info";
  return {
    pack: pack.id,
    ruleSet,
    version: pack.version,
    outcome,
    params: verdict?.params ?? {},
    ...(verdict?.all && { all: verdict.all }),
    rules: (verdict?.rules ?? []).map((rule) => settled.looked[rule]!.rule.name),
    because: trace(settled.looked, lastLookedAt(rules, settled.looked)),
    needs,
    nearMisses:
      rules.hitPolicy === "sum of points" ? [] : nearMisses(settled.looked, known, verdict?.all ?? [outcome]),
    sentence: {
      coordinator: verdict
        ? coordinatorSentence(said, verdict)
        : missingSentence(said, needs, settled.possible),
      participant: participantSentence(pack, ruleSet, outcome, language),
    },
  };
}

export function ruleSetOf(pack: Pack, ruleSet: string): RuleSet {
  if (Object.hasOwn(pack.ruleSets, ruleSet)) return pack.ruleSets[ruleSet]!;
  const others = Object.keys(pack.ruleSets).join(", ");
  throw new Error(
    `program ${pack.id} ${pack.version} has no rule set "${ruleSet}": it has ${others || "none"}`,
  );
}

/** Asks for the facts behind derived ones, and for each only once. */
export function askable(dictionary: FactDictionary, needs: string[], facts: Facts): string[] {
  return [...new Set(needs.flatMap((fact) => askFor(dictionary, fact, facts)))];
}

function answer(dictionary: FactDictionary, { possible, needs }: Settled, facts: Facts) {
  const verdict = possible.length === 1 ? possible[0] : undefined;
  return { verdict, needs: verdict ? [] : askable(dictionary, needs, facts) };
}

function lastLookedAt({ hitPolicy }: RuleSet, looked: Looked[]): number {
  const first = hitPolicy === "first match" ? looked.findIndex(({ truth }) => truth === true) : -1;
  return first < 0 ? looked.length - 1 : first;
}
