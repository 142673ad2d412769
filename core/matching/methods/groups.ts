import type { Facts } from "../../program/fact.ts";
import type { Method } from "../../program/matching.ts";
import type { Pack } from "../../program/pack.ts";
import { derive } from "../../rules/derive.ts";
import { label } from "../../rules/wording.ts";
import { assign, type Pair } from "../assign.ts";
import { matchingOf, type Standing, sided } from "../candidate.ts";
import { type Note, note } from "../note.ts";
import { leftOf, reasonsFor, sum } from "../pairing.ts";
import type { Group, Round } from "../round.ts";
import { eachRow, type Lines, type RoundMore } from "../search.ts";
import { formGroups } from "./form-groups.ts";
import { saidOf } from "./likeness.ts";

type Groups = Extract<Method, { by: "groups" }>;

/** Mentees who go together. The members' facts hold what the group said together of its mentor. */
interface Formed {
  id: string;
  members: Standing[];
  wishes: Facts;
}

/**
 * Groups first, then a mentor for each: one whom the rules let be with every member, the best whole assignment of points summed over
 * the members. Groups that people formed stay as they are. What a group described together goes before what its members wished each.
 */
export function groupRound(pack: Pack, method: Groups, lines: Lines, on: string, more: RoundMore): Round {
  const formed = groupsOf(pack, method, lines.mentees, on, more);
  const { pairs, review } = mentorsFor(pack, formed, lines.mentors);
  const chosen = assign(pairs);
  const byStand = new Map(formed.map((group) => [group.id, group]));
  const single = chosen.flatMap(({ mentor, mentee }) =>
    byStand.get(mentee.id)!.members.map((member) => ({ mentor, mentee: member, score: 0 })),
  );
  const members = formed.flatMap((group) => group.members);
  const outside = lines.mentees.filter(({ capacity }) => capacity <= 0);
  return {
    method: "groups",
    pairs: chosen.map(({ mentor, mentee, score }) => {
      const group = byStand.get(mentee.id)!;
      return {
        mentor: mentor.id,
        mentees: group.members.map(({ id }) => id),
        score,
        because: group.members.flatMap((member) => reasonsFor(pack, mentor, member)),
        group: group.id,
      };
    }),
    unmatched: leftOf(pack, { mentees: [...members, ...outside], mentors: lines.mentors }, single, forOne),
    total: sum(chosen),
    optimal: false,
    review,
    groups: formed.map((group) => told(method, matchingOf(pack).mentee, group)),
    notes: formed.flatMap((group) => groupNotes(pack, method, group)),
  };
}

const forOne = "Possible, but not with everybody of a group, or has no free place.";

function groupsOf(
  pack: Pack,
  method: Groups,
  mentees: Standing[],
  on: string,
  { groups = [] }: RoundMore,
): Formed[] {
  const { mentee: role } = matchingOf(pack);
  const byId = new Map(mentees.filter(({ capacity }) => capacity > 0).map((one) => [one.id, one]));
  const given = groups.map(({ id, mentees: ids, wishes = {} }): Formed => {
    const members = ids.flatMap((one) => byId.get(one) ?? []);
    for (const { id: one } of members) byId.delete(one);
    return { id, wishes, members: members.map((one) => withWishes(pack, one, sided(role, wishes), on)) };
  });
  const refs = (names: readonly string[] = []) => names.map((name) => `${role}.${name}`);
  const wished = { size: method.size, alike: refs(method.alike), inCommon: refs(method.inCommon) };
  const taken = new Set(given.map(({ id }) => id));
  const made = formGroups([...byId.values()], wished).map((members): Formed => {
    let number = taken.size - given.length + 1;
    while (taken.has(`group-${number}`)) number += 1;
    taken.add(`group-${number}`);
    return { id: `group-${number}`, members, wishes: {} };
  });
  return [...given, ...made].filter(({ members }) => members.length > 0);
}

const withWishes = (pack: Pack, member: Standing, wishes: Facts, on: string): Standing =>
  Object.keys(wishes).length === 0
    ? member
    : { ...member, facts: derive(pack, { ...member.facts, ...wishes }, on) };

/** Who may be a whole group's, and for how many points together. */
function mentorsFor(
  pack: Pack,
  formed: Formed[],
  mentors: Standing[],
): { pairs: Pair[]; review: Round["review"] } {
  const pairs: Pair[] = [];
  const review: Round["review"] = [];
  const members = formed.flatMap((group) =>
    group.members.map((member, place) => ({ member, group, isLast: place === group.members.length - 1 })),
  );
  const everybody: Left = { points: new Map(mentors.map((one) => [one, 0])), open: [] };
  let left = everybody;
  eachRow(pack, { mentees: members.map(({ member }) => member), mentors }, (possible, unsure, _, row) => {
    left = narrowed(left, possible, unsure);
    const { group, isLast } = members[row]!;
    if (!isLast) return;
    const open = new Set(left.open.map(({ mentor }) => mentor));
    const stand = standOf(group);
    for (const [mentor, score] of left.points)
      if (!open.has(mentor.id)) pairs.push({ mentor, mentee: stand, score });
    for (const one of left.open) review.push(one);
    left = everybody;
  });
  return { pairs, review };
}

/** The mentors who may, or might, be with all members so far: with how many points, and where too little is known. */
interface Left {
  points: Map<Standing, number>;
  open: Round["review"];
}

/** With each member fewer are left. */
function narrowed(left: Left, possible: Pair[], unsure: Round["review"]): Left {
  const sure = new Map(possible.map(({ mentor, score }) => [mentor, score]));
  const perhaps = new Set(unsure.map(({ mentor }) => mentor));
  const points = new Map<Standing, number>();
  for (const [mentor, soFar] of left.points)
    if (sure.has(mentor) || perhaps.has(mentor.id)) points.set(mentor, soFar + (sure.get(mentor) ?? 0));
  const still = new Set([...points.keys()].map(({ id }) => id));
  return { points, open: [...left.open, ...unsure].filter(({ mentor }) => still.has(mentor)) };
}

/** A group stands in line as its longest waiting member does, and wants one mentor. */
function standOf({ id, members }: Formed): Standing {
  const waitingSince = members.map((one) => one.waitingSince).sort()[0]!;
  return { ...members[0]!, id, waitingSince, capacity: 1 };
}

const sizeOf = ({ size }: Groups, { members }: Formed): Group["size"] =>
  members.length < size.from ? "small" : members.length > size.to ? "large" : "right";

function told(method: Groups, role: string, group: Formed): Group {
  const alike = method.alike.map((name) => {
    const counts = new Map<string, number>();
    for (const { facts } of group.members)
      for (const one of saidOf(facts[`${role}.${name}`]) ?? []) counts.set(one, (counts.get(one) ?? 0) + 1);
    return [name, Object.fromEntries([...counts].filter(([, count]) => count > 1))] as const;
  });
  return {
    id: group.id,
    mentees: group.members.map(({ id }) => id),
    size: sizeOf(method, group),
    alike: Object.fromEntries(alike),
    wishes: group.wishes,
  };
}

function groupNotes(pack: Pack, method: Groups, group: Formed): Note[] {
  const { from, to } = method.size;
  const { length } = group.members;
  const wanted = from === to ? `${from}` : `${from} to ${to}`;
  const size = sizeOf(method, group);
  const facts = method.alike.map((name) => label(pack, name)).join(", ");
  const notes: Note[] = [];
  if (length === 1)
    notes.push(
      note("alone", group.members, `${group.members[0]!.id} has nothing in common with anybody: ${facts}.`),
    );
  else if (size !== "right")
    notes.push(
      note(
        `${size} group`,
        group.members,
        `${group.id} has ${length} mentees, and ${wanted} are wished: a coordinator decides.`,
      ),
    );
  const missing = (method.described ?? []).filter((name) => group.wishes[name] === undefined);
  if (missing.length > 0 && length > 1) {
    const said = missing.map((name) => label(pack, name)).join(", ");
    const sentence = `${group.id} has not said together whom it wishes (${said}): what each member wished was taken.`;
    notes.push(note("not described", group.members, sentence));
  }
  return notes;
}
