import type { MailEffect } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";
import { isolated } from "#core/messages/clean.ts";
import { hasRightToLeft } from "#core/messages/direction.ts";
import { durationInWords } from "#core/messages/value.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Step } from "#core/program/step.ts";
import { capital, readable, type Words } from "../words.ts";

/** Who takes part in which kind of journey: all that a title needs to know. */
export type Cast = Pick<Journey, "definition" | "parties">;

/** Whom a role is in this journey, by the first name. */
export const nameOf = (journey: Cast, words: Words, role: string): string =>
  journey.parties[role]?.givenName ?? words.role(role);

export const namesOf = (journey: Cast): string =>
  Object.values(journey.parties)
    .map((party) => apart(party.givenName))
    .join(" & ");

/** A name that runs from right to left must not carry its neighbours with it. */
export const apart = (name: string): string => (hasRightToLeft(name) ? isolated(name) : name);

/** What every text of the program may mention. */
export function argsOf(
  journey: Cast,
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
export function stepTitle(journey: Cast, words: Words, step: Step): string {
  const key = `${journey.definition}.${step.id}`;
  switch (step.do) {
    case "tell":
    case "tell all":
    case "ask":
    case "sign":
    case "meet":
      return words.say(`mails.${key}.subject`, argsOf(journey, words));
    case "task":
    case "training":
    case "gathering":
    case "queue":
    case "round":
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
export function titleOf(journey: Cast, words: Words, id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  const step = stepOf(journey, words, id);
  return step ? stepTitle(journey, words, step) : readable(id);
}

export function stepOf(journey: Cast, words: Words, id: string): Step | undefined {
  const definition = words.pack.journeys[journey.definition];
  const steps = [...(definition?.stages ?? []), ...(definition?.tracks ?? [])].flatMap((part) => part.steps);
  return steps.find((step) => step.id === id);
}

/** The subject of a letter as staff read it. */
export function mailTitle(journey: Cast, words: Words, effect: Pick<MailEffect, "text" | "params">): string {
  return words.say(`${effect.text}.subject`, argsOf(journey, words, effect.params), stemTitle(effect.text));
}

export const stemTitle = (text: string) => readable(text.split(".").at(-1) ?? text);

function waitTitle(words: Words, amount: FactValue | object): string {
  if (amount === "match over") return "Wait until the match is over";
  if (typeof amount === "string")
    return amount === "not set"
      ? "Wait (not set how long)"
      : `Wait ${durationInWords(amount, words.language)}`;
  return capital("wait as long as was agreed");
}
