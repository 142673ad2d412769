import * as z from "zod";
import type { Arrival } from "#core/messages/arrival.ts";
import { mailOf } from "../mail-tag.ts";

/** What an event of the provider says of one of our letters. */
export interface Heard {
  /** The id of its effect. */
  mail: string;
  arrival: Arrival;
  at: string;
  providerId: string;
}

/** Tags come as one object by their names, and came as a list of pairs before. */
const Tags = z.union([
  z.record(z.string(), z.string()),
  z
    .array(z.looseObject({ name: z.string(), value: z.string() }))
    .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
]);

const Event = z.looseObject({ type: z.string().max(100), data: z.looseObject({}) });
const MailEvent = z.looseObject({
  created_at: z.string().refine(isOfOurTime),
  data: z.looseObject({
    email_id: z.string().min(1).max(200),
    tags: Tags.optional(),
    bounce: z.looseObject({ type: z.string().optional() }).optional(),
  }),
});

/** Moments that can be reckoned with: the first and last that a Date holds have none before or after them. */
function isOfOurTime(moment: string): boolean {
  const at = Date.parse(moment);
  return at >= Date.UTC(2000, 0) && at < Date.UTC(3000, 0);
}

const simple: Record<string, Arrival> = {
  "email.sent": "sent",
  "email.delivery_delayed": "delayed",
  "email.delivered": "delivered",
  "email.failed": "failed",
  "email.suppressed": "suppressed",
  "email.complained": "complained",
};

/**
 * Reads an event of Resend's. Opened and clicked say nothing of a person, since scanners do both. A bounce whose kind we do
 * not know may pass, so it counts as a soft one. Undefined for what is no event as Resend sends it.
 */
export function readResendEvent(body: unknown): Heard | { ignore: "other-event" | "not-ours" } | undefined {
  const { data: event } = Event.safeParse(body);
  if (!event) return undefined;
  const bounced = event.type === "email.bounced";
  if (!bounced && !Object.hasOwn(simple, event.type)) return { ignore: "other-event" };
  const { data: told } = MailEvent.safeParse(body);
  if (!told) return undefined;
  const { email_id: providerId, tags = {}, bounce } = told.data;
  const mail = mailOf(tags);
  if (mail === undefined) return { ignore: "not-ours" };
  const isHard = bounce?.type?.toLowerCase() === "permanent";
  const arrival = bounced ? (isHard ? "bounced" : "soft-bounced") : simple[event.type]!;
  return { mail, arrival, at: new Date(told.created_at).toISOString(), providerId };
}
