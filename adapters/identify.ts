import { createHash } from "node:crypto";

type Prefix = "sub" | "per" | "jrn" | "prb" | "stf";

/**
 * The same parts always make the same id, so whoever does a thing twice writes the same row twice. JSON keeps
 * ["a", "bc"] and ["ab", "c"] apart.
 */
export function identify(prefix: Prefix, ...parts: string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${prefix}_${digest.slice(0, 24)}`;
}

/** A form, the person and the journey that it brought are made of the same parts: from one id come the others. */
export const twin = (prefix: Prefix, id: string): string => `${prefix}${id.slice(id.indexOf("_"))}`;
