import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const cipher = "aes-256-gcm";
const [nonceBytes, tagBytes] = [12, 16];

/**
 * What we must be able to read again and nobody else may, such as the secret of somebody's app: AES-256-GCM under a key
 * that is derived from ours. `purpose` and `of` are bound in: sealed for one place it opens in no other.
 */
export function seal(key: string, purpose: string, of: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, derived(key, purpose), nonce).setAAD(Buffer.from(of));
  const inside = Buffer.concat([sealing.update(text, "utf8"), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), inside]).toString("base64url");
}

/** Undefined for whatever was not sealed like this. */
export function unseal(key: string, purpose: string, of: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length <= nonceBytes + tagBytes) return undefined;
  const opening = createDecipheriv(cipher, derived(key, purpose), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(of))
    .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  try {
    const inside = bytes.subarray(nonceBytes + tagBytes);
    return Buffer.concat([opening.update(inside), opening.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

const derived = (key: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key, "", `sealed ${purpose}`, 32));
