import { createHmac, timingSafeEqual } from "node:crypto";

const version = "v1";
const key = "k1";

/** What stands in a link: an id and its MAC, and nothing about the person. Made at sending, never stored. */
export function linkToken(secret: string, id: string): string {
  const head = `${version}.${key}.${id}`;
  return `${head}.${mac(secret, head)}`;
}

/** The id, or undefined for anything we did not make. The comparison takes the same time wherever it differs. */
export function readLinkToken(secret: string, token: string): string | undefined {
  if (token.length > 200) return undefined;
  const at = token.lastIndexOf(".");
  const head = token.slice(0, Math.max(at, 0));
  const right = Buffer.from(mac(secret, head));
  const given = Buffer.from(token.slice(at + 1));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const [v, k, id, ...rest] = head.split(".");
  return v === version && k === key && id && rest.length === 0 ? id : undefined;
}

/** 128 bits that nobody can guess, the same ones for the same effect, so that a second delivery makes the same link. */
export function linkId(secret: string, effect: string): string {
  return createHmac("sha256", secret)
    .update(`link id\n${effect}`)
    .digest()
    .subarray(0, 16)
    .toString("base64url");
}

function mac(secret: string, head: string): string {
  return createHmac("sha256", secret).update(`link\n${head}`).digest("base64url");
}
