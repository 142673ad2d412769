import type { Amount } from "../program/duration.ts";
import type { FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Condition } from "../program/rule-set.ts";
import type { JourneyDefinition, Step, Track } from "../program/step.ts";
import { askFor } from "../rules/derive.ts";
import { routeOf } from "./definition.ts";
import type { Journey, KnownFact, Party } from "./journey.ts";

/** One side of a match as it is now, from that person's own journey. */
export function sideOf(
  pack: Pack,
  definition: string,
  role: string,
  journey: Journey,
  now: string,
): Party | undefined {
  const party = journey.parties[role];
  if (!party) return undefined;
  const { person, givenName } = party;
  return {
    person,
    givenName,
    journey: journey.id,
    facts: copiesFor(pack, definition, role, journey.facts),
    copiedAt: now,
  };
}

/**
 * What a match may keep of one of its sides: only what its own conditions and rule sets ask about that role. The rest of
 * what we know of a person stays with the person, where fewer people read it and it can be corrected.
 */
function copiesFor(
  pack: Pack,
  definition: string,
  role: string,
  known: Record<string, KnownFact>,
): Record<string, FactValue> {
  const refs = refsOf(pack, routeOf(pack, definition).definition);
  const wanted = new Set(refs.flatMap((ref) => askFor(pack.facts, ref, {})));
  const own = Object.entries(known).filter(([fact]) => wanted.has(`${role}.${fact}`));
  return Object.fromEntries(own.map(([fact, { value }]) => [fact, value]));
}

function refsOf(pack: Pack, definition: JourneyDefinition): string[] {
  const steps = [
    ...definition.stages.flatMap((stage) => stage.steps),
    ...definition.tracks.flatMap((track) => track.steps),
  ];
  const parts = [...steps, ...definition.tracks];
  const amounts = parts.flatMap(amountOf);
  const decided = [
    ...steps.flatMap((step) => (step.do === "decide" ? [step.ruleSet] : [])),
    ...amounts.flatMap((amount) => ("ruleSet" in amount ? [amount.ruleSet] : [])),
  ];
  const rules = decided.flatMap((name) => pack.ruleSets[name]?.rules ?? []);
  const conditions = [
    ...parts.flatMap(({ when }) => (when ? [when] : [])),
    ...rules.map((rule) => rule.conditions),
  ];
  return [
    ...conditions.flatMap(factsIn),
    ...amounts.flatMap((amount) => ("fact" in amount ? [amount.fact] : [])),
  ];
}

/** The length of time of a track or a wait, when rules or a fact say it. */
function amountOf(part: Step | Track): Exclude<Amount, string>[] {
  const amount = "every" in part ? part.every : "do" in part && part.do === "wait" ? part.for : undefined;
  return typeof amount === "object" ? [amount] : [];
}

function factsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(factsIn);
  if ("any" in condition) return condition.any.flatMap(factsIn);
  if ("not" in condition) return factsIn(condition.not);
  const { fact, value } = condition;
  return typeof value === "object" && "fact" in value ? [fact, value.fact] : [fact];
}
