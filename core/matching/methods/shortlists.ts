import type { Pack } from "../../program/pack.ts";
import type { Pair } from "../assign.ts";
import { byWaiting, type Standing } from "../candidate.ts";
import { reasonsFor } from "../pairing.ts";
import type { Shortlist } from "../round.ts";
import { eachRow, type Lines, type Near, nobodyNear, noteNear } from "../search.ts";

/** The best mentors with a free place for each mentee, and who has anybody at all. */
export function shortlistsOf(pack: Pack, lines: Lines, length: number): { lists: Shortlist[]; near: Near } {
  const near = nobodyNear();
  const lists: Shortlist[] = [];
  eachRow(pack, lines, (possible, review, mentee) => {
    noteNear(near, { possible, review });
    if (mentee.capacity <= 0) return;
    const mentors = best(possible, length).map(({ mentor, score }) => ({
      mentor: mentor.id,
      score,
      because: reasonsFor(pack, mentor, mentee),
    }));
    if (mentors.length > 0) lists.push({ mentee: mentee.id, mentors });
  });
  return { lists, near };
}

const best = (possible: Pair[], length: number): Pair[] =>
  possible
    .filter(({ mentor }) => mentor.capacity > 0)
    .sort((one, other) => other.score - one.score || byWaiting(one.mentor, other.mentor))
    .slice(0, length);

/** The same people with the places that are still free after these pairs. */
export function withRoomAfter(lines: Lines, chosen: readonly Pair[]): Lines {
  const taken = new Map<string, number>();
  for (const { mentor, mentee } of chosen)
    for (const { role, id } of [mentor, mentee])
      taken.set(`${role} ${id}`, (taken.get(`${role} ${id}`) ?? 0) + 1);
  const left = (one: Standing): Standing => ({
    ...one,
    capacity: one.capacity - (taken.get(`${one.role} ${one.id}`) ?? 0),
  });
  return { mentees: lines.mentees.map(left), mentors: lines.mentors.map(left) };
}
