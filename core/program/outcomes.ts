import type { RuleSet } from "./rule-set.ts";

/** What a rule set can answer, but for "needs-info" and "review", which are no outcomes of its own. */
export function outcomesOf(ruleSet: RuleSet): string[] {
  if (ruleSet.hitPolicy === "all that match") return ["matched", ruleSet.otherwise.type];
  const forbidden = ruleSet.mandatory ? [ruleSet.mandatory.type] : [];
  const types = [...ruleSet.rules.map(({ event }) => event.type), ...forbidden, ruleSet.otherwise.type];
  return [...new Set(types)].filter((type) => !undecided.includes(type));
}

/** Answers that leave the decision to a question or to a person. */
export const undecided = ["review", "needs-info"];

/** The one outcome of the rules about pairs that lets a pair be; every other one forbids it. */
export const possible = "possible";

/** What forbids a pair by weight alone. It is no rule's name, so none can be taken for the word that lets a pair be. */
export const forbidden = "not-possible";
