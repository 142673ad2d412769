import { costOf, type Prices, problemOf, type Side, type Whole } from "./problem.ts";

/** By aim: what an assignment is worth, and the most that any could be worth in the order of the aims. */
export interface Proof {
  values: number[];
  bounds: number[];
}

/**
 * Checks an assignment against prices, whoever made both: it reads the problem alone and adds up. Whatever the prices are, no
 * assignment is worth more than the bounds (weak duality, which holds also where worth is a row of numbers compared as words
 * are: that row by row stands for weights of any size). So where values and bounds are the same, no assignment is better.
 *
 * @throws Error when `used` gives somebody too many or too few.
 */
export function proofOf(whole: Whole, used: Uint8Array, prices: readonly Prices[]): Proof {
  return { values: valuesOf(whole, used), bounds: boundsOf(whole, prices) };
}

export const proves = ({ values, bounds }: Proof): boolean =>
  values.every((value, aim) => value === bounds[aim]);

function valuesOf(whole: Whole, used: Uint8Array): number[] {
  const { start, mentor } = whole;
  const taken = new Int32Array(whole.mentees.count);
  const given = new Int32Array(whole.mentors.count);
  const values = whole.aims.map(() => 0);
  for (let one = 0; one < taken.length; one++)
    for (let candidate = start[one]!; candidate < start[one + 1]!; candidate++) {
      if (used[candidate] === 0) continue;
      taken[one]!++;
      given[mentor[candidate]!]!++;
      whole.aims.forEach(({ worth }, aim) => {
        values[aim]! += worth[candidate]!;
      });
    }
  return whole.aims.map((weighing, aim) => {
    const { mentees, mentors } = problemOf(whole, weighing);
    return values[aim]! - costs(mentees, taken) - costs(mentors, given);
  });
}

function costs(side: Side, taken: Int32Array): number {
  let sum = 0;
  for (let one = 0; one < side.count; one++) {
    const [least, most] = [side.least[one]!, side.most[one]!];
    if (taken[one]! < least || taken[one]! > most)
      throw new Error(`somebody has ${taken[one]} in this round, and should have ${least} to ${most}`);
    for (let kth = 1; kth <= taken[one]!; kth++) sum += costOf(side, one, kth);
  }
  return sum;
}

function boundsOf(whole: Whole, prices: readonly Prices[]): number[] {
  const bounds = new Float64Array(prices.length);
  const problems = whole.aims.map((weighing) => problemOf(whole, weighing));
  for (const side of ["mentees", "mentors"] as const) {
    const sides = problems.map((problem) => problem[side]);
    const own = prices.map((each) => each[side]);
    addPlaces(bounds, sides, own);
  }
  addCandidates(bounds, whole, prices);
  return [...bounds];
}

/** What everybody's places bring at their prices: those that must be taken, and of the others those that pay. */
function addPlaces(bounds: Float64Array, sides: Side[], prices: Float64Array[]): void {
  const { count, least, most } = sides[0]!;
  const gains = new Float64Array(sides.length);
  for (let one = 0; one < count; one++)
    for (let kth = 1; kth <= most[one]!; kth++) {
      for (let aim = 0; aim < gains.length; aim++)
        gains[aim] = prices[aim]![one]! - costOf(sides[aim]!, one, kth);
      if (kth > least[one]! && !pays(gains)) break;
      add(bounds, gains);
    }
}

/** What a candidate is worth above both prices, where it pays. */
function addCandidates(bounds: Float64Array, whole: Whole, prices: readonly Prices[]): void {
  const { mentees, start, mentor, aims } = whole;
  const gains = new Float64Array(aims.length);
  for (let one = 0; one < mentees.count; one++)
    for (let candidate = start[one]!; candidate < start[one + 1]!; candidate++) {
      const other = mentor[candidate]!;
      let aim = 0;
      let sign = 0;
      for (; aim < gains.length && sign >= 0; aim++) {
        const price = prices[aim]!;
        gains[aim] = aims[aim]!.worth[candidate]! - price.mentees[one]! - price.mentors[other]!;
        if (sign === 0) sign = gains[aim]!;
      }
      if (sign > 0) add(bounds, gains);
    }
}

/** Whether a row of gains is more than nothing, the first that is not 0 being what counts. */
function pays(gains: Float64Array): boolean {
  for (let aim = 0; aim < gains.length; aim++) if (gains[aim] !== 0) return gains[aim]! > 0;
  return false;
}

function add(bounds: Float64Array, gains: Float64Array): void {
  for (let aim = 0; aim < gains.length; aim++) bounds[aim]! += gains[aim]!;
}
