import { Secret, TOTP } from "otpauth";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answersOf } from "#local/demo/answers.ts";
import { Hands } from "#local/demo/hands.ts";
import { people } from "#local/demo/people.ts";
import type { Persona } from "#local/demo/persona.ts";
import { closeBrowser, violations, visitor } from "./browser.ts";
import { linkOf } from "./participant.ts";
import { type System, startSystem } from "./system.ts";

const patience = 120_000;
const mentee = (language: string, nth: number): Persona =>
  people.filter((persona) => persona.role === "mentee" && persona.language === language)[nth]!;
const linh = people.find(({ givenName }) => givenName === "Linh")!;

let system: System;
beforeAll(async () => {
  system = await startSystem();
}, patience);
afterAll(async () => {
  await closeBrowser();
  await system?.close();
}, patience);

/** Follows the link of her letter in the outbox, as she would in her own mail. */
async function follow(page: Page, persona: Persona): Promise<Page> {
  await page.goto(`${system.url}/outbox`);
  await page
    .getByRole("link", { name: system.letterTo(persona).subject })
    .first()
    .click();
  const opened = page.context().waitForEvent("page");
  await page.frameLocator("iframe").locator('a[href*="/p/"]').first().click();
  const asked = await opened;
  await asked.waitForLoadState();
  return asked;
}

async function login(page: Page): Promise<void> {
  await page.goto(`${system.url}/console`);
  await page.getByRole("button").click();
  await page.getByRole("link", { name: "CeMeWE" }).click();
  await page.waitForURL(/\/console\/cemewe/);
}

async function ratingNames(page: Page): Promise<string[]> {
  const names = await page
    .locator("input[type=radio]")
    .evaluateAll((inputs) => inputs.map((input) => input.getAttribute("name")!));
  return [...new Set(names)];
}

const send = (page: Page): Promise<void> => page.locator("main form button[type=submit]").click();

test("posted, written to, answered, talked with, routed: and the console says why", {
  timeout: patience,
}, async (ctx) => {
  await system.apply(linh);
  const her = await visitor(ctx, { javaScriptEnabled: false });
  const page = await follow(await her.newPage(), linh);
  const names = await ratingNames(page);
  expect(names).toHaveLength(10);
  await send(page);
  expect(await page.locator('[role="alert"] a').count()).toBe(10);
  for (const name of names) await page.locator(`input[name="${name}"][value="3"]`).check();
  await send(page);
  expect(await page.locator("h1").innerText()).toContain(linh.givenName);
  await system.time.settle();

  const desk = await (await visitor(ctx)).newPage();
  await login(desk);
  const row = desk.getByRole("listitem").filter({ hasText: linh.givenName });
  await row.getByRole("link", { name: "Screening talk" }).click();
  await talk(desk, {
    motivation: "strong",
    familyLeaveProlonged: "no",
    employmentProspect: "very-possible",
    support: "ordinary",
  });
  await system.time.settle();
  await desk.getByRole("link", { name: "People" }).click();
  await desk.getByRole("link", { name: linh.givenName }).first().click();
  expect(await desk.locator("main").innerText()).toContain("Light support");
  const why = desk.locator("details", { hasText: "Decided by the program" }).first();
  await why.locator("summary").click();
  const words = await why.innerText();
  for (const expected of [
    "She has an education and has worked, and work is very possible or already there.",
    "Has finished an education",
    "Long family leave",
    "This rule fitted",
    "“routing”",
  ])
    expect(words).toContain(expected);
});

async function talk(page: Page, facts: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(facts))
    await page.locator(`input[name="${name}"][value="${value}"]`).check();
  await page.getByRole("button", { name: "Save and go on" }).click();
  await page.getByText("Written down.").waitFor();
}

test("an old phone in Arabic: from right to left, nothing to scroll sideways, no script", {
  timeout: patience,
}, async (ctx) => {
  const noor = mentee("ar", 0);
  await system.apply(noor);
  const hers = await visitor(ctx, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const page = await hers.newPage();
  await page.goto(`${system.url}${linkOf(system.letterTo(noor))}`);
  await expectArabicWithin(page, 360);
  await send(page);
  expect(await page.locator('[role="alert"]').count()).toBe(1);
  await expectArabicWithin(page, 360);
  for (const name of await ratingNames(page)) await page.locator(`input[name="${name}"][value="4"]`).check();
  await send(page);
  expect(await page.locator("h1").innerText()).toContain(noor.givenName);
  await expectArabicWithin(page, 360);
  await page.goto(`${system.url}/outbox/${system.letterTo(noor).id}/html`);
  await expectArabicWithin(page, 360);
});

async function expectArabicWithin(page: Page, width: number): Promise<void> {
  const seen = await page.locator("html").evaluate((html) => ({
    direction: getComputedStyle(html.querySelector("h1") ?? html).direction,
    dir: html.getAttribute("dir"),
    lang: html.getAttribute("lang"),
    widest: html.scrollWidth,
  }));
  expect(seen).toMatchObject({ direction: "rtl", dir: "rtl", lang: "ar" });
  expect(seen.widest).toBeLessThanOrEqual(width);
}

test("axe finds nothing serious on any screen", { timeout: patience }, async (ctx) => {
  const context = await visitor(ctx, { bypassCSP: true });
  const ready = people.filter(({ givenName }) => ["Amina", "Aino"].includes(givenName));
  const waiting = mentee("uk", 0);
  for (const persona of ready) await system.apply(persona);
  await system.live(people, 10);
  await system.apply(waiting);
  const page = await context.newPage();
  await login(page);
  const [journey] = await system.runtime.store.journeys.list("cemewe", "mentor");
  const letter = system.letterTo(waiting);
  const screens = {
    Today: "/console/cemewe",
    People: "/console/cemewe/people",
    "a person": `/console/cemewe/people/${journey!.id}`,
    Matches: "/console/cemewe/matches",
    "a participant's page": linkOf(letter)!,
    "the outbox": `/outbox/${letter.id}`,
    "a letter": `/outbox/${letter.id}/html`,
  };
  await page.setContent('<html lang="en"><title>Planted</title><img src="data:,"><button></button></html>');
  expect((await violations(page)).join()).toMatch(/button-name.*image-alt/);
  const found: Record<string, string[]> = {};
  for (const [name, path] of Object.entries(screens)) {
    await page.goto(`${system.url}${path}`);
    if (name === "Matches") expect(await page.locator("main").innerText()).toContain("Amina");
    found[name] = await violations(page);
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(screens).map((name) => [name, []])));
});

test("who comes in by a letter sets up an app on a telephone, and no screen is wider than that", {
  timeout: patience,
}, async (ctx) => {
  const width = 360;
  await system.apply(linh);
  const context = await visitor(ctx, { javaScriptEnabled: false, viewport: { width, height: 740 } });
  const page = await context.newPage();
  const widest: Record<string, number> = {};
  const measure = async (name: string) => {
    widest[name] = await page.locator("html").evaluate((html) => html.scrollWidth);
  };
  await page.goto(`${system.url}/console/login`);
  await page.getByRole("link", { name: "as elsewhere" }).click();
  await measure("the entrance");
  await page.locator("input[type=email]").fill("coordinator@example.org");
  await page.getByRole("button").click();
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  await system.time.settle();
  const { text } = system.mailbox.list(1000).find(({ text }) => text.includes("/console/login/"))!;
  await page.goto(/http\S+\/console\/login\/\S+/.exec(text)![0]);
  await page.getByRole("button").click();
  await measure("a new app");
  expect((await page.locator(".square svg").boundingBox())!.width).toBeLessThan(250);
  const secret = (await page.locator("code").innerText()).replaceAll(" ", "");
  // An app on a telephone knows the time of the wall alone, and so does whoever asks it.
  await page.getByLabel("Six digits").fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.getByRole("button").click();
  await page.getByRole("heading", { name: "It is set up" }).waitFor();
  await measure("codes on paper");
  await page.goto(`${system.url}/console/cemewe`);
  const inside = await page
    .locator("a[href^='/console']")
    .evaluateAll((all) => all.map((a) => a.getAttribute("href")!));
  const [journey] = await system.runtime.store.journeys.list("cemewe", "mentee");
  for (const path of [...new Set(["/console", ...inside, `/console/cemewe/people/${journey!.id}`])]) {
    await page.goto(`${system.url}${path}`);
    await measure(path);
  }
  expect(Object.keys(widest).length).toBeGreaterThan(8);
  expect(Object.entries(widest).filter(([, pixels]) => pixels > width)).toEqual([]);
});

test("looking changes nothing, and the same answer twice is one", { timeout: patience }, async (ctx) => {
  const olena = mentee("uk", 1);
  await system.apply(olena);
  const { store } = system.runtime;
  const link = linkOf(system.letterTo(olena))!;
  const journeys = await store.journeys.list("cemewe", "mentee");
  const { id } = journeys.find(({ parties }) => parties.mentee?.givenName === olena.givenName)!;
  const state = async () => ({ journey: await store.journeys.get(id), events: await store.events.all(id) });
  const before = await state();
  const page = await (await visitor(ctx)).newPage();
  for (let n = 0; n < 5; n += 1) await page.goto(`${system.url}${link}`);
  for (const method of ["GET", "HEAD"])
    expect((await fetch(`${system.url}${link}`, { method })).status).toBe(200);
  await system.time.settle();
  expect(await state()).toEqual(before);

  const hands = new Hands(system.url);
  const { forms } = await hands.open(link);
  const form = forms.find(({ action }) => !action.includes("not-right"))!;
  await Promise.all([1, 2, 3].map(() => hands.submit(form, answersOf(olena))));
  await system.time.settle();
  await hands.submit(form, answersOf(olena));
  await system.time.settle();
  const { events, journey } = await state();
  expect(events.filter(({ type }) => type === "answered")).toHaveLength(1);
  expect(journey!.version).toBeGreaterThan(before.journey!.version);
  expect((await store.tasks.ofJourney(id)).map(({ effect }) => effect.step)).toEqual(["screening-talk"]);
});
