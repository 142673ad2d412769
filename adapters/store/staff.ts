import * as z from "zod";
import type { Member, Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { keys } from "./keys.ts";
import { isTombstone } from "./tombstone.ts";

export const MemberRow: z.ZodType<Member> = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  roles: z.record(z.string(), z.string()),
  admin: z.boolean(),
  createdAt: z.string(),
  sessionsFrom: z.string(),
  disabledAt: z.string().optional(),
  app: z.strictObject({ secret: z.string(), since: z.string(), step: z.number() }).optional(),
  recovery: z.array(z.string()),
  version: z.number(),
});

/** Who may come into the console. Who has left stays for a while; what they did is written down with their name. */
export function staff(table: Table): Store["staff"] {
  return {
    create: async (member) => ((await table.put(rowOf(member), { absent: true })) ? "stored" : "known"),
    async get(id) {
      const row = await table.get(keys.member(id));
      return row && !isTombstone(row) ? read(MemberRow, row, "member") : undefined;
    },
    async save(member) {
      const when = { equals: { version: member.version - 1 } };
      return (await table.put(rowOf(member), when)) ? "saved" : "stale";
    },
    async list() {
      const rows = await table.query(keys.member("").pk);
      return readable(
        MemberRow,
        rows.filter((row) => !isTombstone(row)),
        "member",
      );
    },
    async forget({ id, version }, at) {
      // What goes only as it was read is emptied first: a row is deleted without a condition.
      const emptied = { set: { erasedAt: at, version: -1 }, remove: ["member"] };
      if (!(await table.update(keys.member(id), emptied, { equals: { version } }))) return "stale";
      await table.delete(keys.member(id));
      return "forgotten";
    },
  };
}

const rowOf = (member: Member): Row => ({
  ...keys.member(member.id),
  ...written("member", member),
  version: member.version,
});
