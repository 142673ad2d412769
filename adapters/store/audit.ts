import * as z from "zod";
import type { Store, Trace } from "../store.ts";
import type { Table } from "../table.ts";
import { readable, written } from "./door.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";

/** As long as a program may be asked who looked; docs/operations.md names it. */
const keptDays = 2 * 365;

export const TraceRow: z.ZodType<Trace> = z.strictObject({
  id: z.string(),
  at: z.string(),
  program: z.string(),
  by: z.string(),
  name: z.string(),
  did: z.enum(["read", "denied", "changed", "opened"]),
  where: z.string(),
  of: z.string().optional(),
  what: z.array(z.string()).optional(),
  why: z.string().optional(),
});

/** Written once and never changed; a partition for each month of a program. */
export function audit(table: Table): Store["audit"] {
  return {
    async put(trace) {
      const row = { ...keys.trace(trace.program, trace.at, trace.id), ...written("trace", trace) };
      return (await table.put({ ...row, ...goneBy(trace.at, keptDays) }, { absent: true }))
        ? "stored"
        : "known";
    },
    async of(program, month, limit) {
      const { pk } = keys.trace(program, month, "");
      return readable(TraceRow, await table.query(pk, { limit, newestFirst: true }), "trace");
    },
  };
}
