import type { FactDictionary, Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import type { Decision } from "./decision.ts";
import { askFor, derive } from "./derive.ts";
import { entryOf } from "./dictionary.ts";
import type { Looked } from "./evaluate.ts";
import { nearMisses } from "./near-miss.ts";
import { coordinatorSentence, missingSentence, participantSentence } from "./sentence.ts";
import { type Settled, settle } from "./settle.ts";
import { trace } from "./trace.ts";
import type { Verdict } from "./verdict.ts";

/** What a rule set comes to, before anything is explained. */
export type Answer = Pick<Decision, "outcome" | "params" | "all" | "rules" | "needs" | "couldBe">;

/**
 * Lets one rule set of a program decide on these facts, on a day ("YYYY-MM-DD"), and says why. With facts missing the outcome
 * stands only if it is the same whatever they turn out to be; else it is "needs-info" and `needs` names the fewest facts to
 * ask for. `language` is the participant's. Throws when the program has no such rule set, and when a fact has a type its rule
 * cannot compare.
 */
export function decide(pack: Pack, ruleSet: string, facts: Facts, on: string, language?: string): Decision {
  const rules = ruleSetOf(pack, ruleSet);
  const known = derive(pack, facts, on);
  const settled = settle(pack.facts, rules, known);
  const answer = answerOf(pack.facts, rules, settled, known);
  const looked = settled.looked();
  const said = { pack, ruleSet, looked, facts: known };
  const verdict = verdictOf(settled);
  return {
    pack: pack.id,
    ruleSet,
    version: pack.version,
    ...answer,
    because: trace(looked, settled.slots, lastLookedAt(rules, looked)),
    nearMisses: nearMisses({
      dictionary: pack.facts,
      ruleSet: rules,
      facts: known,
      said: settled.possible.flatMap(({ outcome, all }) => [outcome, ...(all ?? [])]),
      forbidden: () => false,
    }),
    sentence: {
      coordinator: verdict
        ? coordinatorSentence(said, verdict)
        : missingSentence(said, answer.needs, answer.couldBe),
      participant: participantSentence(pack, ruleSet, answer.outcome, language),
    },
  };
}

/** The same answer without a word of why: for thousands of people at once. */
export function answer(pack: Pack, ruleSet: string, facts: Facts, on: string): Answer {
  const rules = ruleSetOf(pack, ruleSet);
  const known = derive(pack, facts, on);
  return answerOf(pack.facts, rules, settle(pack.facts, rules, known), known);
}

export function ruleSetOf(pack: Pack, ruleSet: string): RuleSet {
  if (Object.hasOwn(pack.ruleSets, ruleSet)) return pack.ruleSets[ruleSet]!;
  const others = Object.keys(pack.ruleSets).join(", ");
  throw new Error(
    `program ${pack.id} ${pack.version} has no rule set "${ruleSet}": it has ${others || "none"}`,
  );
}

/** Asks for the facts behind derived ones, for each only once, and last for what nobody may be asked by mail. */
export function askable(dictionary: FactDictionary, needs: string[], facts: Facts): string[] {
  const asked = [...new Set(needs.flatMap((fact) => askFor(dictionary, fact, facts)))];
  const late = (fact: string) => kinds.indexOf(entryOf(dictionary, fact)?.kind ?? "ordinary");
  return asked.sort((one, other) => late(one) - late(other));
}

const kinds = ["ordinary", "conversation", "staff"];

function answerOf(dictionary: FactDictionary, rules: RuleSet, settled: Settled, known: Facts): Answer {
  const verdict = verdictOf(settled);
  return {
    outcome: verdict?.outcome ?? "needs-info",
    params: verdict?.params ?? {},
    ...(verdict?.all && { all: verdict.all }),
    rules: (verdict?.rules ?? []).map((rule) => rules.rules[rule]!.name),
    needs: verdict ? [] : askable(dictionary, settled.needs, known),
    ...(!verdict && {
      couldBe: settled.possible.map(({ outcome, all }) => ({ outcome, ...(all && { all }) })),
    }),
  };
}

const verdictOf = ({ possible }: Settled): Verdict | undefined =>
  possible.length === 1 ? possible[0] : undefined;

function lastLookedAt({ hitPolicy }: RuleSet, looked: Looked[]): number {
  const first = hitPolicy === "first match" ? looked.findIndex(({ truth }) => truth === true) : -1;
  return first < 0 ? looked.length - 1 : first;
}
