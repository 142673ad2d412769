import type { Effect, LogEntry, MailEffect, TaskEffect } from "../journey/effect.ts";
import type { Journey } from "../journey/journey.ts";
import type { Pack } from "../program/pack.ts";
import { sentencesOf } from "../rules/receipt.ts";
import type { Happening } from "./rehearsal.ts";

/** What an effect looks like on a timeline: nothing, one thing or several. */
export function happeningsOf(pack: Pack, at: string, journey: Journey, effect: Effect): Happening[] {
  switch (effect.kind) {
    case "mail":
      return [{ at, kind: "email", to: effect.to, id: emailId(effect), because: whyMail(effect) }];
    case "task":
      return [
        { at, kind: "task", to: "coordinator", id: stem(effect.text), because: whyTask(journey, effect) },
      ];
    case "log":
      return once(effect.entries).flatMap((entry) => happeningOf(pack, journey, entry) ?? []);
    default:
      return [];
  }
}

/** A meeting that was logged was answered as well; once is enough. */
function once(entries: LogEntry[]): LogEntry[] {
  return entries.filter(
    ({ code, step }) =>
      code !== "ask.answered" ||
      !entries.some((other) => other.code === "meeting.logged" && other.step === step),
  );
}

const stem = (text: string): string => text.slice(text.indexOf(".") + 1);

const emailId = ({ text, reminder }: MailEffect): string =>
  reminder > 0 ? `${stem(text)} reminder ${reminder}` : stem(text);

function whyMail({ text, reminder, asks }: MailEffect): string {
  if (reminder > 0) return `There was no answer yet to "${asks?.step}": reminder ${reminder}.`;
  if (text.endsWith(".missing-facts")) return `The step "${asks?.step}" cannot go on before this is known.`;
  return `The step "${text.split(".").at(-1)}" was reached${asks ? ", and an answer is awaited" : ""}.`;
}

function whyTask(journey: Journey, { text, step, work }: TaskEffect): string {
  if (work.kind === "call")
    return `There is no answer to "${step}" from the ${work.role}: someone calls, and nothing ends by itself.`;
  if (work.kind === "facts")
    return `The step "${step}" cannot go on before this is known: ${work.facts.join(", ")}.`;
  if (work.kind === "choose") return `The rules propose "${work.proposed}", and a coordinator decides.`;
  if (work.kind === "match") return `The ${journey.definition} is ready to be matched.`;
  if (text === "tasks.not-set")
    return `The program leaves a length of time "not set" that ${step ? `the step "${step}"` : "a track"} needs.`;
  return step ? `The step "${step}" was reached, and it is work for staff.` : "Something needs a person.";
}

/** Entries that say no more than the mail or task beside them. */
const doubled =
  /^(mail|wait|track|task)\.|^(ask\.(escalated|too-late)|journey\.opened|plan\.ticked|not-set)$/;

function happeningOf(pack: Pack, journey: Journey, entry: LogEntry): Happening | undefined {
  const { definition } = journey;
  const common = { at: entry.at, to: aboutWhom(journey) };
  const { params } = entry;
  switch (entry.code) {
    case "stage.entered":
      return {
        ...common,
        kind: "state",
        id: `${definition}.${params.stage}`,
        because: `The step "${entry.step}" was reached.`,
      };
    case "never.broken":
      return {
        ...common,
        kind: "event",
        id: `never.broken ${params.line}`,
        because: `never.json: ${params.why}`,
      };
    case "closed":
      return { ...common, kind: "state", id: `${definition}.${params.as}`, because: "The journey is over." };
    case "decision.made":
    case "decision.proposed":
      return {
        ...common,
        kind: "decision",
        id: `${params.ruleSet}.${params.outcome}`,
        because: entry.receipt ? sentencesOf(pack, entry.receipt).coordinator : "",
      };
    case "decision.confirmed":
      return {
        ...common,
        kind: "decision",
        id: `${params.ruleSet}.${params.outcome}`,
        because: "A coordinator decided it.",
      };
    case "decision.needs-info":
      return {
        ...common,
        kind: "event",
        id: needsInfo(pack, journey, entry),
        because: `We must ask: ${[params.facts].flat().join(", ")}.`,
      };
    default:
      return doubled.test(entry.code)
        ? undefined
        : { ...common, kind: "event", ...plainEvent(definition, entry) };
  }
}

function needsInfo(pack: Pack, { definition }: Journey, { step }: LogEntry): string {
  const steps = pack.journeys[definition]!.stages.flatMap((stage) => stage.steps);
  const decide = steps.find((candidate) => candidate.id === step);
  return decide?.do === "decide" ? `${decide.ruleSet}.needs-info` : `${definition}.${step} needs-info`;
}

function plainEvent(
  definition: string,
  { code, step, by, params }: LogEntry,
): Pick<Happening, "id" | "because"> {
  const [, ...words] = code.split(".");
  const what = (step === undefined ? code : words.join(" ")).replaceAll("-", " ");
  const id =
    step === undefined
      ? `${definition} ${code.replace(".", " ")}`
      : `${definition}.${step} ${words.join(" ")}`;
  const outcome = params.outcome ?? params.date;
  const who = by === "engine" ? "The journey itself" : by === "coordinator" ? "A coordinator" : `The ${by}`;
  return { id, because: `${who}: ${what}${outcome === undefined ? "" : ` (${outcome})`}.` };
}

const aboutWhom = (journey: Journey): string => {
  const people = Object.values(journey.parties).map((party) => party.person);
  return people.length === 1 ? people[0]! : journey.definition;
};
