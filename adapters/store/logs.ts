import * as z from "zod";
import { LogEntry } from "#core/journey/effect.ts";
import type { Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { readable, written } from "./door.ts";
import { keys } from "./keys.ts";

/** The entries of one decision are one row, under the id of its effect. */
export function logs(table: Table): Store["logs"] {
  return {
    async put(journey, effect, entries) {
      const row = { ...keys.log(journey, effect), ...written("entries", entries) };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    async of(journey) {
      const rows = await table.query(keys.journey(journey).pk, { prefix: "LOG#" });
      return readable(z.array(LogEntry), rows.sort(byNumber), "entries").flat();
    },
  };
}

/** Ids end in a running number, which sorts as a number and not as text. */
const numberOf = ({ sk }: Row): number => Number(sk.slice(sk.lastIndexOf("/") + 1)) || 0;
const byNumber = (a: Row, b: Row): number => numberOf(a) - numberOf(b);
