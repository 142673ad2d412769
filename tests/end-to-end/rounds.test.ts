import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { people } from "#local/demo/people.ts";
import type { Persona } from "#local/demo/persona.ts";
import { closeBrowser, violations, visitor } from "./browser.ts";
import { answer, linkOf } from "./participant.ts";
import { type System, startSystem } from "./system.ts";

const patience = 180_000;
const mentees = ["Amina", "Hodan", "Linh", "Олена"];
const mentors = ["Aino", "Ліна", "Märta", "Riitta"];
const width = 360;

const personaOf = (name: string): Persona => people.find(({ givenName }) => givenName === name)!;

let system: System;
beforeAll(async () => {
  system = await startSystem();
  for (const name of [...mentees, ...mentors]) await system.apply(personaOf(name));
  await system.live(people, 14);
}, patience);
afterAll(async () => {
  await closeBrowser();
  await system?.close();
}, patience);

async function login(page: Page): Promise<void> {
  await page.goto(`${system.url}/console`);
  await page.getByRole("button").click();
  await page.getByRole("link", { name: "CeMeWE" }).click();
  await page.waitForURL(/\/console\/cemewe/);
}

/** Every letter so far to one of them. */
const lettersTo = (name: string): string[] =>
  system.mailbox
    .list(5000)
    .filter(({ to }) => to.includes(personaOf(name).email))
    .map(({ subject }) => subject);
const lettersSoFar = (): Record<string, number> =>
  Object.fromEntries([...mentees, ...mentors].map((name) => [name, lettersTo(name).length]));

/** Says no on the page of the letter, and why. */
async function decline(context: BrowserContext, name: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${system.url}${linkOf(system.letterTo(personaOf(name)))}`);
  await page.locator('input[name="matchAnswer"][value="no"]').check();
  await page.locator('input[name="declineReason"][value="too-far"]').check();
  await page.locator("main form button[type=submit]").click();
  await page.close();
}

/** What is wrong on a screen of the program, with its path. */
async function wrongOn(page: Page, path: string): Promise<string[]> {
  expect((await page.goto(`${system.url}/console/cemewe/${path}`))!.status(), path).toBe(200);
  return (await violations(page)).map((one) => `${path} ${one}`);
}

/** "Linh with Aino", as the cards are called. */
const couplesOn = (page: Page): Promise<string[]> =>
  page.locator("article.couple").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")!));
const sidesOf = (couple: string): [mentee: string, mentor: string] =>
  couple.split(" with ") as [string, string];

test("a coordinator stages a round, swaps two pairs and approves the rest; both letters go out only then; who is declined hears nothing, and gets the next best", {
  timeout: patience,
}, async (ctx) => {
  const hers = await visitor(ctx, { javaScriptEnabled: false, viewport: { width, height: 740 } });
  const page = await hers.newPage();
  await login(page);
  const watcher = await (await visitor(ctx, { bypassCSP: true })).newPage();
  await login(watcher);
  const before = lettersSoFar();
  const wide: Record<string, number> = {};
  const measure = async (name: string) => {
    wide[name] = await page.locator("html").evaluate((html) => html.scrollWidth);
  };

  await page.goto(`${system.url}/console/cemewe/matches`);
  await measure("matches");
  await page.getByRole("button", { name: "Work out a round" }).press("Enter");
  await page.getByRole("heading", { name: "Round 1" }).waitFor();
  const staged = await couplesOn(page);
  expect(staged.length).toBeGreaterThanOrEqual(3);
  await measure("the round");
  await page.locator("article.couple details summary").first().press("Enter");

  const [first, second, ...rest] = staged as [string, string, ...string[]];
  const wrong = [...(await wrongOn(watcher, "matches")), ...(await wrongOn(watcher, "matches/rounds/1"))];
  const card = page.getByRole("article", { name: first });
  await card.locator("summary", { hasText: "Swap" }).press("Enter");
  await card.getByRole("combobox").selectOption({ label: second });
  await measure("a card with all open");
  await card.getByRole("button", { name: "Swap", exact: true }).press("Enter");
  await page.getByText("They are swapped. Nobody was told.").waitFor();
  const swapped = [
    `${sidesOf(second)[0]} with ${sidesOf(first)[1]}`,
    `${sidesOf(first)[0]} with ${sidesOf(second)[1]}`,
  ];
  expect((await couplesOn(page)).sort()).toEqual([...swapped, ...rest].sort());

  const approved = await couplesOn(page);
  for (const couple of approved)
    await page.getByRole("checkbox", { name: `Approve ${couple}` }).press("Space");
  await page.getByRole("button", { name: "Approve the ticked pairs…" }).press("Enter");
  await page.getByRole("heading", { name: `Approve ${approved.length} pairs?` }).waitFor();
  await measure("both letters");
  wrong.push(...(await wrongOn(watcher, page.url().split("/cemewe/")[1]!)));
  for (const couple of approved)
    for (const side of sidesOf(couple)) expect(await page.locator("main").innerText()).toContain(side);
  await system.time.settle();
  expect(lettersSoFar()).toEqual(before);

  await page.getByRole("button", { name: "Approve and ask the mentors" }).press("Enter");
  await page.getByText(`${approved.length} pairs are approved; the mentor is asked first.`).waitFor();
  wrong.push(...(await wrongOn(watcher, "matches/rounds/1")));
  await system.time.settle();
  const asked = lettersSoFar();
  for (const couple of approved) {
    const [mentee, mentor] = sidesOf(couple);
    expect(asked[mentor], mentor).toBe(before[mentor]! + 1);
    expect(asked[mentee], mentee).toBe(before[mentee]!);
  }

  const [mentee, mentor] = sidesOf(approved[0]!);
  await answer(system.url, personaOf(mentor), linkOf(system.letterTo(personaOf(mentor)))!);
  await system.time.settle();
  expect(lettersTo(mentee)).toHaveLength(before[mentee]! + 1);
  const [herself, himself] = sidesOf(approved[1]!);
  await decline(hers, himself);
  await system.time.settle();
  expect(lettersTo(herself)).toHaveLength(before[herself]!);
  await page.goto(`${system.url}/console/cemewe/matches/rounds/1`);
  await page.getByRole("link", { name: approved[1]! }).press("Enter");
  await page.getByRole("heading", { level: 1 }).waitFor();
  expect(await page.locator("main").innerText()).toContain("It is too far away");
  await page.goto(`${system.url}/console/cemewe/matches/rounds/1`);
  await page.getByRole("button", { name: "Work out the rest again" }).press("Enter");
  await page.getByText("The rest is worked out again.").waitFor();
  const next = await couplesOn(page);
  expect(next.filter((couple) => sidesOf(couple)[0] === herself)).toHaveLength(1);
  expect(next).not.toContain(approved[1]!);
  await system.time.settle();
  expect(lettersTo(herself)).toHaveLength(before[herself]!);
  expect(wrong).toEqual([]);
  expect(Object.entries(wide).filter(([, pixels]) => pixels > width)).toEqual([]);
});
