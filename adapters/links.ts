import { createHash, createHmac, timingSafeEqual } from "node:crypto";

const version = "v1";

/**
 * What stands in a link: an id and its MAC, and nothing about the person. `head` may be kept; with its MAC, which is made
 * at sending only, it opens a page. It names the key it belongs to, so that a letter stays the same to the byte while keys change.
 */
export const linkHead = (keys: readonly string[], id: string): string =>
  [version, nameOf(keys[0]!), id].join(".");

/** The MAC of a head; throws when its key is no longer among ours. */
export function signHead(keys: readonly string[], head: string): string {
  const key = keyOf(keys, head);
  if (!key) throw new Error("link.key-gone: the key of this link has been taken out of use.");
  return mac(key, head);
}

export function linkToken(keys: readonly string[], id: string): string {
  const head = linkHead(keys, id);
  return `${head}.${signHead(keys, head)}`;
}

/** The id, or undefined for anything we did not make. The comparison takes the same time wherever it differs. */
export function readLinkToken(keys: readonly string[], token: string): string | undefined {
  if (token.length > 200) return undefined;
  const at = token.lastIndexOf(".");
  const head = token.slice(0, Math.max(at, 0));
  const key = keyOf(keys, head);
  if (!key) return undefined;
  const right = Buffer.from(mac(key, head));
  const given = Buffer.from(token.slice(at + 1));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const [v, , id, ...rest] = head.split(".");
  return v === version && id && rest.length === 0 ? id : undefined;
}

/** 128 bits, the same ones for the same effect, so that a second delivery makes the same link. It opens nothing by itself. */
export function linkId(effect: string): string {
  return createHash("sha256").update(`link id\n${effect}`).digest().subarray(0, 16).toString("base64url");
}

const keyOf = (keys: readonly string[], head: string): string | undefined =>
  keys.find((key) => nameOf(key) === head.split(".")[1]);

/** Says which key it was without saying anything of the key. */
const nameOf = (key: string): string =>
  createHash("sha256").update(`key name\n${key}`).digest("base64url").slice(0, 6);

function mac(secret: string, head: string): string {
  return createHmac("sha256", secret).update(`link\n${head}`).digest("base64url");
}
