import type { Facts, FactValue } from "../program/fact.ts";
import type { Draft } from "./draft.ts";
import { guardFacts } from "./guarded.ts";
import type { Journey } from "./journey.ts";

/** What rules see: the journey's own facts, and in a match the dated copies of each side as `<role>.<fact>`. */
export function knownFacts(journey: Journey): Facts {
  const facts: Facts = {};
  if (isMatch(journey)) {
    for (const [role, party] of Object.entries(journey.parties)) {
      for (const [fact, value] of Object.entries(party.facts)) facts[`${role}.${fact}`] = value;
    }
  }
  for (const [fact, known] of Object.entries(journey.facts)) facts[fact] = known.value;
  return facts;
}

/**
 * Keeps facts that `by` gave. In a match, what a side says about itself is kept as its own (`mentor.matchAnswer`), so that
 * two people who answer the same form do not overwrite each other.
 */
export function learn(draft: Draft, facts: Record<string, FactValue>, by: string, role?: string): void {
  guardFacts(draft.pack, Object.keys(facts), role ?? (by === "engine" ? "rules" : "coordinator"));
  for (const [fact, value] of Object.entries(facts)) {
    draft.journey.facts[keyOf(draft, fact, role)] = { value, at: draft.now, by };
  }
}

export const isMatch = (journey: Journey): boolean =>
  Object.values(journey.parties).some((party) => party.journey !== undefined);

function keyOf(draft: Draft, fact: string, role: string | undefined): string {
  const own = role !== undefined && isMatch(draft.journey) && draft.journey.parties[role] !== undefined;
  return own && draft.pack.facts.facts[fact]?.about !== "pair" ? `${role}.${fact}` : fact;
}
