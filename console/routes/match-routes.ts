import { setTimeout as pause } from "node:timers/promises";
import type { Context, Hono } from "hono";
import { proposeMatch } from "#adapters/proposing.ts";
import { stageRound } from "#adapters/rounds/staging.ts";
import type { DeskEnv } from "../desk.ts";
import { trace } from "../guard.ts";
import { matchingOf } from "../matches.ts";
import { personPath, roundPath } from "../paths.ts";
import { coupleOfKey } from "../rounds/couple.ts";
import { refusals } from "../rounds/words.ts";
import { matches } from "../screens/matches.tsx";
import { missing } from "../screens/missing.tsx";
import { twoPage } from "../screens/two.tsx";
import { roundRoutes } from "./round-routes.ts";

type Ctx = Context<DeskEnv>;

/** Rounds of matching, any two people, and a person who proposes; the journey of the match does the rest. */
export function matchRoutes(app: Hono<DeskEnv>, now: () => string): void {
  app.get("/matches", async (c) => c.html(await matches(c.var.desk, flashes[c.req.query("done") ?? ""])));
  app.post("/matches", (c) => propose(c, now()));
  app.get("/matches/two", async (c) => {
    const { mentor = "", mentee = "" } = c.req.query();
    const page = await twoPage(c.var.desk, { mentor, mentee });
    return page
      ? c.html(page)
      : c.html(missing("There are no such two.", "One of them may have left the program."), 404);
  });
  app.post("/matches/apart", (c) => lift(c, now()));
  app.post("/matches/rounds", (c) => stage(c, now()));
  roundRoutes(app, now);
}

const flashes: Record<string, string> = {
  "put-away": "The round is put away. Nobody in it lost their place in the line.",
  lifted: "These two may be suggested again.",
};

async function propose(c: Ctx, at: string) {
  const { desk } = c.var;
  const { mentor, mentee } = await c.req.parseBody();
  const matching = await matchingOf(desk);
  const stands = (side: "mentors" | "mentees", id: unknown) =>
    matching?.[side].some(({ journey }) => journey.id === id);
  if (
    typeof mentor !== "string" ||
    typeof mentee !== "string" ||
    !stands("mentors", mentor) ||
    !stands("mentees", mentee)
  )
    return c.html(await matches(desk, "One of the two is no longer ready, so nothing was proposed."), 409);
  const proposed = await proposeMatch(desk.runtime, desk.program, { mentor, mentee }, "coordinator");
  if ("refused" in proposed)
    return c.html(await matches(desk, `Nothing was proposed: ${refusals[proposed.refused]}.`), 409);
  await trace(desk.runtime, c, at, { did: "changed", of: proposed.match.id, what: ["proposed"] });
  if (desk.options.patience !== 0) await pause(300);
  return c.redirect(personPath(desk.base, proposed.match.id), 303);
}

async function stage(c: Ctx, at: string) {
  const { desk } = c.var;
  if (!desk.pack.program.matching) return c.html(await matches(desk), 409);
  const { id, name } = desk.staff;
  const staged = await stageRound(desk.runtime, desk.program, { by: { id, name }, at: desk.now, waiting: 1 });
  if ("round" in staged) {
    await trace(desk.runtime, c, at, { did: "changed", what: ["round-staged"] });
    return c.redirect(roundPath(desk.base, staged.round.number), 303);
  }
  if (staged.not === "open") return c.redirect(roundPath(desk.base, staged.open), 303);
  return c.html(await matches(desk, notStaged[staged.not]), 409);
}

const notStaged = {
  few: "Nobody waits for a match, so no round was worked out.",
  never:
    "The rules of matching would break a promise of this program, so no round was worked out. Tell whoever writes its rules.",
};

/** Two who were never to be suggested may be again. */
async function lift(c: Ctx, at: string) {
  const { desk } = c.var;
  const { pair } = await c.req.parseBody();
  const couple = coupleOfKey(String(pair));
  if (!couple) return c.redirect(`${desk.base}/matches`, 303);
  await desk.runtime.store.apart.lift(desk.program, couple);
  for (const of of [couple.mentor, couple.mentee])
    await trace(desk.runtime, c, at, { did: "changed", of, what: ["round-lifted"] });
  return c.redirect(`${desk.base}/matches?done=lifted`, 303);
}
