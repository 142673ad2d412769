import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import * as z from "zod";
import { systemClock } from "#adapters/clock.ts";

const cookie = "waymark-staff";
const hours = 12;

const Session = z.strictObject({ name: z.string().min(1), until: z.string() });

export interface Staff {
  name: string;
}

/**
 * Lets this browser in as `name` for twelve hours. `now` is real time, never the program's clock: a session must not grow
 * or end because somebody moved the clock of a demo.
 */
export async function setSession(c: Context, secret: string, name: string, now: string): Promise<void> {
  const until = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  const secure = new URL(c.req.url).protocol === "https:";
  await setSignedCookie(c, cookie, JSON.stringify({ name, until }), secret, {
    path: "/console",
    httpOnly: true,
    sameSite: "Lax",
    secure,
    maxAge: hours * 3600,
  });
}

export function endSession(c: Context): void {
  deleteCookie(c, cookie, { path: "/console" });
}

/** Goes on only with a signed session that is still good; everyone else is sent to the login page. */
export function requireStaff(
  secret: string,
  now = systemClock.now,
): MiddlewareHandler<{ Variables: { staff: Staff } }> {
  return async (c, next) => {
    const staff = await readSession(c, secret, now());
    if (!staff) return c.redirect("/console/login", 303);
    c.set("staff", staff);
    await next();
  };
}

async function readSession(c: Context, secret: string, now: string): Promise<Staff | undefined> {
  const value = await getSignedCookie(c, secret, cookie);
  if (!value) return undefined;
  const session = Session.safeParse(parse(value));
  if (!session.success || session.data.until <= now) return undefined;
  return { name: session.data.name };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
