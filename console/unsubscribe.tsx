import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { send } from "#adapters/inbox.ts";
import { pageHeaders } from "./headers.ts";
import { neutral } from "./pages/after.tsx";
import { Frame, Prose } from "./pages/frame.tsx";
import { shownArgs, strangersLanguage, type Visit, visitAnyTime } from "./pages/visit.ts";
import type { Site } from "./site.ts";

/**
 * One press stops the letters (RFC 8058), to be mounted at /u. Mail programs POST without asking anybody, so no origin is
 * checked here: the token is the proof. GET only shows the button, since scanners open every link.
 */
export function unsubscribeApp(runtime: Site): Hono {
  const app = new Hono();
  app.use(...pageHeaders("no-referrer"), bodyLimit({ maxSize: 16 * 1024 }));
  app.get("/:token", async (c) => {
    const visit = await visitAnyTime(runtime, c);
    return visit ? c.html(stopPage(visit)) : nowhere(c);
  });
  app.post("/:token", async (c) => {
    const visit = await visitAnyTime(runtime, c);
    if (!visit) return nowhere(c);
    await stop(runtime, visit);
    return c.html(stopPage(visit, true));
  });
  return app;
}

const nowhere = (c: Context) => c.html(neutral(strangersLanguage(c)), 404);

/** Letters stop at once; the journey hears of it, so that a person calls where an answer is awaited. */
async function stop(runtime: Site, { link, journey }: Visit): Promise<void> {
  await runtime.store.people.suppress(link.person, "unsubscribed");
  // Pressed twice it is one; pressed once more after staff let letters go on, it is told anew.
  const times = (await runtime.store.people.get(link.person))?.mended?.length ?? 0;
  const id = `${journey.id}:unsubscribed:${link.person}${times > 0 ? `:${times}` : ""}`;
  const at = runtime.clock.now();
  await send(runtime, journey.id, {
    type: "mail-failed",
    schema: 1,
    id,
    at,
    by: link.role,
    mail: link.ask,
    asks: { id: link.ask, role: link.role },
    code: "unsubscribed",
  });
}

function stopPage(visit: Visit, done = false) {
  const { words, token } = visit;
  const title = words.phrase("page.stop.title");
  return (
    <Frame visit={visit} title={title} wayOut={!visit.expired}>
      <h1>{title}</h1>
      <p>
        <Prose visit={visit}>
          {words.phrase(done ? "page.stop.done" : "page.stop.question", shownArgs(visit))}
        </Prose>
      </p>
      {!done && (
        <form method="post" action={`/u/${token}`}>
          <button class="button" type="submit">
            {words.phrase("page.stop.button")}
          </button>
        </form>
      )}
    </Frame>
  );
}
