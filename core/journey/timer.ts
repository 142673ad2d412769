import type { Step } from "../program/step.ts";
import { stepAt } from "./definition.ts";
import { type Draft, log, mail, openTask } from "./draft.ts";
import type { Thread } from "./journey.ts";
import { following, moveAt } from "./moved.ts";
import { run } from "./run.ts";
import { earliest, later } from "./time.ts";
import type { Answers } from "./wait.ts";

/** How long we wait where the program does not say: two reminders, then a call. A promise of the house, so it has no off switch. */
const patience = { remind: ["P7D", "P14D"], callAfterLast: "P7D" };

/** A sleeping journey is looked after at least this often: executions do not live for ever. */
const longestSleep = "P300D";

/** Fires what is due in every thread. After an outage one reminder goes out, not all that were missed. */
export function fireTimers(draft: Draft): void {
  for (const id of Object.keys(draft.journey.threads)) {
    const line = draft.journey.threads[id];
    if (!line?.waiting) continue;
    if (line.waiting.kind === "answers") {
      if (!inCharge(draft)) remind(draft, id, line, line.waiting);
    } else if (line.waiting.kind === "time" && line.waiting.until <= draft.now) {
      run(draft, id, following(draft, id, line.step!));
    }
  }
}

/** When the journey must look again by itself. */
export function nextWake(draft: Draft): string {
  const moments = Object.entries(draft.journey.threads).flatMap(([id, line]) => momentsOf(draft, id, line));
  return earliest(later(draft.now, longestSleep, "UTC"), moveAt(draft), ...moments)!;
}

function remind(draft: Draft, thread: string, line: Thread, waiting: Answers): void {
  const plan = patienceOf(draft, thread, line);
  const silent = uncalled(waiting);
  const due = plan.reminders.filter((moment) => moment <= draft.now).length;
  const escalates = plan.escalation <= draft.now && silent.length > 0;
  if (due > waiting.reminders) {
    waiting.reminders = due;
    if (!escalates) sendReminder(draft, line, waiting, silent);
  }
  if (escalates) escalate(draft, thread, line, waiting, silent);
}

/** While somebody's "this is not right" is open, a person is in charge: no reminder goes out and no call is ordered. */
const inCharge = (draft: Draft): boolean =>
  Object.values(draft.journey.openTasks).some((task) => task.text === "tasks.not-right");

/** Those who have not answered and whom nobody is to call yet. */
export const uncalled = ({ roles, answered, calls }: Answers): string[] =>
  roles.filter((role) => !answered.includes(role) && calls[role] === undefined);

function sendReminder(draft: Draft, line: Thread, waiting: Answers, roles: string[]): void {
  writeTo(draft, line, waiting, roles, waiting.reminders);
  for (const role of roles)
    log(draft, "mail.reminded", { step: line.step, params: { role, reminder: waiting.reminders } });
}

/** Writes once more for the answer that a thread waits for. */
export function writeTo(
  draft: Draft,
  line: Thread,
  waiting: Answers,
  roles: string[],
  reminder: number,
): void {
  const { definition } = draft.journey;
  const text = waiting.facts ? `mails.${definition}.missing-facts` : `mails.${definition}.${line.step}`;
  const asks = { id: waiting.id, purpose: waiting.purpose, step: line.step! };
  mail(draft, roles, { text, reminder, asks });
}

/** Silence is not an answer: someone calls, and nothing ends by itself. */
export function escalate(
  draft: Draft,
  thread: string,
  line: Thread,
  waiting: Answers,
  roles: string[],
): void {
  const step = stepAt(draft.route, thread, line.step);
  for (const role of roles) {
    const params = { ask: waiting.id, role };
    const work = callWork(step, waiting, role);
    waiting.calls[role] = openTask(draft, { thread, step: line.step, text: "tasks.call", params, work });
    log(draft, "ask.escalated", { step: line.step, params: { role } });
  }
}

function callWork(step: Step | undefined, waiting: Answers, role: string) {
  if (waiting.facts) return { kind: "call", role, facts: waiting.facts } as const;
  const agreement = step?.do === "sign" ? step.agreement : undefined;
  return { kind: "call", role, form: waiting.form, agreement } as const;
}

/** When an asking that a thread waits for reminds, and when somebody calls: for the engine, and for whoever looks ahead. */
export function patienceOf(
  { pack, route }: Pick<Draft, "pack" | "route">,
  thread: string,
  line: Thread,
): { reminders: string[]; escalation: string } {
  const step = stepAt(route, thread, line.step);
  const own = step && "remind" in step ? step : undefined;
  const { zone } = pack.program;
  const wanted = own?.remind.length ? own.remind : patience.remind;
  const reminders = wanted.map((after) => later(line.since, after, zone));
  const escalation = own?.escalate
    ? later(line.since, own.escalate.after, zone)
    : later(reminders.at(-1)!, patience.callAfterLast, zone);
  return { reminders, escalation };
}

function momentsOf(draft: Draft, id: string, line: Thread): (string | undefined)[] {
  const { waiting } = line;
  if (waiting?.kind === "time") return [waiting.until];
  if (waiting?.kind !== "answers") return [line.step === undefined ? line.next : undefined];
  if (inCharge(draft)) return [];
  const { reminders, escalation } = patienceOf(draft, id, line);
  return [reminders[waiting.reminders], uncalled(waiting).length > 0 ? escalation : undefined];
}
