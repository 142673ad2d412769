import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * That a press comes from a page that we have shown: its moment with a MAC over the link and that moment. Whoever posts
 * without having opened the page, as scripts and other sites do, has none. It is good for as long as the link.
 */
export const proofOf = (keys: readonly string[], link: string, moment: string): string =>
  `${moment}~${mac(keys[0]!, link, moment)}`;

export function isProof(keys: readonly string[], link: string, proof: string): boolean {
  const [moment = "", given = ""] = proof.slice(0, 200).split("~");
  const sent = Buffer.from(given);
  return keys.some((key) => {
    const right = Buffer.from(mac(key, link, moment));
    return sent.length === right.length && timingSafeEqual(sent, right);
  });
}

const mac = (key: string, link: string, moment: string): string =>
  createHmac("sha256", key).update(`page\n${link}\n${moment}`).digest("base64url");
