import type { People, Whole } from "#core/matching/assignment/problem.ts";
import { chances } from "../rules/people.ts";

const traits = 8;

/** So many mentees and as many mentors with one place each; of all pairs 45 in 100 are forbidden. */
export function dense(size: number, seed: number): Whole {
  const chance = chances(seed);
  const pointsOf = fits(size, size, chance);
  const possible = () => Array.from({ length: size }, (_, mentor) => mentor).filter(() => chance() >= 0.45);
  return whole(Array.from({ length: size }, possible), pointsOf, new Int32Array(size).fill(1));
}

/** A third as many mentors with 1 to 5 places each; each mentee's 30 best of 300. */
export function sparse(size: number, seed: number): Whole {
  const chance = chances(seed);
  const mentors = Math.round(size / 3);
  const pointsOf = fits(size, mentors, chance);
  const rows = Array.from({ length: size }, (_, mentee) => {
    const looked = new Set(Array.from({ length: 300 }, () => Math.floor(chance() * mentors)));
    return [...looked]
      .map((mentor) => ({ mentor, points: pointsOf(mentee, mentor) }))
      .sort((one, other) => other.points - one.points)
      .slice(0, 30)
      .map(({ mentor }) => mentor)
      .sort((one, other) => one - other);
  });
  return whole(
    rows,
    pointsOf,
    Int32Array.from({ length: mentors }, () => 1 + Math.floor(chance() * 5)),
  );
}

/** 1 to 1000 points: what two have in common, and how sought-after a mentor is, so that many want the same. */
function fits(mentees: number, mentors: number, chance: () => number) {
  const [ones, others] = [mentees, mentors].map((count) =>
    Float64Array.from({ length: count * traits }, chance),
  );
  const sought = Float64Array.from({ length: mentors }, () => chance() * 300);
  return (mentee: number, mentor: number): number => {
    let points = sought[mentor]!;
    for (let trait = 0; trait < traits; trait++)
      if (Math.abs(ones![mentee * traits + trait]! - others![mentor * traits + trait]!) < 0.3) points += 85;
    return Math.max(1, Math.min(1000, Math.round(points)));
  };
}

function whole(
  rows: number[][],
  pointsOf: (mentee: number, mentor: number) => number,
  places: Int32Array,
): Whole {
  const start = Int32Array.from([0, ...rows.map(({ length }) => length)]);
  for (let one = 1; one < start.length; one++) start[one]! += start[one - 1]!;
  const mentor = Int32Array.from(rows.flat());
  const points = Float64Array.from(rows.flatMap((row, mentee) => row.map((each) => pointsOf(mentee, each))));
  const bonus = new Float64Array(rows.length);
  const people = (most: Int32Array): People => ({
    count: most.length,
    least: new Int32Array(most.length),
    most,
    already: new Int32Array(most.length),
  });
  return {
    mentees: people(new Int32Array(rows.length).fill(1)),
    mentors: people(places),
    start,
    mentor,
    aims: [
      { worth: new Float64Array(mentor.length).fill(1), bonus, step: 0 },
      { worth: points, bonus, step: 0 },
    ],
  };
}
