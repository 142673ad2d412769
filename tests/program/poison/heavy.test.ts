import { afterAll, expect, test } from "vitest";
import { heavy } from "./all.ts";
import { aFolderToPoison, type Found } from "./folder.ts";
import { poison, sound } from "./poison.ts";

const { checked } = aFolderToPoison();
const slowest = { name: "", took: 0 };
const unsure: Found[] = [];

test.each(Object.entries(heavy))(
  "%s: answered in less than a second",
  { timeout: 120_000 },
  async (_, make) => {
    for (const each of make()) {
      const { notes, took } = await checked(each);
      unsure.push(...notes.filter(({ code }) => code === "rules.unsure"));
      expect(took, each.name).toBeLessThan(1000);
      if (took > slowest.took) Object.assign(slowest, { name: each.name, took });
    }
  },
);

test("rules that were not looked through to the end are named", () => {
  expect(unsure.length).toBeGreaterThan(5);
  for (const { file, message } of unsure) {
    expect(file).toBe("town/routing.json");
    expect(message).toMatch(/^"routing" was not looked through to the end/);
  }
});

test("of very many problems of a kind the first are told, and how many more there are", async () => {
  const keys = Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`key${n}`, n]));
  const { problems } = await checked(poison("400 keys", JSON.stringify({ ...sound(), ...keys }, null, 1)));
  expect(problems).toHaveLength(51);
  expect(problems.slice(0, 50).map(({ message }) => message)).toEqual(
    Array.from({ length: 50 }, (_, n) => expect.stringContaining(`"key${n}" is not known here`)),
  );
  expect(problems.at(-1)).toMatchObject({
    message: "and 350 more of this kind in this file",
    more: 350,
    line: problems[49]!.line + 1,
  });
});

afterAll(() => console.log(`the slowest in ${slowest.took.toFixed(0)} ms (${slowest.name})`));
