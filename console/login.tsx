import { type Context, Hono } from "hono";
import { systemClock } from "#adapters/clock.ts";
import { readInvitation } from "#adapters/invitation.ts";
import { fromOurPages, pageHeaders } from "./headers.ts";
import { entrance, entranceClosed } from "./screens/entrance.tsx";
import { setSession } from "./session.ts";
import type { Site } from "./site.ts";

/**
 * The door of the console: an address that an engineer makes (`waymark invite`) lets one coordinator in once. Opening it
 * changes nothing, since scanners of mail open everything; the press of the button does.
 */
export function loginApp(site: Site): Hono {
  const app = new Hono();
  app.use(...pageHeaders("same-origin"), fromOurPages(site.addresses.console));
  const invitationOf = (c: Context) =>
    readInvitation(site.secrets.sessionKey, c.req.query("key") ?? "", systemClock.now());
  app.get("/", (c) => {
    const invitation = invitationOf(c);
    return invitation
      ? c.html(entrance(invitation.name))
      : c.html(entranceClosed(), c.req.query("key") ? 410 : 200);
  });
  app.post("/", async (c) => {
    const invitation = invitationOf(c);
    if (!invitation || !(await site.store.once.use(`login/${invitation.nonce}`, invitation.until)))
      return c.html(entranceClosed(), 410);
    await setSession(c, site.secrets.sessionKey, invitation.name, systemClock.now());
    return c.redirect("/console", 303);
  });
  return app;
}
