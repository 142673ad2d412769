import { type Context, Hono } from "hono";
import type { Member } from "#adapters/store.ts";
import {
  newAppSecret,
  newRecoveryCodes,
  recoveryHash,
  sealSecret,
  stepOf,
  unsealSecret,
  withoutCode,
} from "./app-codes.ts";
import { mayGoOn } from "./caller.ts";
import { tooOften } from "./screens/entrance.tsx";
import { askForCode, enroll, enrolled } from "./screens/second.tsx";
import { type InsideEnv, openSession } from "./session.ts";
import type { Site } from "./site.ts";

const tries = 5;

type Ctx = Context<InsideEnv>;

/**
 * The second proof: six digits of an app. Who has none yet is led to set one up; who has lost it uses a code from paper.
 * Passing it makes a new session, so that whoever knew the old one has nothing.
 */
export function secondApp(site: Site, now: () => string): Hono<InsideEnv> {
  const app = new Hono<InsideEnv>();
  app.get("/", (c) => {
    const { member, session } = c.var.inside;
    if (session.second) return c.redirect("/console", 303);
    return c.html(member.app ? askForCode() : enroll(offer(site, c, newAppSecret())));
  });
  app.post("/", async (c) => {
    const { member, session } = c.var.inside;
    if (session.second) return c.redirect("/console", 303);
    if (!(await mayGoOn(site, `code/${member.id}`, tries, now()))) return c.html(tooOften(), 429);
    const post = await c.req.parseBody();
    const code = String(post.code ?? "").slice(0, 60);
    return member.app ? prove(site, c, code, now()) : setUp(site, c, code, String(post.offer ?? ""), now());
  });
  return app;
}

/** Nothing is written before the first code has come: the page itself carries the secret, sealed for this session. */
const offer = (site: Site, c: Ctx, secret: string) => ({
  name: c.var.inside.member.name,
  secret,
  sealed: sealSecret(site.secrets.sessionKey, c.var.inside.session.id, secret),
});

async function setUp(site: Site, c: Ctx, code: string, offered: string, now: string) {
  const { member, session } = c.var.inside;
  const { sessionKey, sessionKeys } = site.secrets;
  const secret = unsealSecret(sessionKeys, session.id, offered);
  if (secret === undefined) return c.redirect("/console/second", 303);
  const step = stepOf(secret, code, now);
  if (step === undefined) return c.html(enroll(offer(site, c, secret), true), 422);
  const codes = newRecoveryCodes();
  const app = { secret: sealSecret(sessionKey, member.id, secret), since: now, step };
  const changed = { ...member, app, recovery: codes.map(recoveryHash), version: member.version + 1 };
  if ((await site.store.staff.save(changed)) === "stale") return c.redirect("/console/second", 303);
  await openSession(c, site, changed, true, now);
  return c.html(enrolled(codes));
}

/** A code is good once: whoever saves the step first has used it. */
async function prove(site: Site, c: Ctx, code: string, now: string) {
  const { member } = c.var.inside;
  const changed = spent(site, member, code, now);
  if (!changed || (await site.store.staff.save(changed)) === "stale") return c.html(askForCode(true), 422);
  await openSession(c, site, changed, true, now);
  return c.redirect("/console", 303);
}

function spent(site: Site, member: Member, code: string, now: string): Member | undefined {
  const version = member.version + 1;
  const { app } = member;
  const { sessionKey, sessionKeys } = site.secrets;
  const secret = app && unsealSecret(sessionKeys, member.id, app.secret);
  const step = secret === undefined ? undefined : stepOf(secret, code, now);
  if (app && secret !== undefined && step !== undefined && step > app.step) {
    // Under the newest key from now on: an older one may go once everybody has come by.
    const sealed = sealSecret(sessionKey, member.id, secret);
    return { ...member, app: { ...app, secret: sealed, step }, version };
  }
  const recovery = withoutCode(member, code);
  return recovery && { ...member, recovery, version };
}
