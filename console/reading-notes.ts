import type { LogEntry } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Desk } from "./desk.ts";
import { type Field, maySeeField } from "./rights.ts";

/** A journey as whoever is signed in may see it: what is not for their role is not there. */
export function shownTo(desk: Desk, journey: Journey): Journey {
  const mine = Object.entries(journey.facts).filter(([name]) =>
    maySeeField(desk.staff.role, fieldOf(desk, name)),
  );
  return { ...journey, facts: Object.fromEntries(mine) };
}

/** Notes what was told in confidence and is about to be shown; it is written down once the page is ready. */
export function noteReading(desk: Desk, { id, facts }: Journey, logs: LogEntry[]): void {
  const confidential = Object.keys(facts).filter((name) => fieldOf(desk, name) !== "ordinary");
  const concern = logs.some(({ code }) => code === "not-right") ? ["concern"] : [];
  const what = [...confidential, ...concern];
  if (what.length > 0) desk.read.set(id, new Set([...(desk.read.get(id) ?? []), ...what]));
}

/** Reasons for and against matches come of what many people told us: one line, of nobody by name. */
export function noteReasons({ read }: Desk): void {
  read.set("", new Set(["reasons"]));
}

/** A fact that the program no longer knows was perhaps told in confidence. */
const fieldOf = ({ pack }: Desk, name: string): Field =>
  Object.hasOwn(pack.facts.facts, name)
    ? pack.facts.facts[name]!.kind
    : Object.hasOwn(pack.facts.derived, name)
      ? "ordinary"
      : "conversation";
