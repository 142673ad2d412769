import type { Amount, Duration } from "../program/duration.ts";
import { Duration as DurationSchema } from "../program/duration.ts";
import { mustNotBreak, mustNotLook } from "../program/never-broken.ts";
import { decide } from "../rules/decide.ts";
import type { Decision } from "../rules/decision.ts";
import type { Draft } from "./draft.ts";
import { knownFacts } from "./known.ts";

export type Resolved = { duration: Duration; receipt?: Decision } | { needs: string[] };

/** The length of time that an amount comes to for this journey, or the facts that must be known first ("not set": none would help). */
export function resolve(draft: Draft, amount: Amount): Resolved {
  if (typeof amount === "string") return amount === "not set" ? { needs: [] } : { duration: amount };
  const facts = knownFacts(draft.journey);
  if ("fact" in amount) {
    mustNotBreak(draft.pack, { act: "look", facts: [amount.fact] });
    return read(facts[amount.fact], [amount.fact]);
  }
  const { ruleSet } = amount;
  mustNotLook(draft.pack, ruleSet);
  const receipt = decide(draft.pack, ruleSet, facts, draft.on);
  draft.decisions.push({ pack: draft.pack, ruleSet, facts, on: draft.on, decision: receipt });
  const resolved = read(receipt.params[amount.param], receipt.needs);
  return "duration" in resolved ? { ...resolved, receipt } : resolved;
}

function read(value: unknown, needs: string[]): Resolved {
  const duration = DurationSchema.safeParse(value);
  return duration.success ? { duration: duration.data } : { needs };
}
