import { beforeEach, describe, expect, it } from "vitest";
import { invite } from "#adapters/invitation.ts";
import { hour, minute } from "#adapters/moment.ts";
import { aDoor, type Browser } from "./a-door.ts";

const email = "testa@example.org";
const second = "/console/second";
let door: Awaited<ReturnType<typeof aDoor>>;
let browser: Browser;
beforeEach(async () => {
  door = await aDoor();
  browser = door.browser();
  await door.add({ email });
  await browser.comeIn(email);
});

const isIn = async (who = browser) => (await who.get("/console/test")).status === 200;
const offered = async () =>
  /name="offer" value="([^"]+)"/.exec(await (await browser.get(second)).text())![1]!;

describe("the second proof", () => {
  it("is wanted of who sees what was told in confidence, before anything else", async () => {
    for (const path of [
      "/console",
      "/console/test",
      "/console/test/people",
      "/console/staff",
      "/console/x",
    ]) {
      const page = await browser.get(path);
      expect([path, page.status, page.headers.get("location")]).toEqual([path, 303, second]);
    }
    const post = await browser.post("/console/test/matches", { mentor: "a", mentee: "b" });
    expect([post.status, post.headers.get("location")]).toEqual([303, second]);
  });

  it("is not wanted of who reads figures alone", async () => {
    await door.add({ email: "fund@example.org", roles: { test: "funder" } });
    const funder = door.browser();
    await funder.comeIn("fund@example.org");
    expect((await funder.get("/console/test/indicators")).status).toBe(200);
  });

  it("is set up with a square or letters for an app, and opens the console under a new name", async () => {
    const before = browser.copy();
    const html = await (await browser.get(second)).text();
    expect(html).toContain("<svg");
    expect(html).toContain("otpauth://totp/Waymark:Testa%20Sample?");
    await browser.setUpApp();
    expect([await isIn(), await isIn(before)]).toEqual([true, false]);
    const [member] = await door.store.staff.list();
    expect(member).toMatchObject({ version: 2, recovery: { length: 8 } });
  });

  it("changes nothing until the first code has come, and not for a wrong one", async () => {
    const offer = await offered();
    const page = await browser.post(second, { offer, code: "000000" });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain(`value="`);
    await browser.post(second, { offer: "made-up", code: "000000" });
    expect(await door.store.staff.list()).toMatchObject([{ version: 1 }]);
    expect(await isIn()).toBe(false);
  });

  it("is not set up with what was offered to another session", async () => {
    await door.add({ email: "eve@example.org" });
    const eve = door.browser();
    await eve.comeIn("eve@example.org");
    const html = await (await eve.get(second)).text();
    const offer = /name="offer" value="([^"]+)"/.exec(html)![1]!;
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(html)![1]!.replaceAll(" ", "");
    await browser.post(second, { offer, code: door.code(secret) });
    expect(await isIn()).toBe(false);
  });

  it("takes a code once, a step early or late, and no older one", async () => {
    const secret = await browser.setUpApp();
    const again = async (code: string) => {
      door.wait(20 * minute);
      const one = door.browser();
      await one.comeIn(email);
      return { one, code, status: (await one.post(second, { code })).status };
    };
    const late = door.code(secret, 20 * minute - 30);
    expect((await again(late)).status).toBe(303);
    const one = door.browser();
    await one.comeIn(email);
    expect((await one.post(second, { code: late })).status).toBe(422);
    expect((await one.post(second, { code: door.code(secret, -60) })).status).toBe(422);
    expect((await one.post(second, { code: door.code(secret, 60) })).status).toBe(422);
    expect((await one.post(second, { code: door.code(secret, 30) })).status).toBe(303);
  });

  it("is one code for one of two browsers at the same moment", async () => {
    const secret = await browser.setUpApp();
    door.wait(20 * minute);
    const both = [door.browser(), door.browser()];
    for (const each of both) await each.comeIn(email);
    const code = door.code(secret);
    const replies = await Promise.all(both.map((each) => each.post(second, { code })));
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 422]);
  });

  it("is guessed at five times in a quarter of an hour, and the lock opens by itself", async () => {
    const secret = await browser.setUpApp();
    door.wait(20 * minute);
    const eve = door.browser();
    await eve.comeIn(email);
    const replies = [];
    for (let i = 0; i < 7; i += 1) replies.push((await eve.post(second, { code: `00000${i}` })).status);
    expect(replies).toEqual([422, 422, 422, 422, 422, 429, 429]);
    expect((await eve.post(second, { code: door.code(secret) })).status).toBe(429);
    door.wait(15 * minute);
    expect((await eve.post(second, { code: door.code(secret) })).status).toBe(303);
  });

  it("can be a code from paper, each once", async () => {
    const offer = await offered();
    const html = await (await browser.get(second)).text();
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(html)![1]!.replaceAll(" ", "");
    const fresh = /name="offer" value="([^"]+)"/.exec(html)![1]!;
    expect(fresh).not.toBe(offer);
    const page = await (await browser.post(second, { offer: fresh, code: door.code(secret) })).text();
    const codes = [...page.matchAll(/<code>([A-Z2-9-]{29})<\/code>/g)].map(([, code]) => code!);
    expect(new Set(codes).size).toBe(8);
    const use = async (code: string) => {
      door.wait(hour);
      const one = door.browser();
      await one.comeIn(email);
      return (await one.post(second, { code })).status;
    };
    expect(await use(codes[0]!.toLowerCase())).toBe(303);
    expect(await use(codes[0]!)).toBe(422);
    expect(await use(codes[1]!.replaceAll("-", " "))).toBe(303);
    for (const code of codes) expect(door.everything()).not.toContain(code);
    expect(door.everything()).not.toContain(secret);
  });

  it("outlives a new key of sessions while the one before stands beside it, and needs it no more after one use", async () => {
    const older = door.runtime.secrets.sessionKey;
    const newer = "n".repeat(40);
    const rotate = (...keys: string[]) => {
      for (const { secrets } of [door.runtime, door.doorOf("console"), door.doorOf("postman")])
        Object.defineProperties(secrets, {
          sessionKeys: { value: keys, configurable: true },
          sessionKey: { value: keys[0], configurable: true },
        });
    };
    const prove = async (address: string, secret: string) => {
      door.wait(hour);
      const one = door.browser();
      await one.comeIn(address);
      return (await one.post(second, { code: door.code(secret) })).status;
    };
    await door.add({ email: "away@example.org" });
    const away = door.browser();
    await away.comeIn("away@example.org");
    const [here, absent] = [await browser.setUpApp(), await away.setUpApp()];
    rotate(newer, older);
    expect(await prove(email, here)).toBe(303);
    rotate(newer);
    expect(await prove(email, here)).toBe(303);
    // Who did not come by in time sets up a new app.
    expect(await prove("away@example.org", absent)).toBe(422);
  });

  it("is set up anew after an admin has said so, and then the old app opens nothing", async () => {
    const secret = await browser.setUpApp();
    const admin = await door.admin();
    const { id } = (await door.store.staff.list()).find((member) => member.email === email)!;
    await admin.post(`/console/staff/${id}/new-app`);
    expect(await isIn()).toBe(false);
    door.wait(20 * minute);
    await browser.comeIn(email);
    await browser.post(second, { code: door.code(secret) });
    expect(await isIn()).toBe(false);
    expect(await (await browser.get(second)).text()).toContain("<svg");
  });

  it("is set up anew after an invitation, for who has nobody else to ask", async () => {
    const secret = await browser.setUpApp();
    const invitation = {
      name: "Testa Sample",
      nonce: "n".repeat(24),
      until: "2026-12-31T00:00:00.000Z",
      email,
    };
    const key = invite(door.runtime.secrets.sessionKey, invitation);
    const other = door.browser();
    door.wait(1);
    await other.post(`/console/login?key=${key}`);
    expect(await isIn()).toBe(false);
    await other.post(second, { code: door.code(secret, 60) });
    expect(await isIn(other)).toBe(false);
    await other.setUpApp();
    expect(await isIn(other)).toBe(true);
    expect(await door.store.staff.list()).toHaveLength(1);
  });
});
