import { signed } from "./hmac.ts";
import type { Verify } from "./verify.ts";

/** `Tally-Signature: <base64>`, over the bytes as they were sent. */
export const verifyTally: Verify = (headers, rawBody, secrets) =>
  signed(rawBody, headers["tally-signature"] ?? "", secrets);
