import type { Pack } from "../../program/pack.ts";
import { assignBest, type Pair } from "../assign.ts";
import { matchingOf, pairFacts, type Two } from "../candidate.ts";
import { type Note, note } from "../note.ts";
import { leftOf, pairsOf, sum } from "../pairing.ts";
import type { Round } from "../round.ts";
import { score } from "../score.ts";
import { type Lines, look, type RoundMore, stuck } from "../search.ts";

/** The whole assignment of everybody at once; a mentor takes as many as there is room for. */
export function assignmentRound(pack: Pack, lines: Lines, on: string, more: RoundMore): Round {
  const found = look(pack, lines);
  const { keep, gone } = keptIn(pack, lines, more.keep ?? []);
  const { chosen, certificate } = assignBest(found.possible, {
    ...{ aims: matchingOf(pack).aims, on, keep },
    complete: found.complete && found.unlooked === 0,
    mentors: lines.mentors.filter(({ capacity }) => capacity > 0),
  });
  return {
    method: "assignment",
    pairs: pairsOf(pack, chosen),
    unmatched: leftOf(pack, lines, chosen),
    total: sum(chosen),
    optimal: found.review.length === 0 && certificate.complete && certificate.proven,
    certificate,
    review: found.review,
    notes: [...gone, ...stuck(pack, lines, found.near), ...openMore(found.unlooked)],
  };
}

const openMore = (pairs: number): Note[] =>
  pairs === 0
    ? []
    : [
        note(
          "open",
          [],
          `Of ${pairs} more pairs too little is known, and they were not looked at one by one: find out first what the others wait for.`,
        ),
      ];

/** The pairs that stay, as long as both are there and have a place for each other. */
export function keptIn(pack: Pack, lines: Lines, keep: readonly Two[]): { keep: Pair[]; gone: Note[] } {
  const { mentor: mentorRole, mentee: menteeRole } = matchingOf(pack);
  const [mentors, mentees] = [lines.mentors, lines.mentees].map(
    (all) => new Map(all.map((one) => [one.id, { one, room: one.capacity }])),
  ) as [Map<string, Place>, Map<string, Place>];
  const kept: { keep: Pair[]; gone: Note[] } = { keep: [], gone: [] };
  for (const two of keep) {
    const [mentor, mentee] = [mentors.get(two.mentor), mentees.get(two.mentee)];
    if (mentor && mentee && mentor.room > 0 && mentee.room > 0) {
      mentor.room--;
      mentee.room--;
      const points = score(pack, pairFacts(mentor.one, mentee.one));
      kept.keep.push({ mentor: mentor.one, mentee: mentee.one, score: points });
      continue;
    }
    const people = [
      { id: two.mentor, role: mentorRole },
      { id: two.mentee, role: menteeRole },
    ];
    const sentence = `${two.mentee} with ${two.mentor} was to stay, and one of the two is not there any more or has no place left.`;
    kept.gone.push(note("gone", people, sentence));
  }
  return kept;
}

interface Place {
  one: Lines["mentors"][number];
  room: number;
}
