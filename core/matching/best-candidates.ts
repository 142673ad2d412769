import type { Pair } from "./assign.ts";

/** So many possible pairs are held at once; of more, each mentee's best. 2,000 people a side have no more. */
const mostHeld = 4_000_000;
/** However many mentees there are, each has at least so many. */
const fewest = 30;

/** How many candidates each of so many mentees may have. */
export const mostEach = (mentees: number): number =>
  Math.max(fewest, Math.floor(mostHeld / Math.max(1, mentees)));

/**
 * The best of a mentee's pairs, in their order. Of those that are equally good at the end each mentee has others, so that not
 * everybody is left with the same few mentors; `at` is her place in line.
 */
export function bestCandidates(pairs: Pair[], most: number, at: number): Pair[] {
  if (pairs.length <= most) return pairs;
  const counts = new Map<number, number>();
  for (const { score } of pairs) counts.set(score, (counts.get(score) ?? 0) + 1);
  let left = most;
  let last = Number.NEGATIVE_INFINITY;
  for (const score of [...counts.keys()].sort((one, other) => other - one)) {
    last = score;
    if (counts.get(score)! >= left) break;
    left -= counts.get(score)!;
  }
  const equal = counts.get(last)!;
  const from = (at * left) % equal;
  let nth = -1;
  return pairs.filter(({ score }) => {
    if (score !== last) return score > last;
    nth++;
    return (nth - from + equal) % equal < left;
  });
}
