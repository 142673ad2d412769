import { expect, it } from "vitest";
import { bugs } from "./bugs/all.ts";
import { tried } from "./trials/planted.ts";

it("there are twenty and more", () => {
  expect(new Set(bugs.map(({ name }) => name)).size).toBeGreaterThanOrEqual(20);
});

it.each(bugs.map((bug) => [bug.name, bug] as const))(
  "is noticed: %s",
  { timeout: 120_000 },
  async (_, bug) => {
    expect((await tried(bug, 20)).caughtBy).not.toEqual([]);
  },
);
