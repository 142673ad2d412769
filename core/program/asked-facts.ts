import { factsIn } from "./conditions.ts";
import type { Amount } from "./duration.ts";
import { baseFacts } from "./inspection.ts";
import { amountsOf, isDo, stepsOf } from "./journey-steps.ts";
import type { Pack } from "./pack.ts";
import type { JourneyDefinition } from "./step.ts";

/** Facts that some form asks for. */
export const factsOfForms = (pack: Pack): string[] =>
  Object.values(pack.forms).flatMap(({ questions }) => questions.map(({ fact }) => fact));

/** Facts that are asked for when a journey turns out to need them: by its rules, rhythms and agreements. */
export function factsAskedLater(pack: Pack): string[] {
  const decided = new Set(Object.values(pack.ruleSets).map(({ decides }) => decides));
  const all = Object.entries(pack.journeys).flatMap(([name, definition]) =>
    factsNeededBy(pack, name, definition),
  );
  return [...new Set(all)].filter((fact) => !decided.has(fact));
}

/** The dictionary's facts that the steps of a journey look at, without roles, without derived ones. */
export function factsNeededBy(pack: Pack, name: string, definition: JourneyDefinition): string[] {
  const steps = stepsOf(name, definition);
  const refs = [
    ...steps.flatMap(({ step }) => (step.when ? factsIn(step.when) : [])),
    ...steps.flatMap((placed) => (isDo(placed, "decide") ? factsOfRules(pack, placed.step.ruleSet) : [])),
    ...steps.flatMap((placed) =>
      isDo(placed, "sign") ? (own(pack.agreements, placed.step.agreement)?.blanks ?? []) : [],
    ),
    ...amountsOf(name, definition).flatMap(({ amount }) => factsOfAmount(pack, amount)),
  ];
  return [...new Set(refs.flatMap((ref) => baseFacts(pack, ref.split(".").at(-1)!)))];
}

const factsOfRules = (pack: Pack, name: string): string[] =>
  own(pack.ruleSets, name)?.rules.flatMap(({ conditions }) => factsIn(conditions)) ?? [];

function factsOfAmount(pack: Pack, amount: Amount): string[] {
  if (typeof amount === "string") return [];
  return "fact" in amount ? [amount.fact] : factsOfRules(pack, amount.ruleSet);
}

const own = <T>(record: Record<string, T>, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
