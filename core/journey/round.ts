import type { StepOf } from "../program/step.ts";
import { stepAt } from "./definition.ts";
import { add, type Draft, log, nextId, openTask } from "./draft.ts";
import type { EventOf } from "./event.ts";
import { later } from "./time.ts";
import { wait } from "./wait.ts";

/** Asks for a round of matching. What comes of it is for coordinators to look through; nobody else hears of it. */
export function workOutRound(draft: Draft, thread: string, step: StepOf<"round">): void {
  const id = nextId(draft);
  add(draft, { kind: "round", id, at: draft.now, waiting: step.waiting ?? 1 });
  wait(draft, thread, { kind: "round", id });
}

/** There is a round, and staff have work; or there is none, and the thread that is answered goes on. */
export function roundStaged(draft: Draft, event: EventOf<"round.staged">): string | undefined {
  const found = threadOf(draft, event.cause);
  if (!found) return undefined;
  const { thread, step } = found;
  if (event.round === undefined || event.pairs === 0) {
    log(draft, "round.none", { step: step.id, params: { why: event.why ?? "nobody" } });
    return thread;
  }
  const params = { round: event.round, pairs: event.pairs };
  const task = openTask(draft, {
    ...{ thread, step: step.id, params, text: `tasks.${draft.journey.definition}.${step.id}` },
    work: { kind: "round", round: event.round },
    ...(step.due !== undefined && { dueAt: later(draft.now, step.due, draft.pack.program.zone) }),
  });
  wait(draft, thread, { kind: "round", id: event.cause, task });
  log(draft, "round.staged", { step: step.id, params });
  return undefined;
}

/** Coordinators are through with it. Answers the thread that waited for that, which may go on. */
export function roundDone(draft: Draft, { cause, round }: EventOf<"round.done">): string | undefined {
  const found = threadOf(draft, cause);
  if (found) log(draft, "round.done", { step: found.step.id, params: { round }, by: "coordinator" });
  return found?.thread;
}

function threadOf(draft: Draft, cause: string): { thread: string; step: StepOf<"round"> } | undefined {
  for (const [thread, { step: id, waiting }] of Object.entries(draft.journey.threads)) {
    const step = stepAt(draft.route, thread, id);
    if (waiting?.kind === "round" && waiting.id === cause && step?.do === "round") return { thread, step };
  }
  return undefined;
}
