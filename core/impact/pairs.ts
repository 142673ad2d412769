import { sided } from "../matching/candidate.ts";
import type { Pack } from "../program/pack.ts";
import { match, rolesOf, type Subject } from "./subject.ts";

export interface Pairs {
  pairs: Subject[];
  /** How many more there would be. */
  leftOut: number;
}

/** Who might be matched with whom among these people, at most so many pairs; of a program that matches nobody, none. */
export function pairsOf(pack: Pack, subjects: readonly Subject[], most: number): Pairs {
  const { matching } = pack.program;
  if (!matching) return { pairs: [], leftOut: 0 };
  const of = (role: string) =>
    subjects
      .filter((one) => one.role !== match && rolesOf(pack, one).join() === role)
      .map((one) => ({ id: one.id, facts: sided(role, one.facts) }));
  const [mentors, mentees] = [of(matching.mentor), of(matching.mentee)];
  const pairs: Subject[] = [];
  for (const mentee of mentees) {
    for (const mentor of mentors.slice(0, most - pairs.length)) pairs.push(pairOf(mentor, mentee));
  }
  return { pairs, leftOut: mentors.length * mentees.length - pairs.length };
}

type One = Pick<Subject, "id" | "facts">;

const pairOf = (mentor: One, mentee: One): Subject => ({
  id: `${mentor.id} + ${mentee.id}`,
  role: match,
  facts: { ...mentor.facts, ...mentee.facts },
  members: [mentor.id, mentee.id],
});
