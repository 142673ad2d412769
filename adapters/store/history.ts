import * as z from "zod";
import type { LiveEntry, Store } from "../store.ts";
import type { Table } from "../table.ts";
import { read, written } from "./door.ts";
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

/** Small rows beside the programs: what was live when, and who made it so. */
export function history(table: Table): Store["history"] {
  return {
    async note(program, entry) {
      await table.put({ ...keys.liveEntry(program, entry.at, entry.version), ...written("entry", entry) });
    },
    async of(program) {
      const { pk } = keys.liveEntry(program, "", "");
      const rows = await table.query(pk, { prefix: "LIVE#", newestFirst: true });
      return rows.map((row) => read(Entry, row, "entry"));
    },
    async live(program) {
      const row = await table.get(keys.program(program));
      return row && String(row.version);
    },
  };
}
