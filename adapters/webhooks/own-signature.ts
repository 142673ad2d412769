import { createHmac } from "node:crypto";
import { signed } from "./hmac.ts";
import type { Verify } from "./verify.ts";

/** Seconds that a post may be old or early. */
const window = 300;
const prefix = "v1,";

/**
 * What we send to ourselves, from a Google Form (docs/senders/google-forms.gs) or with `waymark import`: `waymark-signature:
 * v1,<base64>` over the time in seconds of `waymark-timestamp`, a dot and the bytes. The real clock counts, as the sender
 * signs with the time on its wall.
 */
export const verifyOwn: Verify = (headers, rawBody, secrets) => {
  const timestamp = headers["waymark-timestamp"] ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(Date.now() / 1000) - Number(timestamp)) > window) return false;
  return signed(dated(timestamp, rawBody), headers["waymark-signature"] ?? "", secrets, prefix);
};

/** The headers that prove these bytes, at this time in seconds. */
export function signOwn(rawBody: Uint8Array, secret: string, seconds: number): Record<string, string> {
  const timestamp = String(seconds);
  const mac = createHmac("sha256", secret).update(dated(timestamp, rawBody)).digest("base64");
  return { "waymark-timestamp": timestamp, "waymark-signature": `${prefix}${mac}` };
}

const dated = (timestamp: string, rawBody: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${timestamp}.`), rawBody]);
