import { Webhook } from "standardwebhooks";
import { mailTag } from "#adapters/mail-tag.ts";
import { feedbackSecret, type World } from "./a-world.ts";

/** An event as the mail provider sends it. */
export const anEvent = (mail: string, type: string, more: Record<string, unknown> = {}) => ({
  type: `email.${type}`,
  created_at: "2026-03-02T07:05:00.123Z",
  data: {
    email_id: `provider-${mail}`,
    created_at: "2026-03-02T07:00:00.000Z",
    from: "Test program <hello@example.org>",
    to: ["somebody@example.org"],
    subject: "We have your application",
    tags: { [mailTag(mail).name]: mailTag(mail).value },
    ...more,
  },
});

export const hard = { bounce: { type: "Permanent", subType: "General", message: "No such user" } };
export const soft = { bounce: { type: "Transient", subType: "MailboxFull", message: "Full" } };

/** What Svix puts beside a body for the provider. */
export function signed(body: string, id = "msg_1", secret = feedbackSecret): Record<string, string> {
  const now = new Date();
  return {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(now.getTime() / 1000)),
    "svix-signature": new Webhook(secret).sign(id, now, body),
  };
}

export function says(world: World, event: unknown, { id = "msg_1", secret = feedbackSecret } = {}) {
  const body = JSON.stringify(event);
  return world.feedback({ headers: signed(body, id, secret), rawBody: Buffer.from(body) });
}
