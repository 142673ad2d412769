import { Hono } from "hono";
import { type ConsoleOptions, type DeskEnv, openDesk } from "./desk.ts";
import { fromOurPages, pageHeaders, stylesheet } from "./headers.ts";
import { leave, sendAgain } from "./letters.ts";
import { matchRoutes } from "./routes/match-routes.ts";
import { personRoutes } from "./routes/person-routes.ts";
import { taskRoutes } from "./routes/task-routes.ts";
import { indicators } from "./screens/indicators.tsx";
import { missing } from "./screens/missing.tsx";
import { program } from "./screens/program.tsx";
import { today } from "./screens/today.tsx";
import { endSession, requireStaff } from "./session.ts";
import type { Site } from "./site.ts";
import { consoleStyle } from "./styles/console.ts";

export type { ConsoleOptions } from "./desk.ts";

/**
 * The coordinator console, to be mounted at /console. Every screen but the stylesheet wants a session (session.ts);
 * the page where one logs in is the host's own.
 */
export function consoleApp(runtime: Site, options: ConsoleOptions = {}): Hono {
  const app = new Hono();
  app.use(...pageHeaders("same-origin"), fromOurPages(runtime.addresses.console));
  app.get("/style.css", stylesheet(consoleStyle));
  app.post("/logout", (c) => {
    endSession(c);
    return c.redirect("/console/login", 303);
  });
  app.use(requireStaff(runtime.secrets.sessionKey));
  app.get("/", async (c) => {
    const [first] = await runtime.store.packs.programs();
    return first
      ? c.redirect(`/console/${first}`, 303)
      : c.html(missing("No program is live yet.", "Publish one, then look again."), 404);
  });
  app.route("/:program", programApp(runtime, options));
  app.notFound((c) =>
    c.html(missing("There is no such page.", "It may have moved, or the address is not whole."), 404),
  );
  return app;
}

function programApp(runtime: Site, options: ConsoleOptions) {
  const app = new Hono<DeskEnv>();
  app.use(async (c, next) => {
    const desk = await openDesk(runtime, options, c.req.param("program") ?? "", c.var.staff);
    if (!desk) return c.html(missing("There is no such program.", "Choose one of those that are live."), 404);
    c.set("desk", desk);
    await next();
  });
  app.get("/", async (c) => c.html(await today(c.var.desk, flashes[c.req.query("done") ?? ""])));
  app.get("/program", async (c) => c.html(await program(c.var.desk)));
  app.get("/indicators", async (c) => c.html(await indicators(c.var.desk)));
  app.post("/problems/:id/close", async (c) => {
    await runtime.store.problems.close(c.var.desk.program, c.req.param("id"));
    return c.redirect(`${c.var.desk.base}?done=problem`, 303);
  });
  app.post("/submissions/:id/again", async (c) => {
    const submission = await runtime.store.submissions.get(c.req.param("id"));
    if (submission?.program === c.var.desk.program && submission.state === "unmappable") {
      await runtime.store.submissions.mark(submission.id, submission.state, { state: "received" });
    }
    return c.redirect(`${c.var.desk.base}?done=again`, 303);
  });
  for (const [path, act] of Object.entries({ again: sendAgain, leave })) {
    app.post(`/letters/:journey/:number/${path}`, async (c) => {
      const { journey, number } = c.req.param();
      await act(runtime, c.var.desk.program, journey, `${journey}/${number}`);
      return c.redirect(`${c.var.desk.base}?done=${path === "again" ? "letter" : "problem"}`, 303);
    });
  }
  taskRoutes(app);
  personRoutes(app);
  matchRoutes(app);
  return app;
}

/** What a press has just done; the code stands in the address, the words here. */
const flashes: Record<string, string> = {
  task: "Written down. The program goes on from here.",
  letter: "The letter goes out as soon as it may.",
  problem: "Marked as dealt with.",
  again: "The form is read again. If it still does not fit, it comes back here.",
};
