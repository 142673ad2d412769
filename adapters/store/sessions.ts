import * as z from "zod";
import type { Session, Store } from "../store.ts";
import type { Table } from "../table.ts";
import { read, written } from "./door.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";

export const SessionRow: z.ZodType<Session> = z.strictObject({
  id: z.string(),
  member: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  until: z.string(),
  second: z.boolean(),
});

/** Browsers that are let in. Whether one still is, is said by whoever reads its times: rows may stay longer. */
export function sessions(table: Table): Store["sessions"] {
  const get = async (id: string): Promise<Session | undefined> => {
    const row = await table.get(keys.session(id));
    return row && read(SessionRow, row, "session");
  };
  return {
    async open(session) {
      const row = {
        ...keys.session(session.id),
        ...written("session", session),
        ...goneBy(session.until, 1),
      };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    get,
    async seen(id, at) {
      const session = await get(id);
      // One that has been ended in the meantime stays ended: an update makes no row.
      if (session) await table.update(keys.session(id), { set: { session: { ...session, seenAt: at } } });
    },
    end: (id) => table.delete(keys.session(id)),
  };
}
