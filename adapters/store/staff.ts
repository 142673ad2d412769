import * as z from "zod";
import type { Member, Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { keys } from "./keys.ts";

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
      return row && read(MemberRow, row, "member");
    },
    async save(member) {
      const when = { equals: { version: member.version - 1 } };
      return (await table.put(rowOf(member), when)) ? "saved" : "stale";
    },
    list: async () => readable(MemberRow, await table.query(keys.member("").pk), "member"),
    forget: (id) => table.delete(keys.member(id)),
  };
}

const rowOf = (member: Member): Row => ({
  ...keys.member(member.id),
  ...written("member", member),
  version: member.version,
});
