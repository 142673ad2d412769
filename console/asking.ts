import type { Journey, Waiting } from "#core/journey/journey.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Asked } from "./parts/field.tsx";

export type Answers = Extract<Waiting, { kind: "answers" }>;

/** The asking that still waits for this role's answer. */
export function openAsking(journey: Journey, ask: string, role: string): Answers | undefined {
  const waiting = Object.values(journey.threads)
    .map((line) => line.waiting)
    .find((each): each is Answers => each?.kind === "answers" && each.id === ask);
  return waiting?.roles.includes(role) && !waiting.answered.includes(role) ? waiting : undefined;
}

/** The questions of a form, or of facts that a decision lacked. */
export function questionsOf(pack: Pack, what: { form?: string; facts?: string[] }): Asked[] {
  if (what.facts) return what.facts.map((fact) => ({ fact, required: true }));
  return what.form ? (pack.forms[what.form]?.questions ?? []) : [];
}
