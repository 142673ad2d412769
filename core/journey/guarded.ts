import { type Act, fits, type Said } from "../program/broken-by.ts";
import { factsIn } from "../program/conditions.ts";
import { mustNotBreak } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import type { Conditions } from "../program/rule-set.ts";
import type { Draft } from "./draft.ts";
import type { Journey } from "./journey.ts";
import { later } from "./time.ts";

/**
 * Every journey goes through here before it takes a step. What never.json forbids is not done: the throw stops the advance,
 * of which nothing is kept, and whoever called it parks the journey visibly.
 *
 * @throws NeverBroken
 */
export function guardStep(draft: Draft, step: GuardedStep): void {
  const { journey, pack, word } = draft;
  const taken = (line: string) => journey.counted?.[line] ?? 0;
  const said = (fact: string) => saidOf(draft, fact);
  mustNotBreak(pack, { act: "step", journey: journey.definition, step, word, said, taken });
}

type GuardedStep = Extract<Act, { act: "step" }>["step"];

/** A step was taken. Lines that say "more often" count for themselves; nothing else is counted. `by` -1: it will be taken anew. */
export function countStep({ journey, pack }: Draft, step: GuardedStep, by = 1): void {
  for (const guard of pack.never.guards) {
    if (guard.never !== "more often" || !fits(pack, guard.steps, { journey: journey.definition, step }))
      continue;
    const counted = Math.max(0, (journey.counted?.[guard.name] ?? 0) + by);
    journey.counted = { ...journey.counted, [guard.name]: counted };
  }
}

function saidOf({ journey, now, pack }: Draft, fact: string): Said | undefined {
  const known = Object.hasOwn(journey.facts, fact) ? journey.facts[fact] : copyOf(journey, fact);
  if (!known) return undefined;
  const byStaff = known.by !== "engine" && !isParty(journey, known.by);
  return { byStaff, isWithin: (length) => later(known.at, length, pack.program.zone) >= now };
}

/** Of a side of a match we know what its own journey knew when the match began, but not who had said it. */
function copyOf({ parties }: Journey, ref: string): { at: string; by: string } | undefined {
  const [role, fact] = ref.split(".");
  const party = fact === undefined ? undefined : parties[role!];
  return party && Object.hasOwn(party.facts, fact!) ? { at: party.copiedAt, by: role! } : undefined;
}

/** "mentee", and "mentee, phone" when she was called. */
const isParty = ({ parties }: Journey, by: string): boolean => parties[by.split(",")[0]!] !== undefined;

/** @throws NeverBroken when a condition looks at what nothing may decide by. `ruleSet`: whether these rules are asked hangs on it. */
export const guardCondition = (pack: Pack, conditions: Conditions, ruleSet?: string): void =>
  mustNotBreak(pack, { act: "look", ruleSet, facts: factsIn(conditions) });

/** @throws NeverBroken when somebody says what is not theirs to say, or what nobody must know. */
export function guardFacts(pack: Pack, facts: readonly string[], by: string): void {
  for (const fact of facts) mustNotBreak(pack, { act: "learn", fact, by });
}
