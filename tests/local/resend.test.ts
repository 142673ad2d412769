import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Resend } from "resend";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { type Listening, serve } from "#local/listen.ts";
import { type Mailbox, openMailbox } from "#local/mailbox.ts";
import { outboxApp } from "#local/outbox.tsx";
import { resendApp } from "#local/resend.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-mail-"));
const letter = {
  from: "Waymark <waymark@example.org>",
  to: "amal@example.org",
  subject: "مرحبا",
  html: '<html lang="ar" dir="rtl"><body><a href="/p/v1.k1.x.y">افتح</a></body></html>',
  text: "مرحبا",
  headers: { "List-Unsubscribe": "<https://example.org/u/x>" },
};
let ids = 0;
let now = "";
let mailbox: Mailbox;
let provider: Listening;
let resend: Resend;

const open = () => openMailbox(join(folder, "mail.sqlite"), () => `mail-${++ids}`);

beforeEach(async () => {
  rmSync(join(folder, "mail.sqlite"), { force: true });
  now = "2026-03-01T09:00:00.000Z";
  mailbox = open();
  provider = await serve(resendApp(mailbox, () => now));
  resend = new Resend("local", { baseUrl: provider.url });
});
afterEach(async () => {
  await provider.close();
  mailbox.close();
});

afterAll(() => rmSync(folder, { recursive: true }));

const send = (over: object = {}, idempotencyKey?: string) =>
  resend.emails.send({ ...letter, ...over }, idempotencyKey ? { idempotencyKey } : {});

test("takes a letter from the real SDK and keeps it as it was sent, with the program's time", async () => {
  const { data, error } = await send({ replyTo: "coordinator@example.org" }, "j1/1");
  expect(error).toBeNull();
  expect(mailbox.get(data!.id)).toEqual({
    ...letter,
    id: data!.id,
    to: ["amal@example.org"],
    replyTo: "coordinator@example.org",
    at: now,
    key: "j1/1",
  });
});

test("calls the same letter under the same key one letter", async () => {
  const first = await send({}, "j1/1");
  now = "2026-03-01T10:00:00.000Z";
  const second = await send({}, "j1/1");
  expect(second.data).toEqual(first.data);
  expect(mailbox.count()).toBe(1);
});

test("refuses another letter under the same key", async () => {
  await send({}, "j1/1");
  const { data, error } = await send({ subject: "changed" }, "j1/1");
  expect(data).toBeNull();
  expect(error).toMatchObject({ name: "invalid_idempotent_request", statusCode: 409 });
  expect(mailbox.count()).toBe(1);
});

test("takes letters without a key, each as one of its own", async () => {
  await send();
  await send();
  expect(mailbox.count()).toBe(2);
});

test.each([
  ["no subject", { subject: "" }],
  ["nobody to send it to", { to: [] }],
  ["no sender", { from: "" }],
])("refuses a letter with %s", async (_, over) => {
  expect((await send(over)).error).toMatchObject({ name: "validation_error", statusCode: 422 });
  expect(mailbox.count()).toBe(0);
});

test("keeps letters over a restart, and still knows their keys", async () => {
  const { data } = await send({}, "j1/1");
  mailbox.close();
  mailbox = open();
  await provider.close();
  provider = await serve(resendApp(mailbox, () => now));
  resend = new Resend("local", { baseUrl: provider.url });
  expect((await send({}, "j1/1")).data).toEqual(data);
  expect(mailbox.list(10).map(({ id }) => id)).toEqual([data!.id]);
});

test("the outbox lists the newest first and shows a letter where no script of it can run", async () => {
  const outbox = outboxApp(mailbox);
  const first = await send({ subject: "First" });
  const second = await send({ subject: "<b>Second</b>" });
  const list = await (await outbox.request("/")).text();
  expect(list.indexOf("Second")).toBeLessThan(list.indexOf("First"));
  expect(list).not.toContain("<b>Second</b>");
  expect(list).toContain("amal@example.org");
  const api = (await (await outbox.request("/api")).json()) as { id: string }[];
  expect(api.map(({ id }) => id)).toEqual([second.data!.id, first.data!.id]);
  const page = await (await outbox.request(`/${first.data!.id}`)).text();
  expect(page).toContain("List-Unsubscribe");
  expect(page).toMatch(/<iframe[^>]*sandbox="(?![^"]*allow-(scripts|same-origin))/);
  const html = await outbox.request(`/${first.data!.id}/html`);
  expect(await html.text()).toBe(letter.html);
  expect(html.headers.get("content-security-policy")).toMatch(/^sandbox (?!.*allow-scripts)/);
  expect((await outbox.request("/nobody")).status).toBe(404);
});

test("a page opened from a letter is not locked in with it: its forms must work", async () => {
  const { data } = await send();
  const page = await (await outboxApp(mailbox).request(`/${data!.id}`)).text();
  expect(page).toMatch(/sandbox="[^"]*allow-popups-to-escape-sandbox/);
});
