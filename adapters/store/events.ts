import { JourneyEvent } from "#core/journey/event.ts";
import { after, minute } from "../moment.ts";
import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { keys, sweepKey } from "./keys.ts";

/** Unread events stand in the sweep's index; read ones leave it and stay, so that a second delivery changes nothing. */
export function events(table: Table): Store["events"] {
  const all = (journey: string) => table.query(keys.journey(journey).pk, { prefix: "EVENT#" });
  return {
    async put(journey, event) {
      const due = { duePk: sweepKey(journey), dueAt: after(event.at, minute) };
      const row = { ...keys.event(journey, event.id), ...written("event", event), ...due };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    async unread(journey) {
      const rows = (await all(journey)).filter((row) => row.duePk !== undefined);
      return rows.map((row) => read(JourneyEvent, row, "event")).sort(inOrder);
    },
    async all(journey) {
      return readable(JourneyEvent, await all(journey), "event").sort(inOrder);
    },
    async consume(journey, ids) {
      for (const id of ids) await table.update(keys.event(journey, id), { remove: ["duePk", "dueAt"] });
    },
  };
}

const inOrder = (a: JourneyEvent, b: JourneyEvent): number => compare(a.at, b.at) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
