import { expect, it } from "vitest";
import { create as createConsole } from "#functions/console.ts";
import { create as createPages } from "#functions/pages.ts";
import { aDesk, formOf } from "../console/a-desk.ts";

/** A desk at which the table is away, and what its log says. */
async function broken() {
  const desk = await aDesk();
  await desk.join("jrn_1");
  const said: unknown[] = [];
  for (const door of ["pages", "console"] as const) {
    const runtime = desk.doorOf(door);
    runtime.log.error = (code, ids) => void said.push([code, ids]);
    const away = () => Promise.reject(new TypeError("Samira Sample is not to be read"));
    runtime.store.links.get = away;
    runtime.store.mails.get = away;
  }
  return { ...desk, said };
}

it("tells a participant in words of ours that it is our fault, and the log what kind of error it was", async () => {
  const { doorOf, token, said } = await broken();
  const answer = await createPages(doorOf("pages")).request(`/p/${await token("jrn_1")}`, {
    headers: { "accept-language": "uk" },
  });
  expect(answer.status).toBe(500);
  const html = await answer.text();
  expect(html).toContain("Ця сторінка зараз не працює");
  expect(html + JSON.stringify(said)).not.toContain("Samira");
  expect(said).toEqual([["page.failed", { error: "TypeError" }]]);
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
});

it("tells a coordinator the same, and the log whose journey it was about", async () => {
  const { doorOf, cookie, said, runtime } = await broken();
  const console = createConsole(doorOf("console"));
  const answer = await console.request(`${runtime.addresses.console}/console/test/letters/jrn_1/1/again`, {
    method: "POST",
    headers: { cookie, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ "form-of": formOf(runtime.secrets.sessionKey, cookie) }),
  });
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain("Something went wrong on our side.");
  expect(said).toEqual([["page.failed", { error: "TypeError", journey: "jrn_1" }]]);
});

it("leaves refusals what they are", async () => {
  const { doorOf, token, said } = await broken();
  const answer = await createPages(doorOf("pages")).request(`/p/${await token("jrn_1")}`, {
    method: "POST",
    headers: { "sec-fetch-site": "cross-site", "content-type": "application/x-www-form-urlencoded" },
  });
  expect(answer.status).toBe(403);
  expect(said).toEqual([]);
});
