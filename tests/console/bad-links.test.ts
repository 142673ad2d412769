import { expect, it } from "vitest";
import { linkId, linkToken } from "#adapters/links.ts";
import { aDesk } from "./a-desk.ts";

/** How many; `WAYMARK_LINKS=10000` is what docs/reliability.md promises. */
const many = Number(process.env.WAYMARK_LINKS ?? 400);

const own = { "sec-fetch-site": "same-origin" };
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

it(`of ${many} links that are not good none is taken, and all lead to one page, in one time`, async () => {
  const desk = await aDesk();
  const { secrets, store, clock, addresses } = desk.runtime;
  await desk.join("jrn_old");
  const old = await desk.token("jrn_old");
  desk.wait(31 * 86_400);
  await desk.join("jrn_good");
  const good = await desk.token("jrn_good");
  await desk.join("jrn_ended");
  const ended = await desk.token("jrn_ended");
  const end = { schema: 1, at: clock.now(), by: "coordinator", as: "withdrawn", reason: "moved" } as const;
  await store.events.put("jrn_ended", { type: "ended", id: "end", ...end });
  for (const run of desk.executions.all.values()) if (run.token) await desk.runtime.machine.wake(run.token);
  await desk.run();
  const real = (await store.links.get(good.split(".")[2]!))!;
  const gone = { ...real, id: linkId("gone"), journey: "jrn_gone" };
  await store.links.put(gone);
  const login = { id: linkId("login"), email: "x@example.org", browser: "h", state: "sent" } as const;
  const dates = { expiresAt: "2099-01-01T00:00:00.000Z", askedAt: clock.now(), dueAt: clock.now() };
  await store.logins.put({ ...login, ...dates, attempts: 1 });

  const another = (text: string, n: number): string => {
    const at = n % text.length;
    const other = alphabet[(alphabet.indexOf(text[at]!) + 1 + (n % 61)) % alphabet.length];
    return `${text.slice(0, at)}${other === text[at] ? "." : other}${text.slice(at + 1)}`;
  };
  const kinds: Record<string, (n: number) => string> = {
    expired: () => old,
    "of what needs no answer any more": () => ended,
    "of somebody who is gone": () => linkToken(secrets.linkKeys, gone.id),
    "for another purpose": () => linkToken(secrets.linkKeys, login.id),
    "of another house": (n) => linkToken(["x".repeat(40)], linkId(`other/${n}`)),
    "with a key of before": (n) => linkToken([`old${n}`.padEnd(40, "k")], good.split(".")[2]!),
    altered: (n) => another(good, n),
    "never made": (n) => linkToken(secrets.linkKeys, linkId(`nobody/${n}`)),
    "no link at all": (n) => `${n}`.repeat(1 + (n % 40)),
  };
  const names = Object.keys(kinds);
  const times = new Map<string, number[]>(names.map((name) => [name, []]));
  const pages = new Set<string>();
  const accepted: string[] = [];
  const events = async () => (await desk.events("jrn_good")).length + (await desk.events("jrn_old")).length;
  const before = await events();
  for (let n = 0; n < many; n += 1) {
    const name = names[n % names.length]!;
    const url = `${addresses.pages}/p/${encodeURIComponent(kinds[name]!(n))}`;
    const started = performance.now();
    const page = await desk.app.request(url);
    pages.add(await page.text());
    times.get(name)!.push(performance.now() - started);
    const post = await desk.app.request(url, {
      method: "POST",
      headers: own,
      body: new URLSearchParams({ motivated: "yes" }),
    });
    pages.add(await post.text());
    if (page.status !== 404 || post.status !== 404) accepted.push(`${name}: ${page.status} ${post.status}`);
  }
  expect(accepted).toEqual([]);
  expect(await events()).toBe(before);
  expect(pages.size).toBe(1);
  const medians = [...times].map(([name, all]) => ({
    name,
    ms: all.sort((a, b) => a - b)[all.length >> 1]!,
  }));
  console.log(medians.map(({ name, ms }) => `${name}: ${ms.toFixed(2)} ms`).join("\n"));
  const spread = Math.max(...medians.map(({ ms }) => ms)) - Math.min(...medians.map(({ ms }) => ms));
  expect(spread).toBeLessThan(20);
}, 1_800_000);
