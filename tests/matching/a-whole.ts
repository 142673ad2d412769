import fc from "fast-check";
import type { People, Weighing, Whole } from "#core/matching/assignment/problem.ts";

/** Shapes of rounds: how many on each side, how many of all pairs are possible, how many places, and what points there are. */
export const shapes = {
  dense: { mentees: [1, 7], mentors: [1, 7], possible: 1, places: [1, 1], points: [0, 1000] },
  sparse: { mentees: [3, 9], mentors: [3, 9], possible: 0.3, places: [1, 1], points: [0, 1000] },
  "with capacities": { mentees: [2, 9], mentors: [1, 4], possible: 0.7, places: [0, 5], points: [0, 100] },
  "with many ties": { mentees: [2, 8], mentors: [2, 5], possible: 0.8, places: [1, 3], points: [0, 2] },
  "with negative points": {
    mentees: [2, 7],
    mentors: [2, 7],
    possible: 0.7,
    places: [1, 2],
    points: [-9, 9],
  },
  "with hardly anybody": { mentees: [0, 2], mentors: [0, 2], possible: 0.7, places: [0, 2], points: [-3, 3] },
} as const;
export type Shape = keyof typeof shapes;

/** The aims, as weighings of these candidates, in any order and number. */
export const aWhole = (shape: Shape, severalEach = false): fc.Arbitrary<Whole> => {
  const { mentees, mentors, possible, places, points } = shapes[shape];
  const between = ([min, max]: readonly [number, number]) => fc.integer({ min, max });
  return fc.tuple(between(mentees), between(mentors)).chain(([ones, others]) =>
    fc
      .record({
        mentees: people(ones, severalEach ? [0, 3] : [1, 1]),
        mentors: people(others, places),
        may: fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), all(others)), all(ones)),
        points: fc.array(fc.array(between(points), all(others)), all(ones)),
        long: fc.array(fc.boolean(), all(ones)),
        aims: fc.shuffledSubarray(["many", "total", "long", "spread"] as const, { minLength: 1 }),
      })
      .map(({ may, aims, long, points, ...sides }) => {
        const pairs = may.flatMap((row, one) =>
          row.flatMap((chance, other) => (chance <= possible ? [[one, other] as const] : [])),
        );
        const start = Int32Array.from(
          { length: ones + 1 },
          (_, one) => pairs.filter(([mentee]) => mentee < one).length,
        );
        const mentor = Int32Array.from(pairs, ([, other]) => other);
        const none = () => new Float64Array(pairs.length);
        const nobody = () => new Float64Array(ones);
        const weighings: Record<(typeof aims)[number], Weighing> = {
          many: { worth: none().fill(1), bonus: nobody(), step: 0 },
          total: {
            worth: Float64Array.from(pairs, ([one, other]) => points[one]![other]!),
            bonus: nobody(),
            step: 0,
          },
          long: { worth: none(), bonus: Float64Array.from(long, Number), step: 0 },
          spread: { worth: none(), bonus: nobody(), step: 1 },
        };
        return { ...sides, start, mentor, aims: aims.map((aim) => weighings[aim]) };
      }),
  );
};

const all = (length: number) => ({ minLength: length, maxLength: length });

const people = (count: number, [min, max]: readonly [number, number]): fc.Arbitrary<People> =>
  fc
    .record({
      most: fc.array(fc.integer({ min, max }), all(count)),
      already: fc.array(fc.constantFrom(0, 0, 0, 1, 2), all(count)),
    })
    .map(({ most, already }) => ({
      count,
      least: new Int32Array(count),
      most: Int32Array.from(most),
      already: Int32Array.from(already),
    }));

/** By candidate, who it is. */
export function pairsIn({ mentees, start, mentor }: Whole): { mentee: number; mentor: number }[] {
  const owner = (candidate: number) =>
    Array.from({ length: mentees.count }, (_, one) => one).find((one) => candidate < start[one + 1]!)!;
  return Array.from(mentor, (other, candidate) => ({ mentee: owner(candidate), mentor: other }));
}
