import * as z from "zod";
import type { LiveEntry, Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read } from "./door.ts";
import { keys } from "./keys.ts";

export const Entry: z.ZodType<LiveEntry> = z.strictObject({
  at: z.string(),
  version: z.string(),
  before: z.string().optional(),
  by: z.string(),
  undone: z.literal(true).optional(),
  reason: z.string().optional(),
  impact: z.strictObject({ changed: z.number().int(), of: z.number().int() }).optional(),
});

/** Small rows beside the programs: what was live when, and who made it so. Of what is live now, the program's own row says it first. */
export function history(table: Table): Store["history"] {
  return {
    async of(program) {
      const { pk } = keys.liveEntry(program, "", "");
      const row = await table.get(keys.program(program));
      const newest = row && entryRow(program, row);
      const rows = await table.query(pk, { prefix: "LIVE#", newestFirst: true });
      const all = newest ? [newest, ...rows.filter(({ sk }) => sk !== newest.sk)] : rows;
      return all.map((one) => read(Entry, one, "entry"));
    },
    async live(program) {
      const row = await table.get(keys.program(program));
      return row && String(row.version);
    },
  };
}

/** What the row of a live program says about how it became so, as a row of the history. */
export function entryRow(program: string, { version, at, entry, schema }: Row): Row | undefined {
  if (typeof at !== "string" || entry === undefined) return undefined;
  return { ...keys.liveEntry(program, at, String(version)), entry, schema };
}
