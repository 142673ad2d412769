import type { Amount, Duration } from "../program/duration.ts";
import { Duration as DurationSchema } from "../program/duration.ts";
import { decide } from "../rules/decide.ts";
import type { Draft } from "./draft.ts";
import { knownFacts } from "./known.ts";

/** The length of time that an amount comes to for this journey, or the facts that must be known first ("not set": none would help). */
export function resolve(draft: Draft, amount: Amount): { duration: Duration } | { needs: string[] } {
  if (typeof amount === "string") return amount === "not set" ? { needs: [] } : { duration: amount };
  if ("fact" in amount) return read(knownFacts(draft.journey)[amount.fact], [amount.fact]);
  const decision = decide(draft.pack, amount.ruleSet, knownFacts(draft.journey), draft.on);
  return read(decision.params[amount.param], decision.needs);
}

function read(value: unknown, needs: string[]): { duration: Duration } | { needs: string[] } {
  const duration = DurationSchema.safeParse(value);
  return duration.success ? { duration: duration.data } : { needs };
}
