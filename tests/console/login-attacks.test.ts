import { expect, it } from "vitest";
import { invite } from "#adapters/invitation.ts";
import { linkToken } from "#adapters/links.ts";
import { hour, minute } from "#adapters/moment.ts";
import { aDoor, type Browser, type Door } from "./a-door.ts";

const email = "testa@example.org";
const second = "/console/second";
/** How many; `WAYMARK_ATTACKS=10000` is what docs/reliability.md promises. */
const attacks = Number(process.env.WAYMARK_ATTACKS ?? 500);

interface Target {
  door: Door;
  victim: Browser;
  eve: Browser;
  secret: string;
  n: number;
}

const asked = async ({ door, victim }: Target) => {
  await victim.askForLetter(email);
  return door.linkFor(email);
};

/** Half in: the letter was opened by whoever it went to, or by who stole the mailbox. */
const halfIn = ({ eve }: Target) => eve.comeIn(email);

/** Each tries to get Eve into the console; what she has is said by its name. */
const kinds: Record<string, (target: Target) => Promise<unknown>> = {
  "a link that was used": async (target) => {
    const link = await asked(target);
    await target.victim.post(link);
    await target.eve.post(link);
    target.eve.cookies = new Map();
  },
  "a link that was used, in the browser that used it": async (target) => {
    const link = await asked(target);
    const copy = target.victim.copy();
    await target.victim.post(link);
    await target.victim.post("/console/logout");
    target.eve.cookies = copy.cookies;
    await target.eve.post(link);
  },
  "somebody's link in a browser of her own": async (target) => {
    await target.eve.askForLetter(`eve${target.n}@example.org`);
    await target.eve.post(await asked(target));
  },
  "a link of more than ten minutes ago": async (target) => {
    const link = await asked(target);
    target.door.wait(10 * minute + (target.n % 600));
    target.eve.cookies = target.victim.copy().cookies;
    await target.eve.post(link);
  },
  "a link with another end": async (target) => {
    await target.eve.askForLetter(email);
    const link = await target.door.linkFor(email);
    const at = link.length - 1 - (target.n % 40);
    await target.eve.post(`${link.slice(0, at)}${link[at] === "A" ? "B" : "A"}${link.slice(at + 1)}`);
  },
  "a link that she signed": async ({ door, eve, n }) => {
    await eve.askForLetter(email);
    await door.postman();
    await eve.post(`/console/login/${linkToken(["e".repeat(40)], `id${n}`)}`);
  },
  "a link of a participant": async ({ door, eve, n }) => {
    await eve.askForLetter(email);
    await eve.post(`/console/login/${linkToken(door.runtime.secrets.linkKeys, `letter-${n}`)}`);
  },
  "an invitation that she signed": async ({ door, eve, n }) => {
    const until = new Date(Date.parse(door.now()) + 60_000).toISOString();
    const key = invite("e".repeat(40), { name: "Eve", nonce: `n${n}`.padEnd(24, "n"), until });
    await eve.post(`/console/login?key=${key}`);
  },
  "six digits by chance": async (target) => {
    await halfIn(target);
    const right = [-30, 0, 30].map((later) => target.door.code(target.secret, later));
    for (let i = 0; i < 6; i += 1) {
      const code = String((target.n * 7919 + i * 104_729) % 1_000_000).padStart(6, "0");
      if (!right.includes(code)) await target.eve.post(second, { code });
    }
  },
  "six digits that were used": async (target) => {
    await halfIn(target);
    const code = target.door.code(target.secret);
    const copy = target.eve.copy();
    await target.eve.post(second, { code });
    await target.eve.post("/console/logout");
    await halfIn(target);
    await target.eve.post(second, { code });
    await copy.post(second, { code });
  },
  "six digits of two minutes ago": async (target) => {
    await halfIn(target);
    await target.eve.post(second, { code: target.door.code(target.secret, -120) });
  },
  "an app of her own for somebody who has one": async (target) => {
    await halfIn(target);
    const offer = "A".repeat(80);
    await target.eve.post(second, { offer, code: "123456" });
  },
  "the name of a session by chance": async ({ eve, n }) => {
    eve.cookies.set("__Host-waymark-staff", Buffer.from(`guess ${n}`.padEnd(32, "x")).toString("base64url"));
  },
  "a session that was logged out": async (target) => {
    await target.victim.comeIn(email);
    target.door.wait(30);
    await target.victim.post(second, { code: target.door.code(target.secret) });
    target.eve.cookies = target.victim.copy().cookies;
    await target.victim.post("/console/logout");
  },
  "a session that nobody used for more than an hour": async (target) => {
    await target.victim.comeIn(email);
    target.door.wait(30);
    await target.victim.post(second, { code: target.door.code(target.secret) });
    target.eve.cookies = target.victim.copy().cookies;
    target.door.wait(hour + 5 * minute);
  },
};

/** Where the mailbox is hers already, and the code is what keeps her out. */
const needsCode = new Set(Object.keys(kinds).filter((name) => /^six digits|^an app/.test(name)));

it(`none of ${attacks} attacks on the entrance lets anybody in, and the right one comes in right after`, async () => {
  const door = await aDoor();
  await door.add({ email });
  const first = door.browser();
  await first.comeIn(email);
  const secret = await first.setUpApp();
  const names = Object.keys(kinds);
  const accepted: string[] = [];
  for (let n = 0; n < attacks; n += 1) {
    // A quarter of an hour later, so that it is the door that says no and not its limits.
    door.wait(15 * minute);
    const target = { door, victim: door.browser(), eve: door.browser(), secret, n };
    const name = names[n % names.length]!;
    await kinds[name]!(target);
    const { status } = await target.eve.get("/console/test");
    const sentTo = (await target.eve.get("/console")).headers.get("location");
    const outside = needsCode.has(name) ? ["/console/second", "/console/login"] : ["/console/login"];
    if (status === 200 || !outside.includes(String(sentTo))) accepted.push(name);
  }
  expect(accepted).toEqual([]);
  door.wait(15 * minute);
  const right = door.browser();
  await right.comeIn(email);
  await right.post(second, { code: door.code(secret) });
  expect((await right.get("/console/test")).status).toBe(200);
}, 1_800_000);

it("whoever knows an address keeps its owner out for a quarter of an hour and no longer", async () => {
  const door = await aDoor();
  await door.add({ email, roles: { test: "funder" } });
  for (let i = 0; i < 100; i += 1) await door.browser().askForLetter(email);
  const owner = door.browser();
  expect((await owner.askForLetter(email)).status).toBe(429);
  door.wait(15 * minute);
  await owner.comeIn(email);
  expect((await owner.get("/console/test/indicators")).status).toBe(200);
});
