import { mustNotBreak } from "../program/never-broken.ts";
import type { Draft } from "./draft.ts";
import { log, mail, openTask } from "./draft.ts";
import { isProgram, type Waiting } from "./journey.ts";
import { isMatch } from "./known.ts";

export type Answers = Extract<Waiting, { kind: "answers" }>;

/** Asks roles by mail and page, and lets the thread wait until each has answered. */
export function askRoles(
  draft: Draft,
  thread: string,
  asking: Pick<Answers, "purpose" | "form" | "facts" | "roles"> & { id: string; step: string; text: string },
): void {
  const { id, step, text, ...what } = asking;
  const form = what.form === undefined ? undefined : draft.pack.forms[what.form];
  mustNotBreak(draft.pack, {
    act: "ask",
    facts: what.facts ?? form?.questions.map(({ fact }) => fact) ?? [],
  });
  wait(draft, thread, { kind: "answers", id, ...what, answered: [], reminders: 0, calls: {} });
  mail(draft, what.roles, { text, asks: { id, purpose: what.purpose, step } });
  for (const role of what.roles) log(draft, "mail.asked", { step, params: { role } });
}

/**
 * Missing facts: ordinary ones are asked of the person by mail; conversation and staff facts, and those of a pair or of the
 * program, of a coordinator. The thread tries its step again when they are there.
 */
export function askForFacts(draft: Draft, thread: string, step: string, needs: string[], id: string): void {
  const mailable = mailableOf(draft, needs);
  log(draft, "decision.needs-info", { step, params: { facts: needs } });
  if (mailable.length > 0) {
    if (askedBefore(draft, thread, mailable)) return;
    const roles = Object.keys(draft.journey.parties);
    const text = `mails.${draft.journey.definition}.missing-facts`;
    askRoles(draft, thread, { id, step, text, purpose: "form", facts: mailable, roles });
    return;
  }
  const text = needs.length > 0 ? "tasks.missing-facts" : "tasks.not-set";
  const work = needs.length > 0 ? ({ kind: "facts", facts: needs } as const) : ({ kind: "done" } as const);
  const task = openTask(draft, { thread, step, text, work });
  wait(draft, thread, { kind: "task", id: task });
}

/** Those of the facts that are asked of the person, by mail and page. */
export function mailableOf({ journey, pack }: Pick<Draft, "journey" | "pack">, needs: string[]): string[] {
  return isMatch(journey) || isProgram(journey)
    ? []
    : needs.filter((fact) => pack.facts.facts[fact]?.kind === "ordinary");
}

/** Whether a thread has not taken its step yet, because something must be known first: it will be tried again. */
export function lacksFacts({ journey }: Draft, thread: string): boolean {
  const waiting = journey.threads[thread]?.waiting;
  if (waiting?.kind === "answers") return waiting.facts !== undefined;
  const text = waiting?.kind === "task" ? journey.openTasks[waiting.id]?.text : undefined;
  return text === "tasks.missing-facts" || text === "tasks.not-set";
}

/** The letter is out already: its page asks for what is needed now. */
function askedBefore(draft: Draft, thread: string, facts: string[]): boolean {
  const line = draft.journey.threads[thread]!;
  if (line.kept?.waiting.kind !== "answers") return false;
  const { since, waiting } = line.kept;
  line.waiting = { ...waiting, facts };
  line.since = since;
  line.kept = undefined;
  return true;
}

export function wait(draft: Draft, thread: string, waiting: Waiting): void {
  const line = draft.journey.threads[thread]!;
  line.waiting = waiting;
  line.since = draft.now;
}
