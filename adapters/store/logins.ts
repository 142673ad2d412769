import * as z from "zod";
import type { Login, Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { read, readable, written } from "./door.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";

export const LoginRow: z.ZodType<Login> = z.strictObject({
  id: z.string(),
  email: z.string(),
  browser: z.string(),
  expiresAt: z.string(),
  state: z.enum(["asked", "sent", "dropped"]),
  askedAt: z.string(),
  dueAt: z.string(),
  attempts: z.number(),
  member: z.string().optional(),
});

/** Letters that let somebody in: while one waits to be sent it stands in the due index, before all other mail. */
export function logins(table: Table): Store["logins"] {
  return {
    put: async (login) => ((await table.put(rowOf(login), { absent: true })) ? "stored" : "known"),
    async get(id) {
      const row = await table.get(keys.login(id));
      return row && read(LoginRow, row, "login");
    },
    async move(login, attempts) {
      return (await table.put(rowOf(login), { equals: { state: "asked", attempts } })) ? "saved" : "stale";
    },
    async due(upTo, limit) {
      const rows = await Promise.all((await table.due(due, upTo, limit)).map((key) => table.get(key)));
      // The index may lag behind the rows.
      const waiting = rows.flatMap((row) => (row?.duePk === undefined ? [] : [row]));
      return readable(LoginRow, waiting, "login");
    },
  };
}

const due = "login";

const rowOf = (login: Login): Row => ({
  ...keys.login(login.id),
  ...written("login", login),
  ...goneBy(login.expiresAt, 1),
  state: login.state,
  attempts: login.attempts,
  ...(login.state === "asked" && { duePk: due, dueAt: login.dueAt }),
});
