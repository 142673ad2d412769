import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/**
 * Cookies that no other host can plant and no script can read: `__Host-` wants https, this host alone and every path. On
 * one machine, over plain http, browsers would drop such a name, so it goes without.
 */
export function setHostCookie(c: Context, name: string, value: string, seconds: number): void {
  setCookie(c, name, value, { ...optionsFor(c), maxAge: seconds });
}

export const hostCookie = (c: Context, name: string): string | undefined =>
  isSecure(c) ? getCookie(c, name, "host") : getCookie(c, name);

export function dropHostCookie(c: Context, name: string): void {
  deleteCookie(c, name, optionsFor(c));
}

const optionsFor = (c: Context) =>
  isSecure(c) ? { ...common, secure: true, prefix: "host" as const } : common;

const common = { path: "/", httpOnly: true, sameSite: "Lax" } as const;

const isSecure = (c: Context): boolean => new URL(c.req.url).protocol === "https:";
