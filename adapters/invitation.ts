import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";

const Invitation = z.strictObject({
  name: z.string().min(1).max(80),
  nonce: z.string().min(20),
  until: z.string(),
  /** Where letters that let them in go from then on. */
  email: z.email().max(254).optional(),
  /** By program, "*" for every one; a coordinator of all programs when left out. */
  roles: z.record(z.string().max(80), z.string().max(80)).optional(),
  admin: z.literal(true).optional(),
});
export type Invitation = z.infer<typeof Invitation>;

/** What lets a coordinator in once, within minutes: their name, what they will be, and a number, signed. */
export function invite(sessionKey: string, invitation: Invitation): string {
  const head = Buffer.from(JSON.stringify(invitation)).toString("base64url");
  return `${head}.${mac(sessionKey, head)}`;
}

/** Undefined for what we did not sign and for what is too late. `now` is real time. */
export function readInvitation(sessionKey: string, token: string, now: string): Invitation | undefined {
  if (token.length > 2000) return undefined;
  const [head = "", given = "", ...rest] = token.split(".");
  const right = Buffer.from(mac(sessionKey, head));
  const sent = Buffer.from(given);
  if (rest.length > 0 || right.length !== sent.length || !timingSafeEqual(right, sent)) return undefined;
  const invitation = Invitation.parse(JSON.parse(Buffer.from(head, "base64url").toString()));
  return invitation.until > now ? invitation : undefined;
}

const mac = (key: string, head: string): string =>
  createHmac("sha256", key).update(`invitation\n${head}`).digest("base64url");
