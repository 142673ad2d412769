import { expect, test } from "vitest";
import type { Pair } from "#core/matching/assign.ts";
import { bestCandidates, mostEach } from "#core/matching/best-candidates.ts";

const pairs = (...scores: number[]) => scores.map((score) => ({ score }) as Pair);
const scoresOf = (some: Pair[]) => some.map(({ score }) => score);

test("two thousand people a side keep everybody; beyond that each keeps some, and never fewer than thirty", () => {
  expect(mostEach(2_000)).toBe(2_000);
  expect(mostEach(20_000)).toBe(200);
  expect(mostEach(1_000_000)).toBe(30);
});

test("the best are kept, in their order", () => {
  expect(scoresOf(bestCandidates(pairs(1, 9, 3, 7), 2, 0))).toEqual([9, 7]);
  expect(scoresOf(bestCandidates(pairs(-1, -9), 1, 5))).toEqual([-1]);
  expect(scoresOf(bestCandidates(pairs(1, 2), 3, 0))).toEqual([1, 2]);
});

test("of equals each mentee has others, so that all of them are somebody's candidate", () => {
  const all = pairs(5, 1, 1, 1, 1, 1, 1);
  const kept = [0, 1, 2].map((at) => bestCandidates(all, 3, at));

  expect(kept.map(({ length }) => length)).toEqual([3, 3, 3]);
  expect(kept.every((some) => some.includes(all[0]!))).toBe(true);
  expect(new Set(kept.flat()).size).toBe(7);
});
