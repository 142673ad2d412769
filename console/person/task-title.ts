import type { Task } from "#adapters/store.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Words } from "../words.ts";
import { stemTitle, titleOf } from "./naming.ts";

type Titled = Pick<Task, "about" | "definition" | "effect">;

/** The title of a task of the program, or of the house. */
export function taskTitle(task: Titled, words: Words): string {
  const { text } = task.effect;
  return words.task(`${text}.title`, argsOf(task, words)) ?? stemTitle(text);
}

/** What to do in it, step by step; with the phone number of whoever is to be called. */
export function taskScript(task: Titled, words: Words, phone?: string): string | undefined {
  return words.task(`${task.effect.text}.script`, { ...argsOf(task, words), phone });
}

function argsOf(task: Titled, words: Words): Record<string, FactValue | undefined> {
  const { params, work } = task.effect;
  const { coordinator } = words.pack.program;
  const name = nameIn(task);
  return {
    ...params,
    name,
    givenName: name,
    program: words.say("program.name"),
    coordinator: coordinator.name,
    coordinatorPhone: coordinator.phone,
    step: stepIn(task, words),
    outcome: outcomeIn(task, words),
    facts: work.kind === "facts" ? work.facts.map((fact) => words.fact(fact)).join(", ") : undefined,
  };
}

/** The one whom it is about; in a match the one whose role the task names, else both. */
function nameIn({ about, effect }: Titled): string | undefined {
  const { role } = effect.params;
  const named = typeof role === "string" ? effect.params[`${role}Name`] : undefined;
  return typeof named === "string" ? named : about.join(" & ") || undefined;
}

function stepIn({ definition, about, effect }: Titled, words: Words): string | undefined {
  const parties = { someone: { person: "", givenName: about.join(" & "), facts: {}, copiedAt: "" } };
  return titleOf({ definition, parties }, words, effect.step);
}

function outcomeIn({ effect }: Titled, words: Words): string | undefined {
  const { outcome, ruleSet } = effect.params;
  return typeof outcome === "string" && typeof ruleSet === "string"
    ? words.outcome(ruleSet, outcome)
    : undefined;
}
