import type { Mail, Task } from "#adapters/store.ts";
import type { LogEntry } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";
import { type Arrival, lastWord } from "#core/messages/arrival.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Decision } from "#core/rules/decision.ts";
import type { Calendar } from "../time.ts";
import { capital, readable, type Words } from "../words.ts";
import { apart, mailTitle, nameOf, stepOf, titleOf } from "./naming.ts";
import { taskTitle } from "./task-title.ts";
import { whyStep } from "./why-step.ts";

/** One line of somebody's story. */
export interface Entry {
  at: string;
  sentence: string;
  /** Who did it, when it was a person. */
  by?: string;
  /** Housekeeping that only matters to those who look closely. */
  quiet?: boolean;
  receipt?: Decision;
  /** Why the program did it, where no rules were asked. */
  why?: string;
  mail?: Mail;
  /** What the mail service has said of it last. */
  arrival?: Arrival;
  task?: Task;
}

export interface Told {
  journey: Journey;
  words: Words;
  calendar: Calendar;
  logs: LogEntry[];
  mails: Mail[];
  /** By the id of the letter. */
  heard?: Map<string, Arrival[]>;
  tasks: Task[];
}

const quiet = [
  "wait.started",
  "wait.over",
  "track.started",
  "track.ended",
  "track.round",
  "cohort.not-for-them",
  "ask.too-late",
  "task.too-late",
  "task.done",
];

/**
 * Everything that happened in a journey, oldest first. The log tells the order; a letter or a task stands in the place of
 * the line that announced it, with all that became of it.
 */
export function story(told: Told): Entry[] {
  const mails = [...told.mails];
  const tasks = [...told.tasks];
  const closed = new Set(tasks.map(({ effect, state, closedAt }) => `${state} ${closedAt} ${effect.text}`));
  const logs = told.logs.filter(
    ({ code, at, params }) => !(code === "task.done" && closed.has(`done ${at} ${params.task}`)),
  );
  const entries = logs.map((entry) => {
    const mail =
      /^mail\.(told|asked|reminded)$/.test(entry.code) &&
      take(mails, (each) => announces(told, entry, each.effect));
    if (mail) return letter(told, mail);
    const task =
      entry.code === "task.opened" &&
      take(tasks, ({ effect }) => effect.at === entry.at && effect.text === entry.params.task);
    return task ? job(told, task) : logged(told, entry);
  });
  const rest = [...mails.map((mail) => letter(told, mail)), ...tasks.map((task) => job(told, task))];
  return [...entries, ...rest].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
}

function announces({ journey }: Told, { at, params }: LogEntry, effect: Mail["effect"]): boolean {
  const to = typeof params.role === "string" ? journey.parties[params.role]?.person : undefined;
  return effect.at === at && effect.to === to && (params.reminder ?? 0) === effect.reminder;
}

/** Takes the first that fits out of a list. */
function take<T>(list: T[], fits: (item: T) => boolean): T | undefined {
  const index = list.findIndex(fits);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}

function logged(told: Told, entry: LogEntry): Entry {
  const { journey, words, calendar } = told;
  const sentence = words.phrase(`log.${entry.code}`, logArgs(journey, words, calendar, entry));
  const automatic = entry.by === "engine";
  return {
    at: entry.at,
    sentence,
    by: automatic || journey.parties[entry.by] ? undefined : nameOf(journey, words, entry.by),
    quiet: quiet.includes(entry.code),
    receipt: entry.receipt,
    why: automatic && !entry.receipt ? whyStep(journey, words, reasonOf(told, entry)) : undefined,
  };
}

/** A call may come at once, because a letter failed: then it was not silence. */
const reasonOf = ({ logs }: Told, entry: LogEntry): LogEntry =>
  (entry.code === "ask.escalated" && failureAt(logs, entry)) || entry;

function failureAt(logs: LogEntry[], { at, step }: { at: string; step?: string }): LogEntry | undefined {
  const failure = logs.find((entry) => entry.code === "mail.failed" && entry.at === at);
  return failure && { ...failure, step };
}

function logArgs(
  journey: Journey,
  words: Words,
  calendar: Calendar,
  entry: LogEntry,
): Record<string, FactValue> {
  const args: Record<string, FactValue> = { ...entry.params };
  const { role, outcome, ruleSet, facts, stage, until, date, task } = entry.params;
  if (typeof role === "string") args.name = nameOf(journey, words, role);
  if (typeof role === "string") args.role = words.role(role);
  if (typeof outcome === "string" && typeof ruleSet === "string")
    args.outcome = `${decided(words, ruleSet)}${words.outcome(ruleSet, outcome)}`;
  if (Array.isArray(facts)) args.facts = facts.map((fact) => words.fact(String(fact))).join(", ");
  if (typeof stage === "string")
    args.stage = `${capital(readable(stage))}. They read: “${words.stage(journey.definition, stage)}”`;
  if (typeof until === "string") args.date = calendar.day(until);
  if (typeof date === "string") args.date = calendar.moment(date);
  const title = titleOf(journey, words, entry.step);
  const house =
    typeof task === "string" && task.split(".").length === 2
      ? words.task(`${task}.title`, { name: args.name ?? "none" })
      : undefined;
  if (house ?? title) Object.assign(args, { step: house ?? title, form: title });
  if (args.how === "") delete args.how;
  args.by = entry.by;
  return args;
}

const decided = (words: Words, ruleSet: string) => {
  const fact = words.pack.ruleSets[ruleSet]?.decides;
  return fact ? `${words.fact(fact)} – ` : "";
};

function letter({ journey, words, heard }: Told, mail: Mail): Entry {
  const { effect } = mail;
  const party = Object.entries(journey.parties).find(([, candidate]) => candidate.person === effect.to);
  const to = party ? apart(party[1].givenName) : "someone";
  const kind = effect.reminder > 0 ? `Reminder ${effect.reminder} to ${to}` : `Letter to ${to}`;
  const asked = effect.text.endsWith(".missing-facts") ? "mail.missing-facts" : "mail.asked";
  const told = effect.text.split(".")[1] === journey.definition ? "mail.told" : "cohort.told";
  const code = effect.reminder > 0 ? "mail.reminded" : effect.asks ? asked : told;
  const step = effect.asks?.step ?? effect.text.split(".").at(-1);
  return {
    at: effect.at,
    sentence: `${kind}: ${mailTitle(journey, words, effect)}`,
    why: whyStep(journey, words, { code, step }),
    mail,
    arrival: lastWord(heard?.get(effect.id) ?? []),
  };
}

function job(told: Told, task: Task): Entry {
  const { journey, words, logs } = told;
  const { effect } = task;
  const step = effect.step && stepOf(journey, words, effect.step) ? effect.step : undefined;
  return {
    at: effect.at,
    sentence: taskTitle(task, words),
    why: whyStep(journey, words, { step, ...taskReason(logs, task) }),
    task,
  };
}

function taskReason(logs: LogEntry[], { effect }: Task): Pick<LogEntry, "code"> {
  if (effect.text === "tasks.call") return failureAt(logs, effect) ?? { code: "ask.escalated" };
  return { code: effect.text.split(".").length === 2 ? effect.text : "task.opened" };
}
