import { Hono } from "hono";
import { systemClock } from "#adapters/clock.ts";
import { setSession } from "#console/session.ts";
import { Frame } from "./frame.tsx";

/** One press and in. It exists on this machine only: nothing outside of local/ can let anybody in. */
export function loginApp(sessionKey: string, name: string): Hono {
  const app = new Hono();
  app.get("/", (c) =>
    c.html(
      <Frame title="Coordinator's console">
        <p>This is your own machine: no password is needed here.</p>
        <form method="post">
          <button type="submit">Come in as {name}</button>
        </form>
      </Frame>,
    ),
  );
  app.post("/", async (c) => {
    await setSession(c, sessionKey, name, systemClock.now());
    return c.redirect("/console", 303);
  });
  return app;
}
