import { expect, it } from "vitest";
import { payloads, skeleton } from "../emails/injected.ts";
import { aProgram } from "../functions/a-program.ts";
import { aDesk, twoLanguages } from "./a-desk.ts";

/** WAYMARK_INJECTIONS=all tries them all. */
const some = process.env.WAYMARK_INJECTIONS === "all" ? payloads : payloads.filter((_, n) => n % 9 === 0);

/** Somebody who is called so, and who said so of herself and of what is not right. */
async function somebody(words: string) {
  const { facts } = aProgram().facts;
  const pack = twoLanguages({ facts: { facts: { ...facts, hobby: { type: "text" } }, derived: {} } });
  const desk = await aDesk({ pack });
  await desk.join("jrn_1", { givenName: words });
  const said = { schema: 1, id: "told", at: desk.runtime.clock.now(), by: "mentee" } as const;
  await desk.runtime.store.events.put("jrn_1", { type: "facts-set", ...said, facts: { hobby: words } });
  const path = `/p/${await desk.token("jrn_1")}`;
  const own = { "sec-fetch-site": "same-origin" };
  const concern = await desk.post(`${path}/not-right`, { words: words.trim() || "x" }, own);
  const answer = await desk.post(path, { motivated: "yes" }, own);
  await desk.run();
  const [task] = (await desk.tasks("jrn_1")).filter(({ effect }) => effect.text === "tasks.not-right");
  const pages = [concern, answer];
  const work = `/tasks/jrn_1/${task!.effect.id.split("/")[1]}`;
  await desk.post(`/console/test${work}/open`, { reason: "call" });
  for (const to of ["", "/people", "/people/jrn_1", work]) pages.push(await desk.get(`/console/test${to}`));
  return Promise.all(
    pages.map(async (page) => {
      expect(page.status).toBe(200);
      expect(page.headers.get("content-security-policy")).not.toContain("script-src");
      return page.text();
    }),
  );
}

/** Ids are made anew for each page, and lines of a text are as many as it has. */
const shape = (html: string) => skeleton(html).replace(/^\/?(?:br|p) ?.*\n?/gm, "");

it(`${some.length} ways to smuggle markup in through a name, a fact and a concern show as words on every screen`, async () => {
  const plain = await somebody("Samira");
  for (const words of some) {
    const pages = await somebody(words);
    expect(pages.map(shape), words).toEqual(plain.map(shape));
    for (const html of pages) expect(html, words).not.toMatch(/<script|javascript:[^"]*"\s*>|\son\w+="/i);
  }
}, 1_800_000);
