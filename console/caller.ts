import { createHmac } from "node:crypto";
import type { Context } from "hono";
import type { Site } from "./site.ts";

/** As much of what the two hosts say of a connection as is read here: API Gateway, and Node's own server. */
interface Bindings {
  requestContext?: { http?: { sourceIp?: string } };
  incoming?: { socket?: { remoteAddress?: string } };
}

/** Whose turn a limit counts: a keyed hash of the address that the connection has. Headers may say anything, so none is read. */
export function callerOf(c: Context, key: string): string {
  const { requestContext, incoming } = (c.env ?? {}) as Bindings;
  const address = requestContext?.http?.sourceIp ?? incoming?.socket?.remoteAddress ?? "unknown";
  return hashed(key, address);
}

/** Something of a person that a limit is counted by: the row names it and does not say it. */
export const hashed = (key: string, text: string): string =>
  createHmac("sha256", key).update(`limit\n${text}`).digest("base64url").slice(0, 22);

export const quarter = 15 * 60;

/** True while there is room: at most so many in any quarter of an hour. */
export const mayGoOn = (
  site: Pick<Site, "store">,
  name: string,
  most: number,
  now: string,
): Promise<boolean> => site.store.limits.take(name, most, now, quarter);
