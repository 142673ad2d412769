import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { systemClock } from "#adapters/clock.ts";
import type { Member } from "#adapters/store.ts";
import { type ConsoleOptions, type DeskEnv, openDesk } from "./desk.ts";
import { type GuardEnv, guard, noPage, noProgram, trace } from "./guard.ts";
import { fromOurPages, pageHeaders, stylesheet } from "./headers.ts";
import { leave, sendAgain } from "./letters.ts";
import { ownForms } from "./own-forms.ts";
import { readable } from "./readable.ts";
import { roleIn } from "./rights.ts";
import { matchRoutes } from "./routes/match-routes.ts";
import { personRoutes } from "./routes/person-routes.ts";
import { staffRoutes } from "./routes/staff-routes.ts";
import { taskRoutes } from "./routes/task-routes.ts";
import { indicators } from "./screens/indicators.tsx";
import { looked } from "./screens/looked.tsx";
import { missing } from "./screens/missing.tsx";
import { program } from "./screens/program.tsx";
import { programsPage, type Working } from "./screens/programs.tsx";
import { today } from "./screens/today.tsx";
import { secondApp } from "./second.tsx";
import { endSession, requireInside } from "./session.ts";
import type { Site } from "./site.ts";
import { consoleStyle } from "./styles/console.ts";
import { wordsOf } from "./words.ts";

export type { ConsoleOptions } from "./desk.ts";

/** A screen takes a few kilobytes; nothing is uploaded here. */
const largest = 256 * 1024;

/**
 * The coordinator console, to be mounted at /console. Every screen but the stylesheet wants a session (session.ts) and a
 * line in the table of rights (rights.ts); the page where one logs in is the host's own. `now` is real time, for sessions
 * and for what is written down of them.
 */
export function consoleApp(
  runtime: Site,
  options: ConsoleOptions = {},
  now: () => string = systemClock.now,
): Hono<GuardEnv> {
  const app = new Hono<GuardEnv>();
  app.use(
    ...pageHeaders("same-origin"),
    fromOurPages(runtime.addresses.console),
    bodyLimit({ maxSize: largest }),
    readable,
  );
  app.get("/style.css", stylesheet(consoleStyle));
  app.use(requireInside(runtime, now), ownForms(runtime));
  app.post("/logout", async (c) => {
    await endSession(c, runtime);
    return c.redirect("/console/login", 303);
  });
  app.route("/second", secondApp(runtime, now));
  app.use(guard(runtime, now));
  app.get("/", async (c) => {
    const { member } = c.var.inside;
    const programs = await programsOf(runtime, member.roles);
    const [first] = programs;
    if (programs.length > 1)
      return c.html(programsPage(await Promise.all(programs.map((id) => working(runtime, member, id)))));
    if (first) return c.redirect(startIn(member, first), 303);
    if (member.admin) return c.redirect("/console/staff", 303);
    return c.html(missing("No program is live yet.", "Publish one, then look again."), 404);
  });
  staffRoutes(app, runtime, now);
  app.route("/:program", programApp(runtime, options, now));
  app.notFound((c) => c.html(missing(...noPage), 404));
  return app;
}

/** The programs of somebody: those in which they are anybody. */
async function programsOf({ store }: Site, roles: Record<string, string>): Promise<string[]> {
  const live = await store.packs.programs();
  return Object.hasOwn(roles, "*") ? live : live.filter((program) => Object.hasOwn(roles, program));
}

const seesPeople = (member: Member, program: string): boolean =>
  ["coordinator", "safeguarding"].includes(roleIn(member, program) ?? "");

/** Who sees nobody begins with the figures. */
const startIn = (member: Member, program: string): string =>
  `/console/${program}${seesPeople(member, program) ? "" : "/indicators"}`;

async function working({ store }: Site, member: Member, program: string): Promise<Working> {
  const pack = await store.packs.live(program);
  const [language = "en"] = pack?.program.languages.staff ?? [];
  return {
    path: startIn(member, program),
    name: pack ? wordsOf(pack, language).say("program.name") : program,
    ...(seesPeople(member, program) && {
      tasks: (await store.tasks.list(program, "open", () => undefined)).length,
    }),
  };
}

function programApp(runtime: Site, options: ConsoleOptions, now: () => string) {
  const app = new Hono<DeskEnv>();
  app.use(async (c, next) => {
    const { member } = c.var.inside;
    const program = c.req.param("program") ?? "";
    const staff = {
      ...{ id: member.id, name: member.name, role: roleIn(member, program) ?? "", admin: member.admin },
    };
    const programs = await programsOf(runtime, member.roles);
    const desk = await openDesk(runtime, options, program, staff, programs);
    if (!desk) return c.html(missing(...noProgram), 404);
    c.set("desk", desk);
    await next();
    // Before the page is on its way: what cannot be written down is not shown.
    for (const [of, what] of desk.read)
      await trace(runtime, c, now(), { did: "read", what: [...what], ...(of && { of }) });
  });
  app.get("/", async (c) => c.html(await today(c.var.desk, flashes[c.req.query("done") ?? ""])));
  app.get("/program", async (c) => c.html(await program(c.var.desk)));
  app.get("/indicators", async (c) => c.html(await indicators(c.var.desk)));
  app.get("/looked", async (c) => c.html(await looked(c.var.desk, c.req.query("month"), now())));
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
  taskRoutes(app, now);
  personRoutes(app, now);
  matchRoutes(app, now);
  return app;
}

/** What a press has just done; the code stands in the address, the words here. */
const flashes: Record<string, string> = {
  task: "Written down. The program goes on from here.",
  letter: "The letter goes out as soon as it may.",
  problem: "Marked as dealt with.",
  again: "The form is read again. If it still does not fit, it comes back here.",
};
