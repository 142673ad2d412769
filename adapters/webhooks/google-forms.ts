import { signed } from "./hmac.ts";
import type { Verify } from "./verify.ts";

/** Seconds that a post may be old or early. */
const window = 300;

/**
 * Our own script in a Google Form (docs/senders/google-forms.gs): `waymark-signature: v1,<base64>` over the time in seconds
 * of `waymark-timestamp`, a dot and the bytes. The real clock counts, as the script signs with the time on its wall.
 */
export const verifyGoogleForms: Verify = (headers, rawBody, secrets) => {
  const timestamp = headers["waymark-timestamp"] ?? "";
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(Math.floor(Date.now() / 1000) - Number(timestamp)) > window) return false;
  const bytes = Buffer.concat([Buffer.from(`${timestamp}.`), rawBody]);
  return signed(bytes, headers["waymark-signature"] ?? "", secrets, "v1,");
};
