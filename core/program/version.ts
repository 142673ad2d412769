import { createHash } from "node:crypto";
import type { Pack } from "./pack.ts";

/** The same content is the same version, whatever the order or the spaces in its files. */
export function packVersion(pack: Omit<Pack, "id" | "version">): string {
  return createHash("sha256").update(canonicalJson(pack)).digest("hex").slice(0, 12);
}

/** JSON with sorted keys and nothing between them; what is undefined is left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
