import { Hono } from "hono";
import * as z from "zod";
import type { Mailbox } from "./mailbox.ts";

const addresses = z
  .union([z.string().min(3), z.array(z.string().min(3)).min(1).max(50)])
  .transform((to) => [to].flat());

const Email = z.object({
  from: z.string().min(3),
  to: addresses,
  subject: z.string().min(1),
  html: z.string().default(""),
  text: z.string().default(""),
  reply_to: z.union([z.string(), z.array(z.string())]).optional(),
  headers: z.record(z.string(), z.string()).default({}),
});

/** A domain as Resend answers about it. */
export interface MailDomain {
  id: string;
  name: string;
  status: string;
  click_tracking?: boolean;
  open_tracking?: boolean;
  records: { record: string; type: string; name: string; status: string }[];
}

const ours: MailDomain = { id: "local", name: "example.org", status: "verified", records: [] };

/** Resend's doors, as far as its own SDK uses them: what is taken lies in the mailbox and goes nowhere. */
export function resendApp(mailbox: Mailbox, now: () => string, domains: MailDomain[] = [ours]): Hono {
  const app = new Hono();
  app.get("/domains", (c) => {
    const data = domains.map(({ records, ...domain }) => domain);
    return c.json({ object: "list", has_more: false, data });
  });
  app.get("/domains/:id", (c) => {
    const domain = domains.find(({ id }) => id === c.req.param("id"));
    return domain
      ? c.json({ object: "domain", ...domain })
      : c.json(fault(404, "not_found", "No such domain"), 404);
  });
  app.post("/emails", async (c) => {
    if (!/^Bearer .+/.test(c.req.header("authorization") ?? ""))
      return c.json(fault(401, "missing_api_key", "Missing API Key"), 401);
    const body = await c.req.text();
    const email = Email.safeParse(parsed(body));
    if (!email.success) return c.json(fault(422, "validation_error", z.prettifyError(email.error)), 422);
    const { reply_to, ...letter } = email.data;
    const key = c.req.header("idempotency-key") ?? "";
    const taken = mailbox.take(
      { ...letter, replyTo: [reply_to ?? ""].flat().join(", "), at: now(), key },
      body,
    );
    if (taken === "other body under this key")
      return c.json(fault(409, "invalid_idempotent_request", "This key was used with another body"), 409);
    return c.json(taken);
  });
  app.all("*", (c) =>
    c.json(fault(404, "not_found", "The local provider only sends single emails and knows its domain"), 404),
  );
  return app;
}

const fault = (statusCode: number, name: string, message: string) => ({ statusCode, name, message });

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
