import { assignBest, type Pair } from "#core/matching/assign.ts";
import type { Standing } from "#core/matching/candidate.ts";
import type { Facts } from "#core/program/fact.ts";
import { may } from "#core/rules/compiled/pairs.ts";
import { dictionary } from "../rules/match.ts";
import { byColumns } from "../rules/pairs.ts";
import { people } from "../rules/people.ts";

export const side = 1000;

const standing =
  (role: string) =>
  (facts: Facts, place: number): Standing => ({
    ...{ id: `${role}-${place}`, role, facts, waitingSince: "2026-01-01", capacity: 1 },
    ...{ picks: [], with: new Map(), never: new Set<string>() },
  });

/** A round of a thousand mentees and as many mentors: 16 conditions for each of a million pairs, and then the best whole assignment. */
export function scoredRound() {
  const seeking = people(dictionary, side, 1, "mentee.");
  const sought = people(dictionary, side, 2, "mentor.");
  const [mentees, mentors] = [seeking.map(standing("mentee")), sought.map(standing("mentor"))];
  const find = (): Pair[] => {
    const found: Pair[] = [];
    byColumns(seeking, sought, (one, row) => {
      for (let other = 0; other < side; other++)
        if (row.may[other] === may.yes)
          found.push({ mentee: mentees[one]!, mentor: mentors[other]!, score: row.points[other]! });
    });
    return found;
  };
  return { find, round: () => assignBest(find()) };
}
