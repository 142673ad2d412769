import type { Journey } from "#core/journey/journey.ts";
import { durationInWords } from "#core/messages/value.ts";
import type { Step } from "#core/program/step.ts";
import { readable, type Words } from "../words.ts";
import { stepOf } from "./naming.ts";

/** Reasons of the house, for what no step of the program asked for. */
const houseReasons: Record<string, string> = {
  "tasks.not-right": "Somebody pressed “This is not right”. A person answers that, never the program.",
  "tasks.mail-failed": "A letter could not be delivered, so a person calls.",
  "tasks.duplicate": "Two entries have the same address. Nothing is put together without a person.",
  "tasks.held-mail": "Routine letters to this person are on hold.",
  "tasks.not-set": "The program does not say how long or how often. A coordinator says it.",
  "tasks.missing-facts": "The rules cannot decide without this, and it is only asked in a conversation.",
  "tasks.confirm": "The rules propose. The program leaves this decision to a person.",
  "tasks.no-show": "Somebody did not come to a meeting. We ask whether everything is all right.",
};

/** Why the program did something without asking its rules: the step that says so, and where the step comes from. */
export function whyStep(
  journey: Journey,
  words: Words,
  id: string | undefined,
  code: string,
): string | undefined {
  const house = houseReasons[code];
  if (house) return house;
  const step = id === undefined ? undefined : stepOf(journey, words, id);
  if (!step) return id === "missing-facts" ? houseReasons["tasks.missing-facts"] : undefined;
  return [because(step, code), `It is the step “${readable(step.id)}” of the program.`, source(step)]
    .filter(Boolean)
    .join(" ");
}

function because(step: Step, code: string): string {
  if (code === "mail.reminded" && "remind" in step) {
    const after = step.remind.map((duration) => durationInWords(duration, "en")).join(" and ");
    return after
      ? `There was no answer yet. The program reminds after ${after}.`
      : "There was no answer yet, so we remind.";
  }
  if (code === "ask.escalated" && "escalate" in step && step.escalate) {
    return `There was no answer for ${durationInWords(step.escalate.after, "en")}. Silence is not a no: a person calls.`;
  }
  return "The program does this for everyone who comes here.";
}

const source = (step: Step) =>
  step.source && step.source !== "our reading" ? `Where it comes from: ${step.source}.` : "";
