import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { proofOf, proves } from "#core/matching/assignment/certificate.ts";
import type { Whole } from "#core/matching/assignment/problem.ts";
import { solveWhole } from "#core/matching/assignment/solve-whole.ts";
import { aWhole, pairsIn, type Shape, shapes } from "./a-whole.ts";
import { byHighs, loadHighs } from "./by-highs.ts";

const seed = Number(process.env.WAYMARK_SEED ?? 6);
const times = Number(process.env.WAYMARK_ASSIGNMENTS ?? 60);
const names = Object.keys(shapes) as Shape[];

describe(`the best assignment (seed ${seed})`, () => {
  test.each(names)(`${times} rounds %s are worth by every aim what HiGHS says`, async (shape) => {
    const highs = await loadHighs();
    const rounds = fc.sample(aWhole(shape, shape === "with capacities"), { seed, numRuns: times });

    expect(rounds).toHaveLength(times);
    for (const whole of rounds) {
      const { proof } = solveWhole(whole);
      expect(proof.values).toEqual(await byHighs(whole, highs));
      expect(proof.bounds).toEqual(proof.values);
    }
  });

  test.each(names)(
    `of equals in ${times} small rounds %s those first in line are served, tried out`,
    (shape) => {
      const small = aWhole(shape, true).filter(({ mentor }) => mentor.length <= 9);

      for (const whole of fc.sample(small, { seed, numRuns: times })) {
        const { used, proof } = solveWhole(whole);
        const best = byTrying(whole);
        expect(proof.values).toEqual(best.values);
        expect(servedBy(whole, used)).toEqual(best.served);
      }
    },
  );

  test("a large round is proven, with places, ties and negative points", () => {
    const { proof } = solveWhole(aLargeRound(300, 120, 0.2));

    expect(proves(proof)).toBe(true);
    expect(proof.values[0]).toBeGreaterThan(100);
  });
});

describe("mentors who are kept together", () => {
  const groupsOf = ({ mentors }: Whole) =>
    [0, 1, 2].map((group) =>
      Array.from({ length: mentors.count }, (_, one) => one).filter((one) => one % 3 === group),
    );
  const split = (whole: Whole, used: Uint8Array) => {
    const served = servedBy(whole, used).slice(whole.mentees.count);
    return groupsOf(whole).filter((group) => new Set(group.map((one) => served[one])).size > 1).length;
  };

  test("cost the aims before nothing, and what comes after is proven for these groups", () => {
    let fewer = 0;
    for (const shape of names)
      for (const whole of fc.sample(aWhole(shape, true), { seed, numRuns: times })) {
        const before = Math.floor(whole.aims.length / 2);
        const free = solveWhole(whole);
        const kept = solveWhole({ ...whole, together: [{ after: before, groups: groupsOf(whole) }] });

        expect(kept.proof.bounds).toEqual(kept.proof.values);
        expect(kept.proof.values.slice(0, before)).toEqual(free.proof.values.slice(0, before));
        if (split(whole, kept.used) < split(whole, free.used)) fewer++;
      }
    expect(fewer).toBeGreaterThan(10);
  });

  test("are all matched where that can be, and none where it cannot", () => {
    const whole = aLargeRound(6, 9, 1);
    const { used } = solveWhole({ ...whole, together: [{ after: 1, groups: groupsOf(whole) }] });

    expect(split(whole, solveWhole(whole).used)).toBeGreaterThan(0);
    expect(used.reduce((sum, each) => sum + each)).toBe(6);
    expect(split(whole, used)).toBe(0);
  });
});

describe("the certificate", () => {
  const rounds = fc.sample(fc.oneof(...names.map((name) => aWhole(name))), { seed, numRuns: 200 });

  test("is none for an assignment that is not the best, whatever is changed in it", () => {
    let planted = 0;
    for (const whole of rounds) {
      const { used, prices, proof } = solveWhole(whole);
      for (const candidate of used.keys()) {
        const other = used.with(candidate, 1 - used[candidate]!);
        const found = attempt(() => proofOf(whole, other, prices));
        if (!found || compare(found.values, proof.values) >= 0) continue;
        planted++;
        expect(proves(found)).toBe(false);
      }
    }
    expect(planted).toBeGreaterThan(100);
  });

  test("is never better than the best, whatever the prices are", () => {
    for (const whole of rounds.slice(0, 100)) {
      const { used, proof, prices } = solveWhole(whole);
      const wrong = prices.map(({ mentees, mentors }) => ({
        mentees: mentees.map((price, one) => price + ((one * 7) % 5) - 2),
        mentors: mentors.map((price, one) => price + ((one * 5) % 7) - 3),
      }));
      expect(compare(proofOf(whole, used, wrong).bounds, proof.values)).toBeGreaterThanOrEqual(0);
    }
  });

  test("refuses an assignment that gives somebody too many", () => {
    const whole = rounds.find(({ mentees, start }) => mentees.count > 0 && start[1]! > 1)!;
    const { prices } = solveWhole(whole);

    expect(() => proofOf(whole, new Uint8Array(whole.mentor.length).fill(1), prices)).toThrow("should have");
  });
});

/** Every assignment there is: the best values, and of those who have the best the ones who come first in line. */
function byTrying(whole: Whole): { values: number[]; served: number[] } {
  const size = whole.mentor.length;
  const { prices } = solveWhole(whole);
  let best: { values: number[]; served: number[] } | undefined;
  for (let set = 0; set < 2 ** size; set++) {
    const used = Uint8Array.from({ length: size }, (_, candidate) => (set >> candidate) & 1);
    const found = attempt(() => proofOf(whole, used, prices));
    if (!found) continue;
    const one = { values: found.values, served: servedBy(whole, used) };
    const order = best ? compare(one.values, best.values) || compare(one.served, best.served) : 1;
    if (order > 0) best = one;
  }
  return best!;
}

/** 1 for everybody who has somebody: mentees first, and then mentors, each in their order. */
function servedBy(whole: Whole, used: Uint8Array): number[] {
  const pairs = pairsIn(whole).filter((_, candidate) => used[candidate] === 1);
  return (["mentee", "mentor"] as const).flatMap((side) => {
    const { count, already } = whole[side === "mentee" ? "mentees" : "mentors"];
    return Array.from({ length: count }, (_, one) =>
      already[one]! > 0 || pairs.some((pair) => pair[side] === one) ? 1 : 0,
    );
  });
}

function compare(one: number[], other: number[]): number {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place < 0 ? 0 : one[place]! - other[place]!;
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function aLargeRound(ones: number, others: number, possible: number): Whole {
  const side = (count: number, most: (one: number) => number) => ({
    count,
    least: new Int32Array(count),
    most: Int32Array.from({ length: count }, (_, one) => most(one)),
    already: new Int32Array(count),
  });
  const pairs = Array.from(
    { length: ones * others },
    (_, each) => [Math.floor(each / others), each % others] as const,
  ).filter(([one, other]) => ((one * 7919 + other * 104_729) % 1000) / 1000 < possible);
  const start = new Int32Array(ones + 1);
  for (const [one] of pairs) start[one + 1]!++;
  for (let one = 0; one < ones; one++) start[one + 1]! += start[one]!;
  const bonus = new Float64Array(ones);
  return {
    mentees: side(ones, () => 1),
    mentors: side(others, (one) => one % 6),
    start,
    mentor: Int32Array.from(pairs, ([, other]) => other),
    aims: [
      { worth: new Float64Array(pairs.length).fill(1), bonus, step: 0 },
      {
        worth: Float64Array.from(pairs, ([one, other]) => ((one * 31 + other * 17) % 46) - 5),
        bonus,
        step: 0,
      },
      { worth: new Float64Array(pairs.length), bonus, step: 1 },
    ],
  };
}
