import type { FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Step } from "../program/step.ts";
import type { Args } from "./icu.ts";
import { has, text } from "./text.ts";
import { listInWords } from "./value.ts";

/** Names of the house (`sends-survey`, `localLanguage`) as words, for want of a text. */
export const readable = (name: string): string => {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[-_]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What a step is called on screen: its task's title, its letter's subject or its form's title. */
export function stepTitle(
  pack: Pack,
  definition: string,
  step: string,
  args: Args = {},
  language = "en",
): string {
  const form = formOf(pack, definition, step);
  const keys = [
    `tasks.${definition}.${step}.title`,
    `mails.${definition}.${step}.subject`,
    ...(form === undefined ? [] : [`forms.${form}.title`]),
  ];
  const key = keys.find((each) => has(pack, language, each));
  return key ? text(pack, language, key, args) : readable(step);
}

/** The form that a step asks with, if it has one. */
export function formOf(pack: Pack, definition: string, step: string): string | undefined {
  const found = stepsOf(pack, definition).find(({ id }) => id === step);
  return found && "form" in found ? found.form : undefined;
}

/** A name out of the pack, by what it names. */
export function nameInWords(pack: Pack, key: string, language = "en"): string {
  return has(pack, language, key) ? text(pack, language, key) : readable(key.slice(key.lastIndexOf(".") + 1));
}

/** A list of facts by their labels. */
export function factsInWords(pack: Pack, facts: FactValue, language = "en"): string {
  const names = Array.isArray(facts) ? facts.map(String) : [String(facts)];
  return listInWords(
    names.map((name) => nameInWords(pack, `facts.${plain(name)}`, language)),
    language,
  );
}

const plain = (fact: string): string => fact.slice(fact.lastIndexOf(".") + 1);

function stepsOf(pack: Pack, definition: string): Step[] {
  const found = pack.journeys[definition];
  return found ? [...found.stages, ...found.tracks].flatMap(({ steps }) => steps) : [];
}
