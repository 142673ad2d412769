import { same } from "./hmac.ts";
import type { Verify } from "./verify.ts";

/** 128 bits in the letters of an address, at least. Nothing shorter opens a form, whatever was written into the secrets. */
const unguessable = /^[A-Za-z0-9_-]{22,200}$/;

/**
 * For senders that cannot sign: whoever knows the form's whole address may send. So the address is the secret, and what
 * comes by it is kept as unverified (core/forms/trust.ts).
 */
export const verifyAddress: Verify = (_headers, _rawBody, secrets, key = "") =>
  secrets.filter((secret) => unguessable.test(secret) && same(secret, key)).length > 0;
