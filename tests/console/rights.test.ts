import type { Hono } from "hono";
import { beforeAll, describe, expect, it } from "vitest";
import { consoleApp } from "#console/app.tsx";
import { deedOf, deeds } from "#console/deeds.ts";
import { called, fields, mayCall, type Right, rights } from "#console/rights.ts";
import { aWorld } from "../functions/a-world.ts";
import { aConfidence, canaries } from "./a-confidence.ts";
import { aMember, formOf, type TestDesk } from "./a-desk.ts";

/** Before anybody's role is known: the stylesheet, logging out, and the second proof of oneself. */
const withoutRole = ["GET /style.css", "POST /logout", "GET /second", "POST /second"];

const people: Record<Right | "nobody", Parameters<typeof aMember>[0]> = {
  coordinator: { roles: { test: "coordinator" } },
  safeguarding: { roles: { test: "safeguarding" } },
  funder: { roles: { test: "funder" } },
  admin: { roles: {}, admin: true },
  nobody: { roles: { other: "coordinator" } },
};
const who = Object.keys(people) as (keyof typeof people)[];

describe("the table of rights", () => {
  it("has a line for every route of the console, and no line for a route that there is not", async () => {
    const app: Hono = consoleApp((await aWorld()).doorOf("console")) as never;
    const routes = app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`);
    expect(new Set(routes)).toEqual(new Set([...Object.keys(rights), ...withoutRole]));
  });

  it("knows a HEAD as a GET, and nothing else that it does not name", () => {
    expect(called("HEAD", "/test/people")?.route).toBe("GET /:program/people");
    for (const [method, path] of [
      ["PUT", "/test"],
      ["DELETE", "/staff"],
      ["GET", "/test/elsewhere"],
      ["GET", "/test/"],
    ])
      expect(called(method!, path!)).toBeUndefined();
  });

  it("takes a role of the program's own for a reader of figures", () => {
    const teacher = aMember({ roles: { test: "teacher" } });
    expect(mayCall(teacher, called("GET", "/test/indicators")!)).toBe(true);
    expect(mayCall(teacher, called("GET", "/test/people")!)).toBe(false);
  });

  it("finds nobody by a name that every object has", () => {
    const member = aMember({ roles: {} });
    for (const program of ["constructor", "__proto__", "toString"])
      expect(mayCall(member, called("GET", `/${program}`)!)).toBe(false);
  });
});

describe.each(who)("as %s", (name) => {
  let desk: TestDesk & { journey: string };
  let cookie: string;
  beforeAll(async () => {
    desk = await aConfidence();
    cookie = await desk.comeIn({ ...people[name], id: `stf_${name}` });
  });

  const path = (route: string) =>
    `/console${route
      .replace(":program", "test")
      .replace(":journey", desk.journey)
      .replace(":number", "1")
      .replace(":member", "stf_other")
      .replace(":plan", "none")
      .replace(":act", "log-out")
      .replace(":id", "none")}`.replace(/\/$/, "");

  it.each(Object.entries(rights))("%s is open to %s and to nobody else", async (route, allowed) => {
    const [method, pattern] = route.split(" ") as [string, string];
    const before =
      (await desk.runtime.store.audit.of("test", month(), 1000)).length + (await elsewhere()).length;
    const headers = { cookie, "sec-fetch-site": "same-origin" };
    const page = await (method === "GET"
      ? desk.get(path(pattern), headers)
      : desk.post(path(pattern), {}, headers));
    const may = name !== "nobody" && allowed.includes(name);
    const ownHome = name === "nobody" && route === "GET /";
    const html = await page.text();
    const refused = page.status === 403 || html.includes("There is no such program");
    expect(refused, `${page.status}`).toBe(!may && !ownHome);
    for (const [field, words] of Object.entries(canaries)) {
      const readers: readonly string[] = fields[field as keyof typeof fields];
      if (!may || !readers.includes(name)) for (const word of words) expect(html, field).not.toContain(word);
    }
    const after = [...(await desk.runtime.store.audit.of("test", month(), 1000)), ...(await elsewhere())];
    const mine = after.filter((trace) => trace.where === route && trace.by === `stf_${name}`);
    if (refused) expect(mine.some(({ did }) => did === "denied")).toBe(true);
    else expect(mine.every(({ did }) => did !== "denied")).toBe(true);
    if (canaries.conversation.some((word) => html.includes(word)))
      expect(mine).toContainEqual(expect.objectContaining({ did: "read", of: desk.journey }));
    expect(after.length).toBeGreaterThanOrEqual(before);
    if (may) expect(refusedOn(html)).toEqual([]);
  });

  /** What a page offers, and would be refused. */
  const refusedOn = (html: string): string[] => {
    const forms = [...html.matchAll(/<form[^>]*method="post"[^>]*action="([^"?]+)/g)].map(
      ([, to]) => `POST ${to}`,
    );
    const links = [...html.matchAll(/<a [^>]*href="(\/console[^"?]*)/g)].map(([, to]) => `GET ${to}`);
    const member = aMember(people[name]);
    return [...forms, ...links].filter((offer) => {
      const [method, to] = offer.split(" ") as [string, string];
      const line = called(method, to.replace("/console", "") || "/");
      return to !== "/console/logout" && (!line || !mayCall(member, line));
    });
  };

  const month = () => new Date().toISOString().slice(0, 7);
  const elsewhere = () => desk.runtime.store.audit.of("-", month(), 1000);
});

describe("a form of the console", () => {
  const posts = [...Object.keys(rights), ...withoutRole].filter((route) => route.startsWith("POST"));
  const pathOf = (route: string) =>
    `/console${route.slice(5).replace(":program", "test").replaceAll(/:\w+/g, "none")}`;

  it.each(posts)("%s does nothing without the token of its session, nor with another's", async (route) => {
    const desk = await aConfidence();
    const { cookie: own, table } = desk;
    const { sessionKey } = desk.runtime.secrets;
    const theirs = formOf(sessionKey, await desk.comeIn({ id: "stf_other" }));
    const written = ["put", "update", "delete"];
    const reached = (name: string) => [name, () => Promise.reject(new Error(`${name} was reached`))];
    Object.assign(table, Object.fromEntries(written.map(reached)));
    for (const token of ["", theirs, `${formOf(sessionKey, own)}A`, formOf("k".repeat(40), own)]) {
      const reply = await desk.post(pathOf(route), { why: "Typed <b>long</b>", "form-of": token });
      expect(reply.status).toBe(403);
      const html = await reply.text();
      expect(html).toContain("Please send it once more");
      expect(html).toContain(`to ${deedOf("POST", pathOf(route).replace("/console", ""))}`);
      expect(html).toContain('name="why" value="Typed &lt;b&gt;long&lt;/b&gt;"');
      expect(html).toContain(`name="form-of" value="${formOf(sessionKey, own)}"`);
    }
  });

  it.each(posts)(
    "%s where nothing was typed is done on its own page, and cannot be sent again from here",
    async (route) => {
      const desk = await aConfidence();
      const path = pathOf(route);
      const made = { nonce: "n", person: "per_1", hold: "h", offer: "o", pair: "a~b", version: "1" };
      const reply = await desk.post(path, { ...made, "form-of": "" });
      expect(reply.status).toBe(403);
      const html = await reply.text();
      expect(html).not.toMatch(/<form|<button|<input/);
      expect(html).toContain(`to ${deedOf("POST", path.replace("/console", ""))}`);
      const back = /class="button" href="([^"]+)"/.exec(html)![1]!;
      expect(path.startsWith(back)).toBe(true);
      expect(back === "/console" || called("GET", back.replace("/console", ""))).toBeTruthy();
    },
  );

  it("says what it would do and with what, so that nobody is led to press for another", async () => {
    const desk = await aConfidence();
    const path = `/console/test/people/${desk.journey}`;
    const lift = await (await desk.post(`${path}/lift`, { person: "p", hold: "h", "form-of": "" })).text();
    expect(lift).toContain("to let letters to somebody go out again");
    expect(lift).toContain(`class="button" href="${path}"`);
    const forged = { person: "per_1", why: "She asked" };
    const hold = await (await desk.post(`${path}/hold`, { ...forged, "form-of": "" })).text();
    expect(hold).toContain("to stop letters to somebody for now");
    for (const value of Object.values(forged)) expect(hold).toContain(`<dd dir="auto">${value}</dd>`);
  });

  it("has words for everything that can be done, and none for what cannot", () => {
    expect(new Set(Object.keys(deeds))).toEqual(new Set(posts));
    expect(deedOf("POST", "/staff/stf_1/close")).toBe("change who may come in: close");
    expect(deedOf("POST", "/nowhere/at/all")).toBe("do something that there is not");
  });

  it("stands with the token on every screen, and goes without it where it leads elsewhere", async () => {
    const clock = { now: () => "2026-03-02T07:00:00.000Z", action: "/clock" };
    const desk = await aConfidence({ clock });
    const token = formOf(desk.runtime.secrets.sessionKey, desk.cookie);
    let seen = 0;
    for (const path of ["", "/people", `/people/${desk.journey}`, "/matches", "/indicators"]) {
      const html = await (await desk.get(`/console/test${path}`)).text();
      const forms = [...html.matchAll(/<form[^>]*method="post"[^>]*action="([^"]*)"[^>]*>(<[^>]*>)?/g)];
      for (const [form, action] of forms)
        expect(form.includes(`name="form-of" value="${token}"`), form).toBe(action !== "/clock");
      seen += forms.length;
    }
    expect(seen).toBeGreaterThan(10);
  });

  it("that was refused is done once it is sent from the page that says so", async () => {
    const desk = await aConfidence();
    const path = `/console/test/people/${desk.journey}`;
    const html = await (await desk.get(path)).text();
    const person = /name="person" value="([^"]+)"/.exec(html)![1]!;
    const typed = { person, why: "She asked", nonce: "n", "form-of": "" };
    const page = await (await desk.post(`${path}/hold`, typed)).text();
    const again = [...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const form = Object.fromEntries(again.map(([, name, value]) => [name!, value!]));
    expect((await desk.post(`${path}/hold`, form)).status).toBe(303);
    expect((await desk.runtime.store.people.get(person))!.holds).toMatchObject([{ why: "She asked" }]);
  });
});

describe("what is written down", () => {
  it("is who, when, whose and which, never what it says; the console shows it", async () => {
    const desk = await aConfidence();
    await desk.get(`/console/test/people/${desk.journey}`);
    const month = new Date().toISOString().slice(0, 7);
    const traces = await desk.runtime.store.audit.of("test", month, 10);
    expect(traces).toMatchObject([
      {
        by: "stf_testa",
        did: "read",
        of: desk.journey,
        what: ["health", "talked"],
        where: "GET /:program/people/:journey",
      },
    ]);
    for (const word of Object.values(canaries).flat()) expect(JSON.stringify(traces)).not.toContain(word);
    const page = await (await desk.get("/console/test/looked")).text();
    expect(page).toContain("Testa Sample");
    expect(page).toContain(`/console/test/people/${desk.journey}`);
    for (const words of Object.values(canaries)) for (const word of words) expect(page).not.toContain(word);
  });

  it("comes first: a page whose reading cannot be written down is not shown", async () => {
    const desk = await aConfidence();
    const { audit } = desk.doorOf("console").store;
    audit.put = () => Promise.reject(new Error("the database is away"));
    const page = await desk.get(`/console/test/people/${desk.journey}`);
    expect(page.status).toBe(500);
    for (const words of Object.values(canaries))
      for (const word of words) expect(await page.clone().text()).not.toContain(word);
  });
});
