import type { Step } from "../program/step.ts";
import { decide } from "../rules/decide.ts";
import { resolve } from "./amount.ts";
import { meets } from "./condition.ts";
import { stepAt } from "./definition.ts";
import type { Draft } from "./draft.ts";
import { outcomesOf } from "./enter.ts";
import type { Thread } from "./journey.ts";
import { knownFacts } from "./known.ts";
import { later } from "./time.ts";
import { mailableOf } from "./wait.ts";

/** What a line that waits for rules would come to if they were asked again: facts to ask for, a proposal, a moment, or on it goes. */
export type Foreseen =
  | { mails: string[]; needs: string[] }
  | { proposes: string; outcomes: string[] }
  | { until: string }
  | { goesOn: true };

/** Tasks of the house that stand for a decision that is still open. */
const openDecisions = ["tasks.missing-facts", "tasks.not-set", "tasks.confirm"];

/** Undefined for a line that waits for people or for others: no rule has a say in that. */
export function foresee(draft: Draft, thread: string): Foreseen | undefined {
  const line = draft.journey.threads[thread]!;
  const step = stepAt(draft.route, thread, line.step);
  if (!step || !isOpen(draft, line)) return undefined;
  const track = draft.route.tracks.get(thread);
  const conditions = [track?.steps[0]?.id === step.id ? track.when : undefined, step.when];
  if (line.waiting?.kind === "time") return lasts(draft, line, step);
  for (const when of conditions) {
    if (!when) continue;
    const { holds, needs } = meets(draft, when);
    if (holds === "unknown") return asks(draft, needs);
    if (!holds) return { goesOn: true };
  }
  return decides(draft, step);
}

function isOpen({ journey }: Draft, { waiting }: Thread): boolean {
  if (waiting?.kind === "time") return true;
  if (waiting?.kind === "answers") return waiting.facts !== undefined;
  return waiting?.kind === "task" && openDecisions.includes(journey.openTasks[waiting.id]?.text ?? "");
}

function decides(draft: Draft, step: Step): Foreseen {
  const facts = knownFacts(draft.journey);
  if (step.do === "sign") {
    const { blanks } = draft.pack.agreements[step.agreement]!;
    const open = blanks.filter((blank) => facts[blank] === undefined);
    return open.length > 0 ? asks(draft, open) : { goesOn: true };
  }
  if (step.do === "wait" && step.for !== "match over") {
    const amount = resolve(draft, step.for);
    return "needs" in amount ? asks(draft, amount.needs) : { goesOn: true };
  }
  if (step.do !== "decide") return { goesOn: true };
  const { pack, on } = draft;
  const decision = decide(pack, step.ruleSet, facts, on);
  draft.decisions.push({ pack, ruleSet: step.ruleSet, facts, on, decision });
  const { outcome, needs } = decision;
  if (outcome === "needs-info") return asks(draft, needs);
  if (outcome !== "review" && !step.confirm.includes(outcome)) return { goesOn: true };
  return { proposes: outcome, outcomes: outcomesOf(draft, step.ruleSet) };
}

/** A wait is counted from its beginning, whichever version says how long it is. */
function lasts(draft: Draft, line: Thread, step: Step): Foreseen {
  if (step.do !== "wait" || step.for === "match over") return { goesOn: true };
  const amount = resolve(draft, step.for);
  if ("needs" in amount) return asks(draft, amount.needs);
  return { until: later(line.since, amount.duration, draft.pack.program.zone) };
}

const asks = (draft: Draft, needs: string[]): Foreseen => ({ mails: mailableOf(draft, needs), needs });
