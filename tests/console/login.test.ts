import { describe, expect, it } from "vitest";
import { invite } from "#adapters/invitation.ts";
import { create as createConsole } from "#functions/console.ts";
import { aDesk } from "./a-desk.ts";

async function anEntrance({ minutes = 10, sign = undefined as string | undefined } = {}) {
  const desk = await aDesk();
  const app = createConsole(desk.doorOf("console"));
  const until = new Date(Date.now() + minutes * 60_000).toISOString();
  const invitation = { name: "Testa Sample", nonce: "n".repeat(24), until };
  const token = invite(sign ?? desk.runtime.secrets.sessionKey, invitation);
  const url = `${desk.runtime.addresses.console}/console/login?key=${token}`;
  const headers = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
  const press = () => app.request(url, { method: "POST", headers });
  return { app, url, press };
}

describe("the entrance of the console", () => {
  it("opens once to whoever presses the button, however often a scanner of mail has looked", async () => {
    const { app, url, press } = await anEntrance();
    for (const method of ["GET", "HEAD", "GET"]) {
      const page = await app.request(url, { method });
      expect([page.status, page.headers.get("set-cookie")]).toEqual([200, null]);
    }
    const entered = await press();
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/console"]);
    const cookie = entered.headers.get("set-cookie")!;
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    const inside = await app.request(url.replace(/login.*/, "test"), {
      headers: { cookie: cookie.split(";")[0]! },
    });
    expect(inside.status).toBe(200);
    expect((await press()).status).toBe(410);
  });

  it.each([
    ["too late", { minutes: -1 }],
    ["signed by somebody else", { sign: "x".repeat(40) }],
  ])("stays closed to what is %s", async (_, how) => {
    const { app, url, press } = await anEntrance(how);
    const reply = await press();
    expect([reply.status, reply.headers.get("set-cookie")]).toEqual([410, null]);
    expect((await app.request(url)).status).toBe(410);
  });

  it("stays closed to a press from elsewhere, and to what is no key at all", async () => {
    const { app, url } = await anEntrance();
    const elsewhere = { "sec-fetch-site": "cross-site", origin: "https://evil.example.net" };
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await app.request(url, { method: "POST", headers: { ...elsewhere, ...form } })).status).toBe(403);
    for (const key of ["", "x", "a.b", "a.b.c", "x".repeat(600)]) {
      const page = await app.request(url.replace(/key=.*/, `key=${key}`));
      expect(page.headers.get("set-cookie")).toBeNull();
      expect(await page.text()).toContain("works once");
    }
  });

  it("sends those without a session to it", async () => {
    const { app, url } = await anEntrance();
    const reply = await app.request(url.replace(/login.*/, "test"));
    expect([reply.status, reply.headers.get("location")]).toEqual([303, "/console/login"]);
  });
});
