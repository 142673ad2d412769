import { Hono } from "hono";
import { systemClock } from "#adapters/clock.ts";
import { openSession } from "#console/session.ts";
import type { Site } from "#console/site.ts";
import { Frame } from "./frame.tsx";
import { localMember } from "./member.ts";

const email = "coordinator@example.org";

/** One press and in. It exists on this machine only: nothing outside of local/ lets anybody in without a letter. */
export function loginApp(site: Pick<Site, "store">, name: string): Hono {
  const app = new Hono();
  app.get("/", async (c, next) => {
    // An invitation is the real door's.
    if (c.req.query("key") !== undefined) return next();
    // So that the letter that anybody asks for has somebody to go to.
    await localMember(site.store, name, email, systemClock.now());
    return c.html(
      <Frame title="Coordinator's console">
        <p>This is your own machine: no password is needed here.</p>
        <form method="post">
          <button type="submit">Come in as {name}</button>
        </form>
        <p class="hint">
          Or come in <a href="/console/login/letter">as elsewhere</a>: with a letter to {email}, which you
          find in the <a href="/outbox">outbox</a>, and an app for six-digit codes.
        </p>
      </Frame>,
    );
  });
  app.post("/", async (c, next) => {
    if (c.req.query("key") !== undefined) return next();
    const now = systemClock.now();
    await openSession(c, site, await localMember(site.store, name, email, now), true, now);
    return c.redirect("/console", 303);
  });
  return app;
}
