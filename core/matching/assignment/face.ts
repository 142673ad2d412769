import {
  type Answer,
  costOf,
  type Graph,
  type People,
  type Problem,
  type Side,
  type Whole,
} from "./problem.ts";

/**
 * All assignments that are as good as can be by the aims so far: `graph` with less room for some people and fewer candidates, of
 * which `candidate` says which each is of the whole. Those in `fixed` are used by every one of them.
 */
export interface Face {
  graph: Graph;
  candidate: Int32Array;
  fixed: number[];
}

export function faceOf({ mentees, mentors, start, mentor }: Whole): Face {
  const candidate = new Int32Array(mentor.length);
  for (let each = 0; each < candidate.length; each++) candidate[each] = each;
  return { graph: { mentees, mentors, start, mentor }, candidate, fixed: [] };
}

/** The candidates' own numbers in this face. */
export const facing = ({ candidate }: Face, worth: Float64Array): Float64Array => {
  // None has been dropped.
  if (candidate.length === worth.length) return worth;
  const own = new Float64Array(candidate.length);
  for (let each = 0; each < own.length; each++) own[each] = worth[candidate[each]!]!;
  return own;
};

/** What is used, by candidate of the whole. */
export function usedOf({ candidate, fixed }: Face, used: Uint8Array, size: number): Uint8Array {
  const whole = new Uint8Array(size);
  for (const each of fixed) whole[each] = 1;
  for (let each = 0; each < candidate.length; each++) whole[candidate[each]!] = used[each]!;
  return whole;
}

/**
 * Raises prices so that they pay also for places that an earlier aim has filled for good: who takes nobody here may be as dear as
 * that, because the next place costs no less.
 */
export function supportSettled(problem: Problem, { used, prices }: Answer, whole: Whole): void {
  const taken = {
    mentees: new Int32Array(problem.mentees.count),
    mentors: new Int32Array(problem.mentors.count),
  };
  for (let one = 0; one < problem.mentees.count; one++)
    for (let each = problem.start[one]!; each < problem.start[one + 1]!; each++) {
      taken.mentees[one]! += used[each]!;
      taken.mentors[problem.mentor[each]!]! += used[each]!;
    }
  for (const side of ["mentees", "mentors"] as const)
    for (let one = 0; one < problem[side].count; one++) {
      if (taken[side][one]! > 0 || problem[side].already[one] === whole[side].already[one]) continue;
      prices[side][one] = Math.max(prices[side][one]!, costOf(problem[side], one, 0));
    }
}

/**
 * The assignments of a face that are best by one more aim. By complementary slackness these are, at the prices of any one of
 * them, those that use what is worth more than its prices, nothing that is worth less, and places in the same way.
 */
export function narrow(
  face: Face,
  problem: Problem,
  { used, prices }: Answer,
): { face: Face; used: Uint8Array<ArrayBuffer> } {
  const mentees = roomAt(problem.mentees, prices.mentees);
  const mentors = roomAt(problem.mentors, prices.mentors);
  const fixed = [...face.fixed];
  const size = problem.worth.length;
  const kept = { mentor: new Int32Array(size), candidate: new Int32Array(size), used: new Uint8Array(size) };
  const start = new Int32Array(mentees.count + 1);
  let count = 0;
  for (let one = 0; one < mentees.count; one++) {
    const price = prices.mentees[one]!;
    for (let each = problem.start[one]!; each < problem.start[one + 1]!; each++) {
      const other = problem.mentor[each]!;
      const gain = problem.worth[each]! - price - prices.mentors[other]!;
      if (gain === 0) {
        kept.mentor[count] = other;
        kept.candidate[count] = face.candidate[each]!;
        kept.used[count++] = used[each]!;
      } else if (gain > 0) {
        fixed.push(face.candidate[each]!);
        settle(mentees, one);
        settle(mentors, other);
      }
    }
    start[one + 1] = count;
  }
  // The same graph again: what was worked out about it still holds.
  if (count === size)
    return { face: { ...face, graph: { ...face.graph, mentees, mentors } }, used: used.slice() };
  const graph = { mentees, mentors, start, mentor: kept.mentor.slice(0, count) };
  return {
    face: { graph, candidate: kept.candidate.slice(0, count), fixed },
    used: kept.used.slice(0, count),
  };
}

/** How many people may and must take so that it stays the best at these prices. */
function roomAt(side: Side, prices: Float64Array): People {
  const { count, already } = side;
  const least = new Int32Array(count);
  const most = new Int32Array(count);
  for (let one = 0; one < count; one++) {
    let [must, may] = [side.least[one]!, side.least[one]!];
    while (may < side.most[one]! && costOf(side, one, may + 1) <= prices[one]!) {
      may++;
      if (costOf(side, one, may) < prices[one]!) must = may;
    }
    least[one] = must;
    most[one] = may;
  }
  return { count, least, most, already: already.slice() };
}

/** One place is taken for good. */
function settle({ least, most, already }: People, one: number): void {
  least[one] = Math.max(0, least[one]! - 1);
  most[one]!--;
  already[one]!++;
}
