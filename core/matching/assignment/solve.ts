import { firstPrices } from "./first-prices.ts";
import { type Half, halvesOf, placesAt, take } from "./half.ts";
import { Paths } from "./paths.ts";
import { type Answer, costOf, type Problem } from "./problem.ts";

/**
 * The best assignment by one aim, with the prices that prove it. First prices that are nearly right, then what fits exactly at
 * them, then a shortest path for each place that is missing: of mentees, and then of mentors.
 *
 * @throws Error when there is no assignment that gives everybody as many as they must have.
 */
export function solve(problem: Problem): Answer {
  const { mentees, mentors } = halvesOf(problem);
  const { worth } = problem;
  const used = new Uint8Array(worth.length);
  const start = firstPrices(problem, mentees, mentors);
  mentors.price.set(start.mentors);
  priceMentees(problem, mentees, mentors);
  for (const half of [mentees, mentors])
    for (let one = 0; one < half.count; one++) half.places[one] = placesAt(half, one, half.price[one]!);
  fill(problem, mentees, mentors, used, start.liked);
  new Paths(mentees, mentors, worth, used).settleAll();
  new Paths(mentors, mentees, worth, used).settleAll();
  return { used, prices: { mentees: mentees.price, mentors: mentors.price } };
}

/** As little as no candidate is worth more than both prices. */
function priceMentees({ worth }: Problem, { count, start, partner, price }: Half, mentors: Half): void {
  for (let one = 0; one < count; one++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let candidate = start[one]!; candidate < start[one + 1]!; candidate++) {
      const gain = worth[candidate]! - mentors.price[partner[candidate]!]!;
      if (gain > most) most = gain;
    }
    price[one] = most === Number.NEGATIVE_INFINITY ? 0 : most;
  }
}

/** Uses what is worth exactly both prices, as long as there is a place: first what is liked, then in the order of the candidates. */
function fill(problem: Problem, mentees: Half, mentors: Half, used: Uint8Array, liked: Int32Array): void {
  const { worth } = problem;
  const { count, start, partner, price } = mentees;
  const use = (one: number, candidate: number) => {
    const other = partner[candidate]!;
    if (used[candidate] === 1 || worth[candidate] !== price[one]! + mentors.price[other]!) return;
    if (mentees.taken[one]! >= mentees.places[one]! || !hasPlace(mentors, other)) return;
    used[candidate] = 1;
    take(mentees, candidate);
    take(mentors, candidate);
  };
  for (let one = 0; one < count; one++) if (liked[one]! >= 0) use(one, liked[one]!);
  for (let one = 0; one < count; one++)
    for (let candidate = start[one]!; candidate < start[one + 1]!; candidate++) {
      if (mentees.taken[one]! >= mentees.places[one]!) break;
      use(one, candidate);
    }
}

/** A place that is owed, or one that costs exactly its price. */
function hasPlace(half: Half, one: number): boolean {
  const places = half.places[one]!;
  if (half.taken[one]! < places) return true;
  if (places >= half.side.most[one]! || costOf(half.side, one, places + 1) !== half.price[one]!) return false;
  half.places[one]!++;
  return true;
}
