import type { Conditions } from "../program/rule-set.ts";
import { test } from "../rules/test.ts";
import type { Draft } from "./draft.ts";
import { guardCondition } from "./guarded.ts";
import { knownFacts } from "./known.ts";

/** Whether a condition holds for this journey now; what was looked at is kept, so that json-rules-engine can confirm it. */
export function meets(
  draft: Draft,
  conditions: Conditions,
  ruleSet?: string,
): { holds: boolean | "unknown"; needs: string[] } {
  guardCondition(draft.pack, conditions, ruleSet);
  const facts = knownFacts(draft.journey);
  const { holds, needs } = test(draft.pack, conditions, facts, draft.on);
  draft.conditions.push({ pack: draft.pack, conditions, facts, on: draft.on, holds });
  return { holds, needs };
}
