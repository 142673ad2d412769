import type { MailEffect, TaskEffect } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";
import { durationInWords } from "#core/messages/value.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Step } from "#core/program/step.ts";
import { capital, readable, type Words } from "../words.ts";

/** Whom a role is in this journey, by the first name. */
export const nameOf = (journey: Journey, words: Words, role: string): string =>
  journey.parties[role]?.givenName ?? words.role(role);

export const namesOf = (journey: Journey): string =>
  Object.values(journey.parties)
    .map((party) => party.givenName)
    .join(" & ");

/** What every text of the program may mention. */
export function argsOf(
  journey: Journey,
  words: Words,
  more: Record<string, FactValue> = {},
): Record<string, FactValue> {
  const { coordinator } = words.pack.program;
  const names = Object.entries(journey.parties).map(([role, party]) => [`${role}Name`, party.givenName]);
  return {
    givenName: namesOf(journey),
    program: words.say("program.name"),
    coordinator: coordinator.name,
    coordinatorPhone: coordinator.phone,
    date: "",
    place: "",
    ...Object.fromEntries(names),
    ...more,
  };
}

/** A step by what people see of it: the subject of its letter, the title of its task. */
export function stepTitle(journey: Journey, words: Words, step: Step): string {
  const key = `${journey.definition}.${step.id}`;
  switch (step.do) {
    case "tell":
    case "ask":
    case "sign":
    case "meet":
      return words.say(`mails.${key}.subject`, argsOf(journey, words));
    case "task":
    case "training":
    case "gathering":
    case "queue":
      return words.say(`tasks.${key}.title`, argsOf(journey, words));
    case "decide":
      return `Decide: ${words.fact(words.pack.ruleSets[step.ruleSet]?.decides ?? step.ruleSet)}`;
    case "match":
      return "Ask both sides for a place";
    case "handover":
      return step.as === "active" ? "The match becomes active" : `The match is ${step.as}`;
    case "wait":
      return waitTitle(words, step.for);
    case "close":
      return `The end: ${step.as}`;
    case "go to":
      return `Back to: ${readable(step.step)}`;
  }
}

/** A step known only by its name, as logs keep it. */
export function titleOf(journey: Journey, words: Words, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const step = stepOf(journey, words, id);
  return step ? stepTitle(journey, words, step) : readable(id);
}

export function stepOf(journey: Journey, words: Words, id: string): Step | undefined {
  const definition = words.pack.journeys[journey.definition];
  const steps = [...(definition?.stages ?? []), ...(definition?.tracks ?? [])].flatMap((part) => part.steps);
  return steps.find((step) => step.id === id);
}

/** The subject of a letter as staff read it. */
export function mailTitle(
  journey: Journey,
  words: Words,
  effect: Pick<MailEffect, "text" | "params">,
): string {
  return words.say(`${effect.text}.subject`, argsOf(journey, words, effect.params), stemTitle(effect.text));
}

/** The title of a task of the program, or of the house. */
export function taskTitle(
  about: string[],
  words: Words,
  effect: Pick<TaskEffect, "text" | "params" | "step">,
): string {
  return words.task(`${effect.text}.title`, taskArgs(about, words, effect)) ?? stemTitle(effect.text);
}

export function taskScript(
  about: string[],
  words: Words,
  effect: TaskEffect,
  phone?: string,
): string | undefined {
  return words.task(`${effect.text}.script`, { ...taskArgs(about, words, effect), phone: phone ?? "none" });
}

function taskArgs(
  about: string[],
  words: Words,
  effect: Pick<TaskEffect, "params" | "text">,
): Record<string, FactValue> {
  const { coordinator } = words.pack.program;
  const { outcome, ruleSet, facts } = effect.params;
  const role = effect.params.role as string | undefined;
  const name =
    (role && (effect.params[`${role}Name`] as string | undefined)) ?? (about.join(" & ") || "none");
  return {
    ...effect.params,
    name,
    givenName: name,
    program: words.say("program.name"),
    coordinator: coordinator.name,
    coordinatorPhone: coordinator.phone,
    ...(typeof outcome === "string" &&
      typeof ruleSet === "string" && { outcome: words.outcome(ruleSet, outcome) }),
    ...(Array.isArray(facts) && { facts: facts.map((fact) => words.fact(String(fact))).join(", ") }),
  };
}

const stemTitle = (text: string) => readable(text.split(".").at(-1) ?? text);

function waitTitle(words: Words, amount: FactValue | object): string {
  if (amount === "match over") return "Wait until the match is over";
  if (typeof amount === "string")
    return amount === "not set"
      ? "Wait (not set how long)"
      : `Wait ${durationInWords(amount, words.language)}`;
  return capital("wait as long as was agreed");
}
