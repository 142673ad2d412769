import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * True when one of the secrets gives this signature over the raw bytes. All are tried, in the same time each. An empty
 * secret signs nothing: everybody has it.
 */
export function signed(rawBody: Uint8Array, given: string, secrets: string[], prefix = ""): boolean {
  let right = false;
  for (const secret of secrets.filter((one) => one !== "")) {
    const expected = prefix + createHmac("sha256", secret).update(rawBody).digest("base64");
    if (same(expected, given)) right = true;
  }
  return right;
}

export function same(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
