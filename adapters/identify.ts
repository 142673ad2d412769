import { createHash } from "node:crypto";

/**
 * The same parts always make the same id, so whoever does a thing twice writes the same row twice. JSON keeps
 * ["a", "bc"] and ["ab", "c"] apart.
 */
export function identify(prefix: "sub" | "per" | "jrn" | "prb", ...parts: string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("hex");
  return `${prefix}_${digest.slice(0, 24)}`;
}
