import { byWaiting, type Standing } from "./candidate.ts";

export interface Pair {
  mentor: Standing;
  mentee: Standing;
  score: number;
}

/**
 * Best pair first, as long as both have room. Between equal pairs the mentee who waits longest goes first, then the mentor
 * who does, then the one whose id comes first: the same people always give the same pairs.
 */
export function assign(possible: Pair[]): Pair[] {
  const left = new Map<Standing, number>();
  const room = (one: Standing) => left.get(one) ?? one.capacity;
  const take = (one: Standing) => left.set(one, room(one) - 1);
  return [...possible].sort(bestFirst).filter(({ mentor, mentee }) => {
    if (room(mentor) <= 0 || room(mentee) <= 0) return false;
    take(mentor);
    take(mentee);
    return true;
  });
}

/**
 * Whether these pairs are surely the best there are, first in number and then in points: everyone on one side got as many as
 * possible, and the best for them. Where that is not so they may still be; it is only not proven here.
 */
export function provenBest(possible: Pair[], chosen: Pair[]): boolean {
  return (["mentee", "mentor"] as const).some((side) => {
    const got = bySide(chosen, side);
    return [...bySide(possible, side)].every(([one, scores]) => {
      const best = scores.slice(0, Math.max(0, one.capacity));
      const theirs = got.get(one) ?? [];
      return theirs.length === best.length && theirs.every((score, place) => score === best[place]);
    });
  });
}

const bestFirst = (one: Pair, other: Pair): number =>
  other.score - one.score || byWaiting(one.mentee, other.mentee) || byWaiting(one.mentor, other.mentor);

/** The scores of each one's pairs, best first. */
function bySide(pairs: Pair[], side: "mentee" | "mentor"): Map<Standing, number[]> {
  const scores = Map.groupBy(pairs, (pair) => pair[side]);
  return new Map(
    [...scores].map(([one, each]) => [one, each.map(({ score }) => score).sort((a, b) => b - a)]),
  );
}
