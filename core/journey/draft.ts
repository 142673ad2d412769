import type { Word } from "../program/broken-by.ts";
import { dayOf } from "../program/calendar-day.ts";
import type { FactValue } from "../program/fact.ts";
import { mustNotBreak } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import type { Conditions } from "../program/rule-set.ts";
import type { Decision } from "../rules/decision.ts";
import { type Route, routeOf } from "./definition.ts";
import type { Effect, LogEntry, MessageEffect, OutgoingMail, TaskEffect } from "./effect.ts";
import type { Journey, Party } from "./journey.ts";

/** A decision as it was made, with all it was made from, so that json-rules-engine can confirm it before the commit. */
export interface DecisionMade {
  /** The version that decided: a journey may change its own in between. */
  pack: Pack;
  ruleSet: string;
  facts: Record<string, FactValue>;
  on: string;
  decision: Decision;
}

/** A condition as it was looked at, such as a step's `when`: confirmed like a decision. */
export interface ConditionMet {
  pack: Pack;
  conditions: Conditions;
  facts: Record<string, FactValue>;
  on: string;
  holds: boolean | "unknown";
}

/** One advance under way: the journey's own copy, and what is to be done once it is saved. */
export interface Draft {
  journey: Journey;
  pack: Pack;
  /** Other versions of the program, to which the journey may be moved. */
  versions: ReadonlyMap<string, Pack>;
  route: Route;
  now: string;
  /** Today in the program's zone. */
  on: string;
  effects: Effect[];
  entries: LogEntry[];
  /** Who had the last word before what happens now. */
  word: Word;
  /** The role that has just done something: a letter to it is a reply. */
  speaker?: string;
  decisions: DecisionMade[];
  conditions: ConditionMet[];
}

/** A decision may do this much at once; more people than that are told as a cohort (tell-all.ts). */
const maxEffects = 40;

export function draftOf(journey: Journey, pack: Pack, now: string, versions: Draft["versions"]): Draft {
  return {
    journey: structuredClone(journey),
    pack,
    versions,
    route: routeOf(pack, journey.definition),
    now,
    on: dayOf(now, pack.program.zone),
    effects: [],
    entries: [],
    word: "nobody",
    decisions: [],
    conditions: [],
  };
}

export function nextId(draft: Draft): string {
  draft.journey.sequence += 1;
  return `${draft.journey.id}/${draft.journey.sequence}`;
}

export function log(draft: Draft, code: string, more: Partial<Omit<LogEntry, "at" | "code">> = {}): void {
  draft.entries.push({ at: draft.now, code, params: {}, by: "engine", ...more });
}

/** Letters to roles of the journey; the names of all sides may be used in them. */
export function mail(
  draft: Draft,
  roles: string[],
  more: Pick<OutgoingMail, "text"> &
    Partial<Pick<OutgoingMail, "params" | "reminder" | "urgency" | "pack">> & {
      asks?: Omit<NonNullable<OutgoingMail["asks"]>, "role">;
    },
): void {
  for (const role of roles) {
    guardLetter(draft, role, Object.keys(more.params ?? {}));
    add(draft, {
      kind: "mail",
      id: nextId(draft),
      at: draft.now,
      to: partyOf(draft, role).person,
      text: more.text,
      params: { ...names(draft.journey), ...more.params },
      asks: more.asks && { ...more.asks, role },
      reminder: more.reminder ?? 0,
      ...(more.pack !== undefined && { pack: more.pack }),
      urgency: more.urgency ?? (role === draft.speaker ? "reply" : "routine"),
    });
  }
}

/** @throws NeverBroken when this role gets no letters, or not with this in them. */
function guardLetter({ pack, journey }: Draft, to: string, facts: string[]): void {
  mustNotBreak(pack, { act: "letter", journey: journey.definition, to });
  mustNotBreak(pack, { act: "tell", to, facts });
}

/** Opens a task and answers its id. */
export function openTask(
  draft: Draft,
  task: Pick<TaskEffect, "text" | "work"> &
    Partial<Pick<TaskEffect, "step" | "params" | "dueAt" | "urgent">> & {
      thread?: string;
      lasting?: boolean;
    },
): string {
  const id = nextId(draft);
  const { thread, lasting, ...effect } = task;
  const facts = task.work.kind === "facts" ? task.work.facts : undefined;
  draft.journey.openTasks[id] = { thread, step: task.step, text: task.text, lasting, facts };
  add(draft, {
    kind: "task",
    at: draft.now,
    urgent: false,
    ...effect,
    id,
    params: { ...names(draft.journey), ...task.params },
  });
  log(draft, "task.opened", { step: task.step, params: { task: task.text } });
  return id;
}

export function closeTask(draft: Draft, task: string, why: "done" | "no longer needed"): void {
  if (!draft.journey.openTasks[task]) return;
  delete draft.journey.openTasks[task];
  add(draft, { kind: "task-closed", id: nextId(draft), at: draft.now, task, why });
}

export function message(draft: Draft, to: string, event: MessageEffect["event"]): void {
  add(draft, { kind: "message", id: nextId(draft), at: draft.now, to, event });
}

/** The finished journey: effects in its outbox, its log among them as one row. */
export function finish(draft: Draft, applied: string[]): Journey {
  if (draft.entries.length > 0)
    add(draft, { kind: "log", id: nextId(draft), at: draft.now, entries: draft.entries });
  if (draft.effects.length > maxEffects)
    throw new Error(`journey.too-many-effects: ${draft.effects.length} in one decision`);
  const { journey } = draft;
  journey.version += 1;
  journey.applied = applied;
  journey.outbox.push(...draft.effects.map((effect) => ({ version: journey.version, effect })));
  journey.schema = numberOf(journey);
  return journey;
}

/** The least number whose format can hold it. */
function numberOf({ moving, counted, threads, outbox }: Journey): Journey["schema"] {
  const lines = Object.values(threads);
  const ofMany =
    lines.some(({ waiting }) => waiting?.kind === "cohort" || waiting?.kind === "round") ||
    outbox.some(({ effect }) => isOfMany(effect));
  if (ofMany) return 3;
  return moving || counted || lines.some(({ kept }) => kept) ? 2 : 1;
}

function isOfMany(effect: Effect): boolean {
  if (effect.kind === "task") return effect.work.kind === "round";
  return (
    effect.kind.startsWith("cohort") ||
    effect.kind === "round" ||
    (effect.kind === "mail" && "pack" in effect)
  );
}

export function partyOf(draft: Draft, role: string): Party {
  const party = draft.journey.parties[role];
  if (!party) throw new Error(`journey.no-such-role: ${draft.journey.definition} has no ${role}`);
  return party;
}

/** The roles a step speaks to: those it names, or everyone in the journey. */
export const rolesOf = (draft: Draft, to: string[] | undefined): string[] =>
  to ?? Object.keys(draft.journey.parties);

const names = (journey: Journey): Record<string, FactValue> =>
  Object.fromEntries(
    Object.entries(journey.parties).map(([role, party]) => [`${role}Name`, party.givenName]),
  );

export function add(draft: Draft, effect: Effect): void {
  draft.effects.push(effect);
}
