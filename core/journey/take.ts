import type { Word } from "../program/broken-by.ts";
import type { StepOf } from "../program/step.ts";
import { closeNow } from "./close.ts";
import { stepAt } from "./definition.ts";
import { closeTask, type Draft, log, mail, openTask, rolesOf } from "./draft.ts";
import { settle } from "./enter.ts";
import type { EventOf, JourneyEvent } from "./event.ts";
import type { Thread } from "./journey.ts";
import { isMatch, knownFacts, learn } from "./known.ts";
import { following, startMove } from "./moved.ts";
import { takePlace } from "./place.ts";
import { roundDone, roundStaged } from "./round.ts";
import { jump, leave, retry, run } from "./run.ts";
import { cohortFrozen, told } from "./tell-all.ts";
import { later } from "./time.ts";
import { escalate, uncalled, writeTo } from "./timer.ts";
import type { Answers } from "./wait.ts";

/** Takes in one event. What comes too late, twice, or to a step long past changes nothing but the log. */
export function take(draft: Draft, event: JourneyEvent): void {
  draft.word = words[event.type] ?? "nobody";
  draft.speaker = event.by;
  switch (event.type) {
    case "answered":
      return answered(draft, event);
    case "signed":
      return signed(draft, event);
    case "worked":
      return worked(draft, event);
    case "facts-set":
      learn(draft, event.facts, event.by);
      log(draft, "facts.set", { by: event.by, params: { facts: Object.keys(event.facts) } });
      return goOnWithKnown(draft);
    case "plan-ticked":
      tick(draft, event.plan, event.ticked);
      return log(draft, "plan.ticked", { by: event.by, params: { plan: event.plan, items: event.ticked } });
    case "not-right":
      openTask(draft, {
        text: "tasks.not-right",
        params: { role: event.role, words: event.words },
        work: { kind: "done" },
        urgent: true,
        lasting: true,
      });
      return log(draft, "not-right", { by: event.role, params: { role: event.role } });
    case "ended":
      return endEarly(draft, event);
    case "mail-failed":
      return mailFailed(draft, event);
    case "link-asked":
      return askedAnew(draft, event);
    case "possible-duplicate":
      openTask(draft, { text: "tasks.duplicate", params: { other: event.other }, work: { kind: "done" } });
      return log(draft, "duplicate.possible", { params: { other: event.other } });
    case "moved":
      return startMove(draft, event);
    case "cohort.frozen":
      return goOnFrom(draft, cohortFrozen(draft, event));
    case "told":
      return told(draft, event);
    case "round.staged":
      return goOnFrom(draft, roundStaged(draft, event));
    case "round.done":
      return goOnFrom(draft, roundDone(draft, event));
    default:
      return takePlace(draft, event);
  }
}

/** Who speaks in an event. What another journey tells was decided there. */
const words: Partial<Record<JourneyEvent["type"], Word>> = {
  answered: "participant",
  signed: "participant",
  worked: "staff",
  "facts-set": "staff",
  ended: "staff",
  "place.granted": "others",
  "place.refused": "others",
  "place.released": "others",
  "match.active": "others",
  "match.over": "others",
  told: "others",
  "cohort.frozen": "time",
  "round.staged": "time",
  "round.done": "staff",
};

/** Goes on after the step a thread stands at. */
export function goOn(draft: Draft, thread: string): void {
  const { step } = draft.journey.threads[thread]!;
  leave(draft, thread, "done");
  run(draft, thread, following(draft, thread, step!));
}

function goOnFrom(draft: Draft, thread: string | undefined): void {
  if (thread !== undefined) goOn(draft, thread);
}

function answered(draft: Draft, event: EventOf<"answered">): void {
  const open = findAsking(draft, event.ask, event.role);
  if (!open) return log(draft, "ask.too-late", { by: event.by, params: { role: event.role } });
  const { thread, line, waiting } = open;
  learn(draft, event.facts, event.how ? `${event.role}, ${event.how}` : event.role, event.role);
  log(draft, event.how ? "ask.answered-by-staff" : "ask.answered", {
    step: line.step,
    by: event.by,
    params: { role: event.role, how: event.how ?? "" },
  });
  if (waiting.purpose === "meet") meetingLogged(draft, line, event);
  complete(draft, thread, waiting, event.role);
}

function signed(draft: Draft, event: EventOf<"signed">): void {
  const open = findAsking(draft, event.ask, event.role);
  if (!open) return log(draft, "ask.too-late", { by: event.by, params: { role: event.role } });
  log(draft, "sign.signed", {
    step: open.line.step,
    by: event.by,
    params: { role: event.role, name: event.name, how: event.how ?? "" },
  });
  complete(draft, open.thread, open.waiting, event.role);
}

function complete(draft: Draft, thread: string, waiting: Answers, role: string): void {
  waiting.answered.push(role);
  const call = waiting.calls[role];
  if (call) closeTask(draft, call, "done");
  if (waiting.answered.length < waiting.roles.length) return;
  if (waiting.facts) retry(draft, thread);
  else goOn(draft, thread);
}

function findAsking(
  draft: Draft,
  ask: string,
  role: string,
): { thread: string; line: Thread; waiting: Answers } | undefined {
  for (const [thread, line] of Object.entries(draft.journey.threads)) {
    const { waiting } = line;
    if (waiting?.kind !== "answers" || waiting.id !== ask) continue;
    return waiting.roles.includes(role) && !waiting.answered.includes(role)
      ? { thread, line, waiting }
      : undefined;
  }
  return undefined;
}

/** The same letter with a new link, as long as its answer is awaited. */
function askedAnew(draft: Draft, event: EventOf<"link-asked">): void {
  const open = findAsking(draft, event.ask, event.role);
  if (!open) return;
  writeTo(draft, open.line, open.waiting, [event.role], 0);
  log(draft, "mail.asked", { step: open.line.step, by: event.by, params: { role: event.role } });
}

/** Someone did not come: we ask whether everything is all right, and nobody's score is lowered. */
function meetingLogged(draft: Draft, line: Thread, event: EventOf<"answered">): void {
  const outcome = event.facts.meetingOutcome;
  log(draft, "meeting.logged", { step: line.step, by: event.by, params: { outcome: outcome ?? "unknown" } });
  if (outcome === "did not come")
    openTask(draft, {
      step: line.step,
      text: "tasks.no-show",
      params: { role: event.role },
      work: { kind: "done" },
      dueAt: later(draft.now, "P2D", draft.pack.program.zone),
      lasting: true,
    });
}

function worked(draft: Draft, event: EventOf<"worked">): void {
  const task = draft.journey.openTasks[event.task];
  if (!task) return log(draft, "task.too-late", { by: event.by, params: { task: event.task } });
  learn(draft, event.facts, event.by);
  if (event.note) log(draft, "note.written", { step: task.step, by: event.by, params: { note: event.note } });
  tickTask(draft, event);
  const line = task.thread === undefined ? undefined : draft.journey.threads[task.thread];
  const serves = line?.waiting?.kind === "task" && line.waiting.id === event.task;
  if (serves) return workedOn(draft, event, task.thread!, line);
  if (event.done && task.text === "tasks.confirm") return decidedAnew(draft, event);
  if (event.done) closeTask(draft, event.task, "done");
  if (event.done) log(draft, "task.done", { step: task.step, by: event.by, params: { task: task.text } });
}

/** What was decided in another version of the program, and was proposed again: a person has the last word. */
function decidedAnew(draft: Draft, event: EventOf<"worked">): void {
  const step = stepAt(draft.route, "main", draft.journey.openTasks[event.task]!.step);
  if (event.outcome === undefined || step?.do !== "decide") return;
  closeTask(draft, event.task, "done");
  settle(draft, step, event.outcome, event.by);
  const params = { outcome: event.outcome, ruleSet: step.ruleSet };
  log(draft, "decision.confirmed", { step: step.id, by: event.by, params });
}

function workedOn(draft: Draft, event: EventOf<"worked">, thread: string, line: Thread): void {
  const step = stepAt(draft.route, thread, line.step)!;
  const { text } = draft.journey.openTasks[event.task]!;
  if (text === "tasks.missing-facts" || text === "tasks.not-set")
    return event.done ? seenTo(draft, event, thread) : undefined;
  if (step.do === "gathering") arrange(draft, event, step, line);
  if (step.do === "training" && !trained(draft, event, step)) return;
  if (!event.done) return;
  if (step.do === "decide") {
    if (event.outcome === undefined) return;
    settle(draft, step, event.outcome, event.by);
    log(draft, "decision.confirmed", {
      step: step.id,
      by: event.by,
      params: { outcome: event.outcome, ruleSet: step.ruleSet },
    });
  } else log(draft, "task.done", { step: step.id, by: event.by, params: { task: text } });
  goOn(draft, thread);
}

/** Staff say they have seen to it: the step is tried again, and asks once more for what is still missing. */
function seenTo(draft: Draft, event: EventOf<"worked">, thread: string): void {
  const { text, step } = draft.journey.openTasks[event.task]!;
  log(draft, "task.done", { step, by: event.by, params: { task: text } });
  retry(draft, thread);
}

function tickTask(draft: Draft, event: EventOf<"worked">): void {
  const { step } = draft.journey.openTasks[event.task]!;
  const definition = draft.route.main.find((candidate) => candidate.step.id === step)?.step;
  if (definition?.do === "task" && definition.plan) tick(draft, definition.plan, event.ticked ?? []);
}

function tick(draft: Draft, plan: string, items: string[]): void {
  const { ticked } = draft.journey.plans[plan] ?? { ticked: {} };
  for (const item of items) ticked[item] ??= draft.now;
  draft.journey.plans[plan] = { ticked };
}

/** Hours count only when the least is reached; staff are told by the task staying open. */
function trained(draft: Draft, event: EventOf<"worked">, step: StepOf<"training">): boolean {
  const facts = knownFacts(draft.journey);
  const hours = (fact: string) => (typeof facts[fact] === "number" ? facts[fact] : 0);
  const params = { theory: hours("trainingTheoryHours"), practice: hours("trainingPracticeHours") };
  log(draft, "training.logged", { step: step.id, by: event.by, params });
  return params.theory >= (step.theoryHours?.min ?? 0) && params.practice >= (step.practiceHours?.min ?? 0);
}

function arrange(draft: Draft, event: EventOf<"worked">, step: StepOf<"gathering">, line: Thread): void {
  if (line.waiting?.kind !== "task") return;
  if (event.date && event.date !== line.waiting.date) {
    line.waiting.date = event.date;
    const roles = rolesOf(draft, step.to);
    mail(draft, roles, {
      text: `mails.${draft.journey.definition}.${step.id}`,
      params: { date: event.date, place: event.place ?? "" },
    });
    log(draft, "gathering.dated", { step: step.id, by: event.by, params: { date: event.date } });
  }
  if (event.outcome)
    log(draft, "gathering.held", { step: step.id, by: event.by, params: { outcome: event.outcome } });
}

/** A person decides an ending, one at a time: the steps the program has for it run first. A match that never began is just canceled. */
export function endEarly(
  draft: Draft,
  { as, reason, by }: Pick<EventOf<"ended">, "as" | "reason" | "by">,
): void {
  const { journey, route } = draft;
  if (journey.ended || journey.ending) return;
  log(draft, "ended", { by, params: { as, reason } });
  const proposed = isMatch(journey) && journey.places.every((place) => place.state !== "active");
  if (proposed || !route.definition.onEnd) return closeNow(draft, proposed ? "canceled" : as, reason);
  journey.ending = { as, reason };
  jump(draft, route.definition.onEnd);
}

/** A letter that asked and cannot arrive becomes a call to that one at once; any other, one task to mend the address. */
function mailFailed(draft: Draft, { asks, code }: EventOf<"mail-failed">): void {
  log(draft, "mail.failed", { params: { code } });
  const open = asks && findAsking(draft, asks.id, asks.role);
  if (open) {
    if (uncalled(open.waiting).includes(asks.role))
      escalate(draft, open.thread, open.line, open.waiting, [asks.role]);
    return;
  }
  const known = Object.values(draft.journey.openTasks).some(({ text }) => text === "tasks.mail-failed");
  if (!known) openTask(draft, { text: "tasks.mail-failed", params: { code }, work: { kind: "done" } });
}

/** What was asked for may have become known another way: then nobody is asked any longer. */
function goOnWithKnown(draft: Draft): void {
  const known = knownFacts(draft.journey);
  for (const [thread, line] of Object.entries(draft.journey.threads)) {
    const asked = askedFacts(draft, line);
    if (asked && draft.journey.threads[thread] === line && asked.every((fact) => known[fact] !== undefined))
      retry(draft, thread);
  }
}

function askedFacts(draft: Draft, { waiting }: Thread): string[] | undefined {
  if (waiting?.kind === "answers") return waiting.facts;
  return waiting?.kind === "task" ? draft.journey.openTasks[waiting.id]?.facts : undefined;
}
