import type { Pack } from "../program/pack.ts";
import { type Candidate, pairFacts, type Standing } from "./candidate.ts";
import { type Eligibility, eligibility } from "./eligibility.ts";
import { type Note, note } from "./note.ts";
import { linesOf, type RoundMore } from "./search.ts";
import { forbiddenSentence } from "./unmatched.ts";

export interface StagedPair {
  mentor: string;
  mentee: string;
}

/**
 * What is left of pairs that were staged, on the day that somebody approves them: `people` are those who wait now. A pair is held
 * back, with a sentence, when one of the two waits no more, has no place any more, or the rules now say otherwise; the rest goes on.
 */
export function stillGood(
  pack: Pack,
  staged: readonly StagedPair[],
  people: { mentees: Candidate[]; mentors: Candidate[] },
  on: string,
  more: RoundMore = {},
): { good: StagedPair[]; notes: Note[] } {
  const lines = linesOf(pack, people.mentees, people.mentors, on, more);
  const mentors = new Map(lines.mentors.map((one) => [one.id, one]));
  const mentees = new Map(lines.mentees.map((one) => [one.id, one]));
  const room = new Map([...lines.mentors, ...lines.mentees].map((one) => [one, one.capacity]));
  const good: StagedPair[] = [];
  const notes: Note[] = [];
  for (const pair of staged) {
    const [mentor, mentee] = [mentors.get(pair.mentor), mentees.get(pair.mentee)];
    const why = held(pack, pair, mentor, mentee, room);
    if (why === undefined) {
      for (const one of [mentor!, mentee!]) room.set(one, room.get(one)! - 1);
      good.push(pair);
    } else {
      const both = [mentee, mentor].filter((one) => one !== undefined);
      notes.push(note("gone", both, `${pair.mentee} and ${pair.mentor} are not proposed: ${why}`));
    }
  }
  return { good, notes };
}

function held(
  pack: Pack,
  pair: StagedPair,
  mentor: Standing | undefined,
  mentee: Standing | undefined,
  room: Map<Standing, number>,
): string | undefined {
  if (!mentor || !mentee) return `${mentor ? pair.mentee : pair.mentor} does not wait any more.`;
  for (const one of [mentor, mentee]) if (room.get(one)! <= 0) return `${one.id} has no free place any more.`;
  const may: Eligibility = eligibility(pack, pairFacts(mentor, mentee));
  if (may.may === "no") return forbiddenSentence(pack, may);
  return may.may === "unknown" ? "something that the rules look at is not known any more." : undefined;
}
