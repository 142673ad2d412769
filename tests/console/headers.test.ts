import { beforeAll, describe, expect, it } from "vitest";
import { create as createConsole } from "#functions/console.ts";
import { create as createPages } from "#functions/pages.ts";
import { aDesk, type TestDesk } from "./a-desk.ts";

const own = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
const foreign = { ...own, "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" };
const large = `a=${"x".repeat(300_000)}`;
let desk: TestDesk;
let link: string;
beforeAll(async () => {
  desk = await aDesk();
  await desk.join("jrn_1");
  await desk.join("jrn_2");
  link = `/p/${await desk.token("jrn_1")}`;
});

type Door = "pages" | "console";
interface Answer {
  door: Door;
  path: () => string;
  init?: RequestInit;
  in?: boolean;
  broken?: boolean;
}

/** One way to get each answer that there is. */
const answers: Record<string, Answer> = {
  "200, a participant's page": { door: "pages", path: () => link },
  "200, the page that stops letters": { door: "pages", path: () => link.replace("/p/", "/u/") },
  "403, a press from elsewhere": {
    door: "pages",
    path: () => link,
    init: { method: "POST", headers: foreign },
  },
  "403, a press from no page": {
    door: "pages",
    path: () => link,
    init: { method: "POST", headers: own, body: "motivated=yes" },
  },
  "404, no link": { door: "pages", path: () => "/p/x" },
  "404, no link to stop letters": { door: "pages", path: () => "/u/x" },
  "413, too much": { door: "pages", path: () => link, init: { method: "POST", headers: own, body: large } },
  "500, a participant's page": { door: "pages", path: () => link, broken: true },
  "200, the entrance": { door: "console", path: () => "/console/login" },
  "200, a screen": { door: "console", path: () => "/console/test/people/jrn_1", in: true },
  "303, without a session": { door: "console", path: () => "/console/test" },
  "303, with one": { door: "console", path: () => "/console", in: true },
  "403, not for this role": { door: "console", path: () => "/console/staff", in: true },
  "403, from elsewhere": {
    door: "console",
    path: () => "/console/login/letter",
    init: { method: "POST", headers: foreign },
  },
  "404, no such page": { door: "console", path: () => "/console/test/nowhere", in: true },
  "404, nobody": { door: "console", path: () => "/console/test/people/jrn_9", in: true },
  "410, an invitation that is none": { door: "console", path: () => "/console/login?key=x" },
  "413, too much for the console": {
    door: "console",
    path: () => "/console/login/letter",
    init: { method: "POST", headers: own, body: large },
  },
  "422, no address": {
    door: "console",
    path: () => "/console/login/letter",
    init: { method: "POST", headers: own, body: "email=x" },
  },
  "500, a screen": { door: "console", path: () => "/console/test/people/jrn_2", in: true, broken: true },
};

describe("every answer says what a browser may do with it", () => {
  it.each(Object.entries(answers))("%s", async (name, { door, path, init = {}, in: inside, broken }) => {
    const runtime = desk.doorOf(door);
    const app = (door === "pages" ? createPages : createConsole)(runtime);
    const { get } = runtime.store.journeys;
    if (broken) runtime.store.journeys.get = () => Promise.reject(new Error("away"));
    const headers = { ...(init.headers as object), ...(inside && { cookie: desk.cookie }) };
    const reply = await app.request(`${desk.runtime.addresses.console}${path()}`, { ...init, headers });
    runtime.store.journeys.get = get;
    expect(reply.status).toBe(Number(name.slice(0, 3)));
    const policy = reply.headers.get("content-security-policy") ?? "";
    for (const rule of [
      "default-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toContain("unsafe");
    expect(reply.headers.get("cache-control")).toBe("no-store");
    expect(reply.headers.get("referrer-policy")).toBe(door === "pages" ? "no-referrer" : "same-origin");
    expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
    expect(reply.headers.get("x-frame-options")).toBe("DENY");
    expect(reply.headers.get("strict-transport-security")).toContain("max-age=");
    expect(reply.headers.get("access-control-allow-origin")).toBeNull();
  });
});
