import type { TaskEffect } from "../journey/effect.ts";
import type { Pack } from "../program/pack.ts";
import type { Args } from "./icu.ts";
import { factsInWords, nameInWords, stepTitle } from "./label.ts";
import { phrase } from "./phrase.ts";
import { has, text } from "./text.ts";
import { listInWords } from "./value.ts";

export interface TaskWords {
  title: string;
  /** Paragraphs: what to do and how to say it. */
  script: string[];
}

type Worded = Pick<TaskEffect, "text" | "params"> & Partial<Pick<TaskEffect, "step" | "work">>;

/** A task as staff read it, from the program's texts or the house's. `more` adds what the screen knows, such as `phone`. */
export function taskWords(
  pack: Pack,
  definition: string,
  task: Worded,
  more: Args = {},
  language = "en",
): TaskWords {
  const args = { ...argsOf(pack, definition, task, language), ...more };
  const say = (key: string) =>
    has(pack, language, key) ? text(pack, language, key, args) : houseWords(pack, language, key, args);
  return {
    title: say(`${task.text}.title`),
    script: say(`${task.text}.script`)
      .split(/\n\s*\n/)
      .filter((paragraph) => paragraph.trim() !== ""),
  };
}

/** House tasks are in the house's phrases; a task of the program without a script has none. */
function houseWords(pack: Pack, language: string, key: string, args: Args): string {
  if (key.split(".").length === 3) return phrase(language, key, args, pack);
  return key.endsWith(".script") ? "" : text(pack, language, key, args);
}

function argsOf(
  pack: Pack,
  definition: string,
  { params, step, work, ...task }: Worded,
  language: string,
): Args {
  const named: Args = { ...params, name: params.name ?? namesIn(params, language) };
  const facts = work?.kind === "facts" ? work.facts : params.facts;
  const title =
    step === undefined || task.text.endsWith(`.${step}`)
      ? undefined
      : stepTitle(pack, definition, step, named, language);
  return {
    ...named,
    step: title,
    facts: facts === undefined ? undefined : factsInWords(pack, facts, language),
    outcome: outcomeIn(pack, params, language),
    what:
      params.track === undefined
        ? undefined
        : nameInWords(pack, `tracks.${definition}.${params.track}`, language),
    reason: params.reason ?? params.code,
  };
}

/** Whom it is about: the name of its role, or of everyone in the journey. */
function namesIn(params: TaskEffect["params"], language: string): string | undefined {
  if (typeof params.role === "string") {
    const one = params[`${params.role}Name`];
    if (typeof one === "string") return one;
  }
  const names = Object.entries(params).flatMap(([key, value]) =>
    key.endsWith("Name") && typeof value === "string" ? [value] : [],
  );
  return names.length === 0 ? undefined : listInWords(names, language);
}

const outcomeIn = (
  pack: Pack,
  { ruleSet, outcome }: TaskEffect["params"],
  language: string,
): string | undefined =>
  outcome === undefined
    ? undefined
    : nameInWords(pack, ruleSet === undefined ? String(outcome) : `outcomes.${ruleSet}.${outcome}`, language);
