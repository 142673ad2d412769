import { setTimeout as pause } from "node:timers/promises";
import type { Hono } from "hono";
import { type Proposed, proposeMatch } from "#adapters/proposing.ts";
import type { DeskEnv } from "../desk.ts";
import { matchingOf } from "../matches.ts";
import { personPath } from "../paths.ts";
import { matches } from "../screens/matches.tsx";

/** A person proposes each match, one at a time; the journey of the match does the rest. */
export function matchRoutes(app: Hono<DeskEnv>): void {
  app.get("/matches", async (c) => c.html(await matches(c.var.desk)));
  app.post("/matches", async (c) => {
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
    if ("refused" in proposed) return c.html(await matches(desk, refusals[proposed.refused]), 409);
    if (desk.options.patience !== 0) await pause(300);
    return c.redirect(personPath(desk.base, proposed.match.id), 303);
  });
}

const refusals: Record<Extract<Proposed, { refused: string }>["refused"], string> = {
  "match.forbidden": "The program’s rules do not let these two be matched any more, so nothing was proposed.",
  "match.unknown":
    "We do not know enough yet to say whether these two may be matched, so nothing was proposed.",
  "match.never":
    "The program’s matching rules look at something that never.json keeps them from, so nothing was proposed.",
};
