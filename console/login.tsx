import { randomUUID, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as z from "zod";
import { systemClock } from "#adapters/clock.ts";
import { readInvitation } from "#adapters/invitation.ts";
import { linkId, readLinkToken } from "#adapters/links.ts";
import { after, minute } from "#adapters/moment.ts";
import type { Login } from "#adapters/store.ts";
import { callerOf, hashed, mayGoOn } from "./caller.ts";
import { dropHostCookie, hostCookie, setHostCookie } from "./cookies.ts";
import { fromOurPages, pageHeaders } from "./headers.ts";
import { welcome } from "./membership.ts";
import { readable } from "./readable.ts";
import { askForLetter, entrance, entranceClosed, letterAsked, tooOften } from "./screens/entrance.tsx";
import { hashOf, newSecret, openSession } from "./session.ts";
import type { Site } from "./site.ts";

const cookie = "waymark-login";
const lasts = 10 * minute;
const perAddress = 3;
const perCaller = 10;

/**
 * The door of the console. Whoever gives an address gets a letter there, if somebody has it: this door does not look, so it
 * cannot tell. The letter opens the browser that asked, once, within ten minutes. The first one in comes by an invitation
 * (`waymark invite`). Opening an address changes nothing, since scanners of mail open everything; the press of the button does.
 */
export function loginApp(site: Site, now = systemClock.now): Hono {
  const app = new Hono();
  app.use(
    ...pageHeaders("same-origin"),
    fromOurPages(site.addresses.console),
    bodyLimit({ maxSize: 16 * 1024 }),
    readable,
  );
  const invitationOf = (c: Context) =>
    readInvitation(site.secrets.sessionKey, c.req.query("key") ?? "", now());
  app.get("/", (c) => {
    const invitation = invitationOf(c);
    if (invitation) return c.html(entrance(invitation.name));
    return c.req.query("key") ? c.html(entranceClosed(), 410) : c.html(askForLetter());
  });
  app.post("/", async (c) => {
    const invitation = invitationOf(c);
    if (!invitation || !(await site.store.once.use(`login/${invitation.nonce}`, invitation.until)))
      return c.html(entranceClosed(), 410);
    await openSession(c, site, await welcome(site, invitation, now()), false, now());
    return c.redirect("/console", 303);
  });
  app.get("/letter", (c) => c.html(askForLetter()));
  app.post("/letter", (c) => ask(site, c, now()));
  app.get("/:token", (c) => c.html(entrance()));
  app.post("/:token", (c) => enter(site, c, now()));
  return app;
}

const Address = z.email().max(254);

/** The same work, the same answer and the same row, whether anybody has that address or not. */
async function ask(site: Site, c: Context, now: string) {
  const given = String((await c.req.parseBody()).email ?? "").trim();
  const address = Address.safeParse(given.toLowerCase());
  if (!address.success) return c.html(askForLetter(given), 422);
  const email = address.data;
  const key = site.secrets.sessionKey;
  const free =
    (await mayGoOn(site, `login/caller/${callerOf(c, key)}`, perCaller, now)) &&
    (await mayGoOn(site, `login/address/${hashed(key, email)}`, perAddress, now));
  if (!free) return c.html(tooOften(), 429);
  const browser = newSecret();
  await site.store.logins.put({
    ...{ id: linkId(`login/${randomUUID()}`), email, browser: hashOf(browser), expiresAt: after(now, lasts) },
    ...{ state: "asked", askedAt: site.clock.now(), dueAt: site.clock.now(), attempts: 0 },
  });
  setHostCookie(c, cookie, browser, lasts);
  return c.html(letterAsked(email));
}

/** Every no looks the same: used, late, asked for elsewhere, made up. */
async function enter(site: Site, c: Context, now: string) {
  const free = await mayGoOn(site, `enter/${callerOf(c, site.secrets.sessionKey)}`, perCaller, now);
  if (!free) return c.html(tooOften(), 429);
  const login = await loginOf(site, c, now);
  const member = login?.member ? await site.store.staff.get(login.member) : undefined;
  if (!login || !member || member.disabledAt) return c.html(entranceClosed(), 410);
  if (!(await site.store.once.use(`login/${login.id}`, login.expiresAt)))
    return c.html(entranceClosed(), 410);
  dropHostCookie(c, cookie);
  await openSession(c, site, member, false, now);
  return c.redirect("/console", 303);
}

async function loginOf(site: Site, c: Context, now: string): Promise<Login | undefined> {
  const id = readLinkToken(site.secrets.linkKeys, c.req.param("token") ?? "");
  const browser = hostCookie(c, cookie);
  const login = id !== undefined && browser ? await site.store.logins.get(id) : undefined;
  if (!login || !browser || login.state !== "sent" || login.expiresAt <= now) return undefined;
  return timingSafeEqual(Buffer.from(login.browser), Buffer.from(hashOf(browser))) ? login : undefined;
}
