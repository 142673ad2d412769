import type { LogEntry } from "../journey/effect.ts";
import type { FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { type Args, format } from "./icu.ts";
import { factsInWords, formOf, nameInWords, readable, stepTitle } from "./label.ts";
import { hasPhrase, phraseMessage } from "./phrase.ts";
import { taskWords } from "./task.ts";
import { factInWords } from "./text.ts";

export interface Scene {
  pack: Pack;
  /** The journey's definition, for the titles of its steps and stages. */
  definition: string;
  /** Given names by role, where the reader may see them. */
  names?: Record<string, string>;
}

/** One entry of the log as a sentence for staff, such as "Asked Samira: How are you now?". */
export function logSentence(scene: Scene, entry: LogEntry, language = "en"): string {
  const key = `log.${entry.code}`;
  if (!hasPhrase(language, key, scene.pack)) return readable(entry.code.replace(/\./g, " "));
  const args = argsOf(scene, entry);
  const show = (name: string, value: FactValue) => shown(scene, entry, args, name, value, language);
  return format(phraseMessage(language, key, scene.pack), language, args, {
    zone: scene.pack.program.zone,
    show,
  });
}

/** Raw values, so that a sentence can choose by them; `shown` puts them into words. */
function argsOf({ pack, definition, names = {} }: Scene, { step, params }: LogEntry): Args {
  return {
    ...params,
    step: step ?? params.task,
    name: params.name ?? names[String(params.role ?? "")],
    form: params.form ?? (step === undefined ? undefined : formOf(pack, definition, step)),
    date: params.date ?? params.until,
    reason: params.reason ?? params.code,
  };
}

function shown(
  scene: Scene,
  entry: LogEntry,
  args: Args,
  name: string,
  value: FactValue,
  language: string,
): string {
  const { pack, definition } = scene;
  const named = (key: string) => nameInWords(pack, key, language);
  const words: Record<string, () => string> = {
    step: () => titleOf(scene, entry, language),
    stage: () => named(`stages.${definition}.${value}`),
    role: () => named(`roles.${value}`),
    side: () => named(`roles.${value}`),
    form: () => named(`forms.${value}.title`),
    agreement: () => named(`agreements.${value}.title`),
    plan: () => named(`plans.${value}.title`),
    items: () =>
      [value]
        .flat()
        .map((item) => named(`plans.${args.plan}.items.${item}`))
        .join(", "),
    track: () => named(`tracks.${definition}.${value}`),
    outcome: () => named(args.ruleSet === undefined ? String(value) : `outcomes.${args.ruleSet}.${value}`),
    proposed: () => named(`outcomes.${args.ruleSet}.${value}`),
    facts: () => factsInWords(pack, value, language),
  };
  return Object.hasOwn(words, name) ? words[name]!() : factInWords(pack, language, name, value);
}

function titleOf(
  { pack, definition, names = {} }: Scene,
  { step, params }: LogEntry,
  language: string,
): string {
  const byRole = Object.fromEntries(Object.entries(names).map(([role, name]) => [`${role}Name`, name]));
  const task = params.task;
  if (typeof task === "string" && task.startsWith("tasks."))
    return taskWords(pack, definition, { text: task, params: { ...byRole, ...params }, step }, {}, language)
      .title;
  return step === undefined ? "" : stepTitle(pack, definition, step, byRole, language);
}
