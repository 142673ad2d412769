import { JourneyEvent } from "#core/journey/event.ts";
import { after, minute } from "../moment.ts";
import type { Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read } from "./door.ts";
import { keys, sweepKey } from "./keys.ts";

/** Unread events stand in the sweep's index; read ones leave it and stay, so that a second delivery changes nothing. */
export function events(table: Table): Store["events"] {
  const all = (journey: string) => table.query(keys.journey(journey).pk, { prefix: "EVENT#" });
  return {
    async put(journey, event) {
      const due = { duePk: sweepKey(journey), dueAt: after(event.at, minute) };
      const row = { ...keys.event(journey, event.id), event, ...due };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    async unread(journey) {
      return inOrder((await all(journey)).filter((row) => row.duePk !== undefined));
    },
    async all(journey) {
      return inOrder(await all(journey));
    },
    async consume(journey, ids) {
      for (const id of ids) await table.update(keys.event(journey, id), { remove: ["duePk", "dueAt"] });
    },
  };
}

function inOrder(rows: Row[]): JourneyEvent[] {
  const read_ = rows.map((row) => read(JourneyEvent, row, "event"));
  return read_.sort((a, b) => compare(a.at, b.at) || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
