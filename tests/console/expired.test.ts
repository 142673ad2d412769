import { expect, it } from "vitest";
import { invite } from "#adapters/invitation.ts";
import { linkId, linkToken } from "#adapters/links.ts";
import { after, day, hour, minute } from "#adapters/moment.ts";
import { hashOf } from "#console/session.ts";
import { create as createPages } from "#functions/pages.ts";
import { aDesk } from "./a-desk.ts";
import { aDoor } from "./a-door.ts";

/**
 * Rows that are over and that the database has not taken away, as it may not for days. How many of each;
 * `WAYMARK_EXPIRED=1000` is what docs/reliability.md promises.
 */
const many = Number(process.env.WAYMARK_EXPIRED ?? 200);
const each = Array.from({ length: many }, (_, n) => n);
const own = { "sec-fetch-site": "same-origin", "content-type": "application/x-www-form-urlencoded" };
/** From just over to long over. */
const ago = (now: string, n: number) => after(now, -(1 + ((n * 977) % (200 * day))));

it(`of ${many} links that are over and still there, none opens a page`, async () => {
  const desk = await aDesk();
  await desk.join("jrn_1");
  const { store, secrets, clock, addresses } = desk.runtime;
  const real = (await store.links.get((await desk.token("jrn_1")).split(".")[2]!))!;
  const app = createPages(desk.doorOf("pages"));
  const replies = new Set<number>();
  for (const n of each) {
    const id = linkId(`over/${n}`);
    await store.links.put({ ...real, id, expiresAt: n === 0 ? clock.now() : ago(clock.now(), n) });
    const url = `${addresses.pages}/p/${linkToken(secrets.linkKeys, id)}`;
    for (const init of [{}, { method: "POST", headers: own, body: "motivated=yes" }])
      replies.add((await app.request(url, init)).status);
  }
  expect([...replies]).toEqual([404]);
  expect(await desk.events("jrn_1")).toEqual([]);
});

it(`of ${many} sessions and ${many} letters for the console that are over and still there, none lets in`, async () => {
  const door = await aDoor();
  const member = await door.add({
    roles: { test: "funder" },
    createdAt: "2020-01-01T00:00:00.000Z",
    sessionsFrom: "2020-01-01T00:00:00.000Z",
  });
  const { linkKeys, sessionKey } = door.runtime.secrets;
  const now = door.now();
  const common = { member: member.id, second: true };
  const replies = new Set<number>();
  for (const n of each) {
    const browser = door.browser();
    const until = n === 0 ? now : ago(now, n);
    const lived = { createdAt: after(until, -12 * hour), seenAt: after(until, -1), until };
    const idle = {
      createdAt: after(now, -3 * hour),
      seenAt: after(now, -hour - 5 * minute - n),
      until: after(now, hour),
    };
    await door.store.sessions.open({ id: hashOf(`secret ${n}`), ...common, ...(n % 2 ? lived : idle) });
    browser.cookies.set("__Host-waymark-staff", `secret ${n}`);
    replies.add((await browser.get("/console/test/indicators")).status);

    const id = linkId(`login/${n}`);
    const dates = { askedAt: until, dueAt: until, expiresAt: until, attempts: 1 };
    await door.store.logins.put({
      id,
      email: member.email!,
      browser: hashOf(`browser ${n}`),
      state: "sent",
      member: member.id,
      ...dates,
    });
    const other = door.browser();
    other.cookies.set("__Host-waymark-login", `browser ${n}`);
    replies.add((await other.post(`/console/login/${linkToken(linkKeys, id)}`)).status);
    const key = invite(sessionKey, { name: "Eve", nonce: `${n}`.padEnd(24, "n"), until });
    replies.add((await other.post(`/console/login?key=${key}`)).status);
    replies.add((await other.get("/console/test/indicators")).status);
  }
  expect([...replies].sort()).toEqual([303, 410]);
});

it(`of ${many} leases and ${many} limits that are over and still there, none keeps anybody out`, async () => {
  const door = await aDoor();
  const now = door.now();
  const { leases, limits } = door.store;
  const kept: number[] = [];
  for (const n of each) {
    const before = ago(now, n);
    await leases.take(`lease ${n}`, "dead", after(before, -minute), before);
    if (!(await leases.take(`lease ${n}`, "alive", now, after(now, minute)))) kept.push(n);
    for (let i = 0; i < 3; i += 1) await limits.take(`limit ${n}`, 3, after(before, -minute), minute);
    if (!(await limits.take(`limit ${n}`, 3, now, minute))) kept.push(n);
  }
  expect(kept).toEqual([]);
});
