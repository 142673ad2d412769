import type { Step } from "../program/step.ts";
import { closeNow } from "./close.ts";
import { meets } from "./condition.ts";
import { stepAt } from "./definition.ts";
import { closeTask, type Draft, log, nextId } from "./draft.ts";
import { enter } from "./enter.ts";
import { countStep, guardStep } from "./guarded.ts";
import { following } from "./moved.ts";
import { beginRound, endTracksAt, finishRound, startTracksAt } from "./track.ts";
import { askForFacts, lacksFacts } from "./wait.ts";

/** A definition that goes round more often than this without waiting is a loop, and parks the journey. */
const maxSteps = 200;

/** Moves a thread from its step on until it waits, rests or ends. */
export function run(draft: Draft, thread: string, from: Step | undefined): void {
  let step = from;
  for (let count = 0; step; count++) {
    if (count > maxSteps)
      throw new Error(
        `journey.loop: ${draft.journey.definition} goes round at step "${step.id}" without waiting`,
      );
    const reached = reach(draft, thread, step);
    if (reached === "waits" || reached === "ended") return;
    step = reached === "next" ? following(draft, thread, step.id) : stepAt(draft.route, thread, reached.goTo);
  }
  if (thread === "main") rest(draft);
  else finishRound(draft, thread);
}

/** Goes to a step of the main line from wherever it is; what it waited for is no longer needed. */
export function jump(draft: Draft, to: string): void {
  leave(draft, "main");
  run(draft, "main", stepAt(draft.route, "main", to));
}

/** Tries the step that a thread stands at again, now that more is known. */
export function retry(draft: Draft, thread: string): void {
  const { step } = draft.journey.threads[thread]!;
  leave(draft, thread, "done");
  if (draft.route.tracks.get(thread)?.steps[0]?.id === step) beginRound(draft, thread);
  else run(draft, thread, stepAt(draft.route, thread, step));
}

/** The thread stops waiting; tasks that only served this waiting close. */
export function leave(
  draft: Draft,
  thread: string,
  why: "done" | "no longer needed" = "no longer needed",
): void {
  const line = draft.journey.threads[thread];
  if (!line?.waiting) return;
  const { waiting } = line;
  if (waiting.kind === "queue") closeTask(draft, waiting.id, why);
  if (waiting.kind === "round" && waiting.task) closeTask(draft, waiting.task, why);
  if (waiting.kind === "task" && (why === "done" || !draft.journey.openTasks[waiting.id]?.lasting))
    closeTask(draft, waiting.id, why);
  if (waiting.kind === "answers")
    for (const task of Object.values(waiting.calls)) closeTask(draft, task, why);
  line.waiting = undefined;
}

function reach(draft: Draft, thread: string, step: Step) {
  const line = draft.journey.threads[thread]!;
  const anew = line.step !== step.id;
  if (anew) line.kept = undefined;
  line.step = step.id;
  line.since = draft.now;
  line.waiting = undefined;
  // A step that is tried again was reached before, and what runs beside it from there on has begun.
  if (anew && thread === "main") enterStage(draft, step);
  if (step.when) {
    const { holds, needs } = meets(draft, step.when, step.do === "decide" ? step.ruleSet : undefined);
    if (holds === "unknown") {
      askForFacts(draft, thread, step.id, needs, nextId(draft));
      return "waits" as const;
    }
    if (!holds) return "next" as const;
  }
  guardStep(draft, step);
  const entered = enter(draft, thread, step);
  if (!lacksFacts(draft, thread)) countStep(draft, step);
  return entered;
}

function enterStage(draft: Draft, step: Step): void {
  const { journey, route } = draft;
  const { stage } = route.main[route.index.get(step.id)!]!;
  if (journey.stage !== stage.id) log(draft, "stage.entered", { step: step.id, params: { stage: stage.id } });
  journey.stage = stage.id;
  if (stage.status && journey.status.match) journey.status.match = stage.status;
  else if (stage.status) journey.status.participant = stage.status;
  endTracksAt(draft, step.id);
  startTracksAt(draft, step.id);
}

/** A main line that ran out of steps without a close is completed: there is nothing left to come. */
function rest(draft: Draft): void {
  if (!draft.journey.ended) closeNow(draft, "completed");
}
