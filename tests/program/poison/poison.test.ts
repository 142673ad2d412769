import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Checked, checkPacks } from "#cli/checking.ts";
import { aPackFolder } from "../a-pack-folder.ts";
import { kinds } from "./all.ts";
import { mark } from "./attacks.ts";
import type { Poison } from "./poison.ts";

const sound = aPackFolder();
let folder: string;
const put = async (path: string, text: string | Uint8Array) => {
  await mkdir(dirname(join(folder, "town", path)), { recursive: true });
  await writeFile(join(folder, "town", path), text);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "poison-"));
  for (const [path, text] of Object.entries(sound)) await put(path, text);
});
afterAll(() => rm(folder, { recursive: true }));

/** All that stops the program; what `check` only warns of is none of it. */
async function wrongs(): Promise<Checked["problems"]> {
  const { problems } = await checkPacks(folder, ["town"]);
  return problems.filter((problem) => !("level" in problem) || problem.level === "error");
}

/** What `waymark check` does with the poisoned folder, and how long it takes. */
async function checked({ write }: Poison) {
  for (const [path, text] of Object.entries(write)) await put(path, text);
  const began = performance.now();
  const problems = await wrongs();
  const took = performance.now() - began;
  for (const path of Object.keys(write))
    if (sound[path] === undefined) await rm(join(folder, "town", path));
    else await put(path, sound[path]);
  return { problems, took };
}

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
