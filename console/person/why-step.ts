import type { LogEntry } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";
import { hasPhrase, phrase } from "#core/messages/phrase.ts";
import { durationInWords } from "#core/messages/value.ts";
import type { Step } from "#core/program/step.ts";
import { readable, type Words } from "../words.ts";
import { stepOf } from "./naming.ts";

/** What happened by itself: its code in the log, or the text of a task of the house. */
export interface Automatic {
  code: string;
  step?: string;
  params?: LogEntry["params"];
}

/** Why the program did something without asking its rules: the reason, the step that says so, and where that comes from. */
export function whyStep(journey: Journey, words: Words, what: Automatic): string | undefined {
  const step = what.step === undefined ? undefined : stepOf(journey, words, what.step);
  const key = `why.${what.code}`;
  if (!hasPhrase("en", key, words.pack)) return undefined;
  const kind = journey.status.match === undefined ? "person" : "match";
  const args = { ...what.params, ...patience(what.code, step), kind, when: step?.when ? "yes" : "no" };
  return [phrase(words.language, key, args, words.pack), ...named(words, step)].join(" ");
}

/** How long the program waits before it reminds, and before a person calls. */
function patience(code: string, step: Step | undefined): { after?: string } {
  if (!step || !("remind" in step)) return {};
  const lengths = code === "mail.reminded" ? step.remind : step.escalate ? [step.escalate.after] : [];
  const after = lengths.map((duration) => durationInWords(duration, "en")).join(" and ");
  return after === "" ? {} : { after };
}

function named({ language, pack }: Words, step: Step | undefined): string[] {
  if (!step) return [];
  const say = (key: string, args: Record<string, string>) => phrase(language, key, args, pack);
  const sentence = say("why.step", { step: readable(step.id) });
  const { source } = step;
  return source && source !== "our reading" ? [sentence, say("why.source", { source })] : [sentence];
}
