import { beforeEach, describe, expect, it } from "vitest";
import { invite } from "#adapters/invitation.ts";
import { after, hour, minute } from "#adapters/moment.ts";
import { aDoor, type Browser } from "./a-door.ts";

let door: Awaited<ReturnType<typeof aDoor>>;
let browser: Browser;
beforeEach(async () => {
  door = await aDoor();
  browser = door.browser();
});

async function anInvitation({ minutes = 10, sign = door.runtime.secrets.sessionKey, ...more } = {}) {
  const until = after(door.now(), minutes * minute);
  const token = invite(sign, { name: "Testa Sample", nonce: "n".repeat(24), until, ...more });
  return `/console/login?key=${token}`;
}

describe("an invitation", () => {
  it("opens once to whoever presses the button, however often a scanner of mail has looked", async () => {
    const path = await anInvitation();
    for (const method of ["GET", "HEAD", "GET"]) {
      const page = await browser.ask(path, method);
      expect([page.status, page.headers.get("set-cookie")]).toEqual([200, null]);
    }
    const entered = await browser.post(path);
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/console"]);
    const cookie = entered.headers.getSetCookie().at(-1)!;
    expect(cookie).toMatch(/^__Host-waymark-staff=[\w-]{43};.*Path=\/;.*HttpOnly; Secure; SameSite=Lax/);
    expect(cookie).not.toContain("Domain");
    expect((await door.browser().post(path)).status).toBe(410);
  });

  it.each([
    ["too late", { minutes: -1 }],
    ["signed by somebody else", { sign: "x".repeat(40) }],
  ])("stays closed to what is %s", async (_, how) => {
    const path = await anInvitation(how);
    const reply = await browser.post(path);
    expect([reply.status, reply.headers.get("set-cookie")]).toEqual([410, null]);
    expect((await browser.get(path)).status).toBe(410);
  });

  it("stays closed to a press from elsewhere, and to what is no key at all", async () => {
    const elsewhere = { "sec-fetch-site": "cross-site", origin: "https://evil.example.net" };
    expect((await browser.post(await anInvitation(), {}, elsewhere)).status).toBe(403);
    for (const key of ["x", "a.b", "a.b.c", "x".repeat(3000)]) {
      const page = await browser.get(`/console/login?key=${key}`);
      expect(page.headers.get("set-cookie")).toBeNull();
      expect(await page.text()).toContain("works once");
    }
  });

  it("makes somebody known, so that a letter lets them in afterwards as what they were invited to be", async () => {
    const path = await anInvitation({ email: "aino@example.org", roles: { test: "funder" } } as object);
    await browser.post(path);
    expect((await browser.get("/console")).headers.get("location")).toBe("/console/test/indicators");
    const later = door.browser();
    await later.askForLetter("aino@example.org");
    expect((await later.post(await door.linkFor("aino@example.org"))).status).toBe(303);
    expect(await door.store.staff.list()).toMatchObject([
      { name: "Testa Sample", roles: { test: "funder" } },
    ]);
  });
});

describe("a letter that lets in", () => {
  const email = "testa@example.org";
  beforeEach(() => door.add({ email, roles: { "*": "funder" } }));

  it("opens the browser that asked for it, at the press of a button, once", async () => {
    await browser.askForLetter(" Testa@Example.ORG ");
    const link = await door.linkFor(email);
    for (const method of ["GET", "HEAD", "GET"])
      expect((await browser.ask(link, method)).headers.get("set-cookie")).toBeNull();
    const entered = await browser.post(link);
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/console"]);
    expect((await browser.get("/console/test/indicators")).status).toBe(200);
    expect((await browser.post(link)).status).toBe(410);
    expect((await browser.get("/console/test/indicators")).status).toBe(200);
  });

  it("opens no other browser, and none after ten minutes", async () => {
    await browser.askForLetter(email);
    const link = await door.linkFor(email);
    const other = door.browser();
    await other.askForLetter("somebody@example.org");
    expect((await other.post(link)).status).toBe(410);
    expect((await door.browser().post(link)).status).toBe(410);
    door.wait(10 * minute);
    expect((await browser.post(link)).status).toBe(410);
  });

  it("is asked for in the same words, with the same rows, whether anybody has the address or not", async () => {
    const known = await browser.askForLetter(email);
    const unknown = await door.browser().askForLetter("nobody@example.org");
    expect(unknown.status).toBe(known.status);
    const page = (await unknown.text()).replaceAll("nobody@example.org", email);
    expect(page).toBe(await known.text());
    await door.postman();
    expect(door.mailbox.map(({ letter }) => letter.to)).toEqual([email]);
  });

  it("is not kept in a form that opens anything", async () => {
    await browser.askForLetter(email);
    const link = await door.linkFor(email);
    const secrets = [link.split("/").at(-1)!, ...browser.cookies.values()];
    for (const secret of secrets) expect(door.everything()).not.toContain(secret.split(".").at(-1)!);
  });

  it("is sent three times to an address in a quarter of an hour, and ten times for one connection", async () => {
    const asked = async (to: string, ip: string) => (await door.browser(ip).askForLetter(to)).status;
    const replies = [];
    for (let i = 0; i < 4; i += 1) replies.push(await asked(email, `10.0.0.${i}`));
    expect(replies).toEqual([200, 200, 200, 429]);
    expect(await asked("nobody@example.org", "10.0.0.9")).toBe(200);
    const more = [];
    for (let i = 0; i < 10; i += 1) more.push(await asked(`x${i}@example.org`, "10.0.0.9"));
    expect(more).toEqual([...Array(9).fill(200), 429]);
    door.wait(15 * minute);
    expect(await asked(email, "10.0.0.9")).toBe(200);
  });

  it("goes out at night, before any other, and once however often the postman comes", async () => {
    // Midnight in Helsinki.
    door.wait(15 * hour);
    await browser.askForLetter(email);
    await door.postman();
    await door.postman();
    expect(door.mailbox).toHaveLength(1);
    expect(door.mailbox[0]!.letter.text).toContain("/console/login/v1.");
  });

  it("is tried again when the provider was away, and given up when it came too late to be of use", async () => {
    await browser.askForLetter(email);
    door.answers.push({ ok: false, code: "network", retryable: true });
    await door.postman();
    expect(door.mailbox).toHaveLength(0);
    door.wait(minute);
    await door.postman();
    expect(door.mailbox).toHaveLength(1);
    await door.browser().askForLetter(email);
    door.wait(11 * minute);
    await door.postman();
    expect(door.mailbox).toHaveLength(1);
  });

  it("is not sent for what is no address", async () => {
    for (const wrong of [
      "",
      "x",
      "a@b",
      "a@example.org, b@example.org",
      "a@example.org\r\nBcc: b@example.org",
    ])
      expect((await browser.askForLetter(wrong)).status).toBe(422);
    expect(door.everything()).not.toContain("LOGIN#");
  });
});

describe("a session", () => {
  const email = "testa@example.org";
  const place = "/console/test/indicators";
  const isIn = async (from = browser) => (await from.get(place)).status === 200;
  beforeEach(async () => {
    await door.add({ email, roles: { "*": "funder" } });
    await browser.comeIn(email);
  });

  it("ends an hour after the last look, and twelve hours after it began", async () => {
    for (let hours = 0; hours < 11.5; hours += 0.5) {
      door.wait(hour / 2);
      expect(await isIn()).toBe(true);
    }
    door.wait(hour / 2);
    expect(await isIn()).toBe(false);
    await browser.comeIn(email);
    door.wait(hour + 5 * minute);
    expect(await isIn()).toBe(false);
  });

  it("ends by logging out, for whoever kept the cookie as well", async () => {
    const copy = browser.copy();
    await browser.post("/console/logout");
    expect([await isIn(), await isIn(copy)]).toEqual([false, false]);
  });

  it("gets a new name each time, and the old one opens nothing", async () => {
    const before = browser.copy();
    await browser.comeIn(email);
    expect([await isIn(), await isIn(before)]).toEqual([true, false]);
  });

  it("is known to the table by its hash alone", async () => {
    expect(door.everything()).toContain("SESSION#");
    for (const secret of browser.cookies.values()) expect(door.everything()).not.toContain(secret);
  });

  it("ends when an admin closes somebody, and when an admin logs them out", async () => {
    const admin = await door.admin();
    const { id } = (await door.store.staff.list()).find((member) => member.email === email)!;
    expect((await admin.post(`/console/staff/${id}/log-out`)).status).toBe(303);
    expect(await isIn()).toBe(false);
    door.wait(1);
    await browser.comeIn(email);
    expect(await isIn()).toBe(true);
    await admin.post(`/console/staff/${id}/close`);
    const page = await (await admin.get("/console/staff")).text();
    expect(page).toMatch(/<bdi>Ada Min<\/bdi> Testa Sample, close/);
    expect(await isIn()).toBe(false);
    await browser.askForLetter(email);
    const before = door.mailbox.length;
    await door.postman();
    expect(door.mailbox.length).toBe(before);
  });

  it("is not taken from a cookie without the prefix, which another host could have planted", async () => {
    const [value] = browser.cookies.values();
    const page = await door.app.request(`${door.origin}${place}`, {
      headers: { cookie: `waymark-staff=${value}` },
    });
    expect([page.status, page.headers.get("location")]).toEqual([303, "/console/login"]);
  });
});
