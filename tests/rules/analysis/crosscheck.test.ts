import { expect, test } from "vitest";
import { crosscheck } from "./crosscheck.ts";

test("the analysis answers as z3 does, and its examples are real", { timeout: 120_000 }, async () => {
  const { wrong, ...counts } = await crosscheck(60, 11);
  console.log(`crosscheck ${JSON.stringify(counts)}`);

  expect(wrong).toEqual([]);
  expect(counts.questions).toBeGreaterThan(500);
  expect(counts.nobody).toBeGreaterThan(80);
  expect(counts.unsure).toBeLessThan(6);
});
