import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignBest, type Pair } from "#core/matching/assign.ts";
import type { Standing } from "#core/matching/candidate.ts";
import type { Aim } from "#core/program/aim.ts";

const on = "2026-03-02";

const standing = (role: string, id: string, more: Partial<Standing> = {}): Standing => ({
  ...{ id, role, facts: {}, waitingSince: "2026-02-01", capacity: 1 },
  ...{ picks: [], with: new Map(), never: new Set<string>() },
  ...more,
});

/** Pairs from a table: a row for each mentee, a column for each mentor, null where they may not. */
function pairsFrom(mentees: Standing[], mentors: Standing[], scores: (number | null)[][]): Pair[] {
  return mentees.flatMap((mentee, row) =>
    mentors.flatMap((mentor, column) => {
      const score = scores[row]![column];
      return typeof score === "number" ? [{ mentee, mentor, score }] : [];
    }),
  );
}

const named = (pairs: Pair[]) => pairs.map(({ mentee, mentor }) => `${mentee.id}-${mentor.id}`).sort();
const ones = ["ann", "bea", "cia"].map((id) => standing("mentee", id));
const others = ["kim", "lea", "mia"].map((id) => standing("mentor", id));

describe("aims stand in the order of the program", () => {
  const scores = [
    [9, 1, null],
    [1, null, null],
    [null, null, 4],
  ];

  test.each<[string, Aim["aim"][], string[], number[]]>([
    [
      "as many as possible, then the total",
      ["as many as possible", "best total"],
      ["ann-lea", "bea-kim", "cia-mia"],
      [3, 6],
    ],
    ["the total, then as many", ["best total", "as many as possible"], ["ann-kim", "cia-mia"], [13, 2]],
  ])("%s", (_, aims, pairs, reached) => {
    const found = assignBest(pairsFrom(ones, others, scores), {
      on,
      aims: aims.map((aim) => ({ aim }) as Aim),
    });

    expect(named(found.chosen)).toEqual(pairs);
    expect(found.certificate.aims.map((aim) => aim.reached)).toEqual(reached);
    expect(found.certificate).toMatchObject({ proven: true, complete: true, candidates: 4 });
  });

  test("who has waited too long goes before points, and it is said how many of them have somebody", () => {
    const late = standing("mentee", "zoe", { waitingSince: "2025-12-31" });
    const pairs = pairsFrom([ones[0]!, late], [others[0]!], [[9], [1]]);
    const aims: Aim[] = [{ aim: "nobody waits longer", than: "P8W" }, { aim: "best total" }];
    const { chosen, certificate } = assignBest(pairs, { aims, on });

    expect(named(chosen)).toEqual(["zoe-kim"]);
    expect(certificate.aims[0]!.sentence).toBe(
      "1 of 1 mentee who have waited 8 weeks have somebody (proven: no round does better by this that does as well by what comes before).",
    );
    expect(named(assignBest(pairs, { aims, on: "2026-01-01" }).chosen)).toEqual(["ann-kim"]);
  });

  test("load is spread before points, or points go before it", () => {
    const [kim, lea] = others.map((one) => ({ ...one, capacity: 3 }));
    const pairs = pairsFrom(
      ones,
      [kim!, lea!],
      [
        [9, 1],
        [9, 1],
        [9, 1],
      ],
    );
    const aims: Aim[] = [{ aim: "as many as possible" }, { aim: "spread load" }, { aim: "best total" }];

    const spread = assignBest(pairs, { aims, on });
    expect(spread.certificate.aims.map(({ reached }) => reached)).toEqual([3, 1, 19]);
    const heaped = assignBest(pairs, { aims: [aims[0]!, aims[2]!, aims[1]!], on });
    expect(heaped.certificate.aims.map(({ reached }) => reached)).toEqual([3, 27, 3]);
  });

  test("a company's mentors are kept together, and of that no more is claimed than is known", () => {
    const of = (company: string) => ({ facts: { "mentor.company": company } });
    const mentors = [
      ["kim", "a"],
      ["lea", "b"],
      ["mia", "a"],
    ].map(([id, company]) => standing("mentor", id!, of(company!)));
    const pairs = pairsFrom(ones.slice(0, 2), mentors, [
      [5, 9, 5],
      [5, 9, 5],
    ]);
    const aims: Aim[] = [
      { aim: "as many as possible" },
      { aim: "keep mentors together", by: "company" },
      { aim: "best total" },
    ];
    const { chosen, certificate } = assignBest(pairs, { aims, on });

    expect(named(chosen)).toEqual(["ann-kim", "bea-mia"]);
    expect(certificate.aims.map(({ reached, proven }) => [reached, proven])).toEqual([
      [2, true],
      [0, true],
      [10, false],
    ]);
    expect(certificate.proven).toBe(false);
    expect(certificate.sentence).toContain("not proven");
  });
});

describe("points", () => {
  test("that are fractions are added up as what they say", () => {
    const pairs = pairsFrom(ones.slice(0, 2), others.slice(0, 2), [
      [0.1 + 0.2, 0.1],
      [0.5, 0.3],
    ]);
    const { chosen, certificate } = assignBest(pairs, { aims: [{ aim: "best total" }], on });

    expect(named(chosen)).toEqual(["ann-kim", "bea-lea"]);
    expect(certificate.aims[0]).toMatchObject({ reached: 0.6, bound: 0.6, proven: true });
  });

  test("below nothing are taken only where an aim before asks for the pair", () => {
    const pairs = pairsFrom(ones.slice(0, 1), others.slice(0, 1), [[-2.5]]);

    expect(assignBest(pairs, { aims: [{ aim: "best total" }], on }).chosen).toEqual([]);
    expect(assignBest(pairs, { on }).chosen).toHaveLength(1);
  });

  test("that no decimal fraction is are rounded, and then nothing is claimed", () => {
    const pairs = pairsFrom(ones.slice(0, 1), others.slice(0, 1), [[1 / 3]]);

    expect(assignBest(pairs, { on }).certificate.proven).toBe(false);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e300])(
    "of %d are refused, not added up wrongly",
    (score) => {
      expect(() => assignBest(pairsFrom(ones.slice(0, 1), others.slice(0, 1), [[score]]), { on })).toThrow(
        "too large to be added up, or no numbers",
      );
    },
  );
});

test("a pair that is kept stays, and takes its places", () => {
  const pairs = pairsFrom(ones, others.slice(0, 2), [
    [9, 8],
    [9, 8],
    [1, 1],
  ]);
  const keep = pairs.filter(({ mentee, mentor }) => mentee.id === "cia" && mentor.id === "kim");
  const { chosen, certificate } = assignBest(pairs, { keep, on });

  expect(named(chosen)).toEqual(["ann-lea", "cia-kim"]);
  expect(certificate.proven).toBe(true);
});

test("who has room for more than there are takes all of them, at once", () => {
  const wide = { ...others[0]!, capacity: 1e12 };
  const { chosen, certificate } = assignBest(pairsFrom(ones, [wide], [[1], [2], [3]]), { on });

  expect(named(chosen)).toEqual(["ann-kim", "bea-kim", "cia-kim"]);
  expect(certificate.proven).toBe(true);
});

test("nobody on one side, and nobody possible, give no pairs and a certificate", () => {
  expect(assignBest([], { on })).toMatchObject({ chosen: [], certificate: { proven: true, candidates: 0 } });
});

test("between equals the one who waits longest has somebody, then the smaller id, whatever order they come in", () => {
  const seed = 6;
  const table = fc.record({
    waiting: fc.array(fc.constantFrom("2026-01-01", "2026-01-15", "9999"), { minLength: 6, maxLength: 6 }),
    room: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 3, maxLength: 3 }),
    scores: fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { minLength: 3, maxLength: 3 }), {
      minLength: 6,
      maxLength: 6,
    }),
    order: fc.infiniteStream(fc.nat()),
  });
  for (const { waiting, room, scores, order } of fc.sample(table, { seed, numRuns: 150 })) {
    const mentees = waiting.map((waitingSince, one) => standing("mentee", `e${one}`, { waitingSince }));
    const mentors = room.map((capacity, one) => standing("mentor", `m${one}`, { capacity }));
    const pairs = pairsFrom(mentees, mentors, scores);
    const shuffled = pairs.map((pair) => ({ pair, at: order.next().value })).sort((a, b) => a.at - b.at);

    const found = assignBest(pairs, { on });
    expect(
      assignBest(
        shuffled.map(({ pair }) => pair),
        { on },
      ),
    ).toEqual(found);
    expect(found.certificate.proven).toBe(true);
  }
});

test("of points that differ by less than can be added up exactly nothing is said to be proven", () => {
  const pairs = pairsFrom([ones[0]!], others.slice(0, 2), [[1000, 1000.0000004]]);

  expect(assignBest(pairs).certificate).toMatchObject({ proven: false });
});
