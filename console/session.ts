import type { Context, MiddlewareHandler } from "hono";
import { deleteCookie, getSignedCookie, setSignedCookie } from "hono/cookie";
import * as z from "zod";
import { systemClock } from "#adapters/clock.ts";

const cookie = "waymark-staff";
const hours = 12;

/** Whom nothing else is said of is a coordinator: nobody else is invited to the console so far. */
const Session = z.strictObject({
  name: z.string().min(1),
  role: z.string().default("coordinator"),
  until: z.string(),
});

/** Who is signed in. What stands in reasons is what the program lets their role see. */
export type Staff = Omit<z.infer<typeof Session>, "until">;

/**
 * Lets this browser in for twelve hours, as somebody of a role or, by the name alone, as a coordinator. `now` is real time, never the program's clock: a session must not grow
 * or end because somebody moved the clock of a demo.
 */
export async function setSession(
  c: Context,
  secret: string,
  staff: string | Staff,
  now: string,
): Promise<void> {
  const until = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  const secure = new URL(c.req.url).protocol === "https:";
  await setSignedCookie(
    c,
    cookie,
    JSON.stringify({ ...(typeof staff === "string" ? { name: staff } : staff), until }),
    secret,
    {
      path: "/console",
      httpOnly: true,
      sameSite: "Lax",
      secure,
      maxAge: hours * 3600,
    },
  );
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
  const { until: _, ...staff } = session.data;
  return staff;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
