import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { kinds } from "./all.ts";
import { mark } from "./attacks.ts";
import { aFolderToPoison } from "./folder.ts";

const { wrongs, checked } = aFolderToPoison();
const poisons = Object.entries(kinds).map(([kind, make]) => [kind, make()] as const);
const slowest = { name: "", took: 0 };
let tried = 0;

test("the folder is right before it is poisoned", async () => {
  expect(await wrongs()).toEqual([]);
});

test.each(poisons)("%s: refused where it stands, in less than a second", async (_, all) => {
  for (const poison of all) {
    const { problems, took } = await checked(poison);
    const own = problems.filter(({ file }) => file === `town/${poison.file}`);
    expect(own.length, `${poison.name} was not refused`).toBeGreaterThan(0);
    for (const { line, column, message, fix } of own.slice(0, 20)) {
      expect([line > 0, column > 0, message.length > 0, fix.length > 0], poison.name).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(message.length, poison.name).toBeLessThan(1000);
    }
    expect(took, poison.name).toBeLessThan(1000);
    if (took > slowest.took) Object.assign(slowest, { name: poison.name, took });
    tried += 1;
  }
});

test("at least 500 were tried, nothing of them ran, and nothing of them stayed", async () => {
  expect(tried).toBe(poisons.flatMap(([, all]) => all).length);
  expect(tried).toBeGreaterThanOrEqual(500);
  expect([mark in globalThis, "polluted" in {}, existsSync(mark)]).toEqual([false, false, false]);
  expect(await wrongs()).toEqual([]);
  const { rss } = process.memoryUsage();
  expect(rss).toBeLessThan(700 * 1024 * 1024);
  console.log(
    `${tried} poisoned files refused; the slowest in ${slowest.took.toFixed(0)} ms (${slowest.name}); ${(rss / 2 ** 20).toFixed(0)} MB in all`,
  );
});
