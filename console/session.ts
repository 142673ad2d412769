import { createHash, randomBytes } from "node:crypto";
import type { Context, MiddlewareHandler } from "hono";
import { systemClock } from "#adapters/clock.ts";
import { after, hour, minute } from "#adapters/moment.ts";
import type { Member, Session } from "#adapters/store.ts";
import { dropHostCookie, hostCookie, setHostCookie } from "./cookies.ts";
import type { Site } from "./site.ts";

const cookie = "waymark-staff";
const longest = 12 * hour;
const idle = hour;
/** How old the note of the last visit may be: not every look writes. */
const noteEach = 5 * minute;

/** Who is signed in, as the screens of one program know them. */
export interface Staff {
  id: string;
  name: string;
  /** What they are in this program; "" for an admin who is nothing there. */
  role: string;
  admin: boolean;
}

/** A browser that is let in, and whose it is. */
export interface Inside {
  member: Member;
  session: Session;
}

export type InsideEnv = { Variables: { inside: Inside } };

type Kept = Pick<Site, "store">;

/** A secret as a row knows it. 256 random bits need no slow hash. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
export const newSecret = (): string => randomBytes(32).toString("base64url");

/**
 * Lets this browser in, under a name that nobody had before; whatever it had is over. `now` is real time, never the
 * program's clock: a session must not grow or end because somebody moved the clock of a demo.
 */
export async function openSession(
  c: Context,
  { store }: Kept,
  member: Member,
  second: boolean,
  now: string,
): Promise<void> {
  await endSession(c, { store });
  const secret = newSecret();
  const session = { id: hashOf(secret), member: member.id, createdAt: now, seenAt: now, second };
  await store.sessions.open({ ...session, until: after(now, longest) });
  setHostCookie(c, cookie, secret, longest);
}

export async function endSession(c: Context, { store }: Kept): Promise<void> {
  const secret = hostCookie(c, cookie);
  if (!secret) return;
  await store.sessions.end(hashOf(secret));
  dropHostCookie(c, cookie);
}

/** Goes on only with a session that is still good; everyone else is sent to the login page. */
export function requireInside(site: Kept, now = systemClock.now): MiddlewareHandler<InsideEnv> {
  return async (c, next) => {
    const inside = await readSession(c, site, now());
    if (!inside) return c.redirect("/console/login", 303);
    c.set("inside", inside);
    await next();
  };
}

async function readSession(c: Context, { store }: Kept, now: string): Promise<Inside | undefined> {
  const secret = hostCookie(c, cookie);
  const session = secret ? await store.sessions.get(hashOf(secret)) : undefined;
  const member = session && (await store.staff.get(session.member));
  if (!session || !member || !isGood(session, member, now)) return undefined;
  if (after(session.seenAt, noteEach) <= now) await store.sessions.seen(session.id, now);
  return { member, session };
}

/** A row that the database has not taken away yet is no session. */
function isGood({ until, seenAt, createdAt }: Session, member: Member, now: string): boolean {
  const inTime = until > now && after(seenAt, idle + noteEach) > now;
  return inTime && !member.disabledAt && createdAt >= member.sessionsFrom;
}
