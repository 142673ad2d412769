import * as z from "zod";
import { type Effect, LogEntry } from "#core/journey/effect.ts";
import { JourneyEvent } from "#core/journey/event.ts";
import { Journey } from "#core/journey/journey.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Row } from "../../table.ts";
import { read } from "../door.ts";
import { MailRow, TaskRow } from "../schemas.ts";

/** Who goes, and what may stay of the others. */
export interface Left {
  role: string;
  person: string;
  /** Given names of the others. */
  names: string[];
  /** Which parameters hold those: mentorName. */
  nameParams: ReadonlySet<string>;
  /** A fact that holds what somebody wrote in words of their own. */
  isText(fact: string): boolean;
}

/** Stands where a name was: a name must not be empty. */
const nobody = "—";

/** Parameters that are codes of the program or moments. Whatever else comes to be one is taken for words about somebody. */
const codes = new Set(
  [
    "role",
    "ask",
    "outcome",
    "ruleSet",
    "track",
    "round",
    "task",
    "stage",
    "date",
    "until",
    "as",
    "code",
  ].concat(["match", "side", "other", "facts", "plan", "items", "reminder", "theory", "practice"]),
);

export function cleanJourney(row: Row, left: Left): { before: Journey; after: Journey } {
  const before = read(Journey, row, "journey");
  const party = { ...before.parties[left.role]!, givenName: nobody, facts: {} };
  const facts = Object.entries(before.facts).filter(([fact, { by }]) => !isHers(fact, by, left));
  const { ended, ending } = before;
  const after = {
    ...before,
    parties: { ...before.parties, [left.role]: party },
    facts: Object.fromEntries(facts),
    outbox: before.outbox.map((entry) => ({ ...entry, effect: cleanEffect(entry.effect, left) })),
    ...(ended && { ended: { at: ended.at, as: ended.as } }),
    ...(ending && { ending: { as: ending.as, reason: "" } }),
  };
  return { before, after };
}

/** What she said of anything, what is about her, and what anybody wrote in words of their own. */
const isHers = (fact: string, by: string, left: Left): boolean =>
  fact.startsWith(`${left.role}.`) || by === left.role || by.startsWith(`${left.role},`) || left.isText(fact);

/** Not yet known to be delivered: what is there already stays as it is, and what is not comes without her. */
function cleanEffect(effect: Effect, left: Left): Effect {
  if (effect.kind === "mail" || effect.kind === "task")
    return { ...effect, params: cleanParams(effect.params, left) };
  return effect.kind === "log" ? { ...effect, entries: cleanEntries(effect.entries, left) } : effect;
}

/** Undefined when the whole of it was hers. */
export function cleanEvent(row: Row, left: Left): Row | undefined {
  const event = read(JourneyEvent, row, "event");
  const plain = (facts: Record<string, FactValue>) =>
    Object.fromEntries(Object.entries(facts).filter(([fact]) => !isHers(fact, "", left)));
  switch (event.type) {
    case "answered":
      return event.role === left.role
        ? undefined
        : { ...row, event: { ...event, facts: plain(event.facts) } };
    case "signed":
      return event.role === left.role ? undefined : row;
    case "not-right":
      return event.role === left.role ? undefined : { ...row, event: { ...event, words: "" } };
    case "worked": {
      const { note, place, ...rest } = event;
      return { ...row, event: { ...rest, facts: plain(event.facts) } };
    }
    case "facts-set":
      return { ...row, event: { ...event, facts: plain(event.facts) } };
    case "ended":
      return { ...row, event: { ...event, reason: "" } };
    default:
      return row;
  }
}

export function cleanTask(row: Row, left: Left): Row {
  const task = read(TaskRow, row, "task");
  const effect = { ...task.effect, params: cleanParams(task.effect.params, left) };
  return { ...row, task: { ...task, effect, about: left.names } };
}

/** One that still waited for somebody's word is not sent any more: what it would say is gone. */
export function cleanMail(row: Row, left: Left): Row {
  const mail = read(MailRow, row, "mail");
  const effect = { ...mail.effect, params: cleanParams(mail.effect.params, left) };
  if (mail.state !== "held") return { ...row, mail: { ...mail, effect } };
  const listPk = row.listPk?.replace(/#held$/, "#dropped");
  return { ...row, mail: { ...mail, effect, state: "dropped", reason: "erased" }, state: "dropped", listPk };
}

export function cleanLog(row: Row, left: Left): Row {
  return { ...row, entries: cleanEntries(read(z.array(LogEntry), row, "entries"), left) };
}

const cleanEntries = (entries: LogEntry[], left: Left): LogEntry[] =>
  entries.map(({ receipt, ...entry }) => ({
    ...entry,
    params: cleanParams(entry.params, left),
    ...(receipt && !receipt.because.some(({ fact }) => isHers(fact, "", left)) && { receipt }),
  }));

/** None is taken away: the sentences that they fill stay whole. */
const cleanParams = (params: Record<string, FactValue>, { nameParams }: Left): Record<string, FactValue> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      codes.has(name) || nameParams.has(name) ? value : nobody,
    ]),
  );
