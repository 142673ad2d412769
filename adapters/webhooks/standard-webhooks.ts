import { Webhook, WebhookVerificationError } from "standardwebhooks";
import { isStandardSecret } from "./standard-secret.ts";
import type { Verify } from "./verify.ts";

/**
 * The Standard Webhooks scheme by its own package, which allows five minutes of difference against the real clock: senders
 * sign with the time on their wall, also while our own clock is moved.
 */
export const verifyStandardWebhooks: Verify = (headers, rawBody, secrets) =>
  verified("webhook", headers, rawBody, secrets);

/** The same from before it was a standard, under its author's name: as Resend sends it. */
export const verifySvix: Verify = (headers, rawBody, secrets) => verified("svix", headers, rawBody, secrets);

function verified(prefix: "webhook" | "svix", ...[headers, rawBody, secrets]: Parameters<Verify>): boolean {
  const names = ["id", "timestamp", "signature"];
  const given = Object.fromEntries(
    names.map((name) => [`webhook-${name}`, headers[`${prefix}-${name}`] ?? ""]),
  );
  return secrets.some((secret) => verifies(secret, Buffer.from(rawBody), given));
}

function verifies(secret: string, rawBody: Buffer, headers: Record<string, string>): boolean {
  // An empty key is one that everybody has, and the package would take it.
  if (!isStandardSecret(secret)) return false;
  try {
    new Webhook(secret).verify(rawBody, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
