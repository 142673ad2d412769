import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { type Listening, serve } from "#local/listen.ts";
import type { Mailbox } from "#local/mailbox.ts";
import { resendApp } from "#local/resend.ts";
import type { Office, Refusal } from "../office.ts";

type Bindings = { Bindings: HttpBindings };

/** The local mail endpoint, with the office of a house behind it and that one's troubles before it. */
export function serveMail(office: () => Office): Promise<Listening> {
  const app = new Hono<Bindings>();
  app.use(async (c, next) => {
    const refused = office().refuses();
    if (refused) return refuse(c, refused);
    await next();
    const fell = office().falls();
    return fell && c.res.ok ? hangUp(c) : undefined;
  });
  app.route(
    "/",
    resendApp(mailboxOf(office), () => ""),
  );
  return serve(app as unknown as Hono);
}

function refuse(c: Context<Bindings>, { name, statusCode, headers }: Refusal): Response {
  if (statusCode === null) return hangUp(c);
  return c.json({ name, statusCode, message: "injected" }, statusCode as 429, headers);
}

/** Nobody hears the answer. */
function hangUp(c: Context<Bindings>): Response {
  c.env.incoming.socket.destroy();
  return c.body(null);
}

const mailboxOf = (office: () => Office): Mailbox => ({
  take({ from, replyTo, to, subject, html, text, headers, key }) {
    const letter = { from, replyTo, to: to.join(), subject, html, text, headers };
    return office().take(letter, key) ? { id: `provider-${key}` } : "other body under this key";
  },
  get: () => undefined,
  list: () => [],
  count: () => office().mailbox.length,
  close: () => undefined,
});
