import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { eraseWhole } from "#adapters/erasure.ts";
import { consoleApp } from "#console/app.tsx";
import { openSession } from "#console/session.ts";
import { keptTable } from "../adapters/kept-table.ts";
import { hers, his, settle, twoLives } from "../adapters/two-lives.ts";
import { aMember, cookieOf } from "./a-desk.ts";

describe("the console after an erasure", () => {
  it.each([false, true])(
    "shows the match without the name, and everything else (last steps: %s)",
    async (goodbye) => {
      const { world, person, mentee, match } = await twoLives(
        keptTable().table,
        goodbye ? "together" : "over",
        { goodbye },
      );
      const app = new Hono();
      app.post("/in", async (c) => {
        const member = aMember();
        await world.runtime.store.staff.create(member);
        await openSession(c, world.runtime, member, true, new Date().toISOString());
        return c.text("in");
      });
      app.route("/console", consoleApp(world.doorOf("console"), { patience: 0 }));
      const origin = world.runtime.addresses.console;
      const entered = await app.request(`${origin}/in`, { method: "POST" });
      const cookie = cookieOf(entered);
      const see = async (path: string) => {
        const page = await app.request(`${origin}/console/test${path}`, { headers: { cookie } });
        return { status: page.status, html: await page.text() };
      };
      expect((await see(`/people/${match}`)).html).toContain(hers.name);
      await eraseWhole(world.runtime, person, () => settle(world), 20);
      const tasks = await world.runtime.store.tasks.ofJourney(match);
      const pages = tasks
        .filter(({ state }) => state === "open")
        .map(({ effect }) => `/tasks/${match}/${effect.id.slice(match.length + 1)}`);
      expect(pages.length > 0).toBe(goodbye);
      for (const path of ["", "/people", "/matches", `/people/${match}`, "/people/jrn_mentorius", ...pages]) {
        const { status, html } = await see(path);
        expect(status, path).toBe(200);
        for (const word of [hers.name, hers.email, hers.note]) expect(html, path).not.toContain(word);
      }
      expect((await see(`/people/${match}`)).html).toContain(his.name);
      expect((await see(`/people/${mentee}`)).status).toBe(404);
    },
  );
});
