import type { FactValue } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import { routeOf } from "./definition.ts";
import { isProgram, type Journey, type Party } from "./journey.ts";

export interface Opening {
  id: string;
  pack: Pack;
  definition: string;
  parties: Record<string, Party>;
  /** What the application said, or the pair's first facts. */
  facts: Record<string, FactValue>;
  /** Who said it: "mentee", "partner", "coordinator". */
  by: string;
  now: string;
}

/** A journey before its first advance: nothing has happened yet, and it wants to be woken at once. */
export function openJourney({ id, pack, definition, parties, facts, by, now }: Opening): Journey {
  const first = routeOf(pack, definition).main[0]!;
  const match = Object.values(parties).some((party) => party.journey !== undefined);
  const person = { application: "submitted", participant: "applied" };
  return {
    schema: 1,
    id,
    program: pack.id,
    pack: pack.version,
    definition,
    parties,
    facts: Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, { value, at: now, by }])),
    status: match ? { match: "proposed" } : isProgram({ parties }) ? {} : person,
    stage: first.stage.id,
    threads: {},
    places: [],
    plans: {},
    openTasks: {},
    outbox: [],
    applied: [],
    sequence: 0,
    version: 0,
    createdAt: now,
    wakeAt: now,
  };
}
