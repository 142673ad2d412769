import { signed } from "./hmac.ts";
import type { Verify } from "./verify.ts";

/** `Typeform-Signature: sha256=<base64>`; left out by Typeform when the webhook has no secret, which we do not accept. */
export const verifyTypeform: Verify = (headers, rawBody, secrets) =>
  signed(rawBody, headers["typeform-signature"] ?? "", secrets, "sha256=");
