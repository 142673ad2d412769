import type { Method } from "../../program/matching.ts";
import type { Pack } from "../../program/pack.ts";
import type { Pair } from "../assign.ts";
import type { Standing } from "../candidate.ts";
import { type Note, note } from "../note.ts";
import { pairsOf, sum } from "../pairing.ts";
import type { Round, UnmatchedReason } from "../round.ts";
import { type Found, type Lines, lookAlone, stuck } from "../search.ts";
import { areApart, whyUnmatched } from "../unmatched.ts";
import { shortlistsOf, withRoomAfter } from "./shortlists.ts";

/**
 * Each mentee gets the first mentor whom she chose and who may be hers and has a place, those who wait longest first: no mentor gets
 * more than there is room for, and nobody is given somebody whom she did not choose. Whoever has nobody yet gets a list to choose from.
 */
export function choiceRound(
  pack: Pack,
  { shortlist }: Extract<Method, { by: "choice" }>,
  lines: Lines,
): Round {
  const found = chosenBy(pack, lines);
  const chosen = served(lines, found.possible);
  const matched = new Set(chosen.flatMap(({ mentor, mentee }) => [mentor, mentee]));
  const left = withRoomAfter(lines, chosen);
  const { lists, near } = shortlistsOf(pack, left, shortlist);
  const without = lines.mentees.filter((one) => !matched.has(one));
  return {
    method: "choice",
    pairs: pairsOf(pack, chosen),
    unmatched: [
      ...without.map((one) => ({
        id: one.id,
        role: one.role,
        why: whyMentee(pack, one, lines, chosen, lists),
      })),
      ...lines.mentors
        .filter((one) => !matched.has(one))
        .map((one) => ({ id: one.id, role: one.role, why: whyMentor(pack, one, lines, near.mentors) })),
    ],
    total: sum(chosen),
    optimal: false,
    review: found.review,
    shortlists: lists.filter(({ mentee }) => without.some(({ id }) => id === mentee)),
    notes: [...found.notes, ...notChosen(without, lists), ...stuck(pack, lines, near)],
  };
}

type Chosen = Found & { notes: Note[] };

/** Whom mentees chose and may have, in the order of their waiting and of their choice. */
function chosenBy(pack: Pack, { mentees, mentors }: Lines): Chosen {
  const byId = new Map(mentors.map((one) => [one.id, one]));
  const all: Chosen = { possible: [], review: [], notes: [] };
  for (const mentee of mentees) {
    for (const id of new Set(mentee.picks)) {
      const mentor = byId.get(id);
      const found: Found = { possible: [], review: [] };
      if (mentor && mentor.id !== mentee.id && !areApart(mentor, mentee))
        lookAlone(pack, mentor, mentee, found);
      all.possible.push(...found.possible);
      all.review.push(...found.review);
      if (found.possible.length + found.review.length === 0)
        all.notes.push(note("picked", [mentee], `${mentee.id} chose ${id}: ${whyNot(pack, mentee, mentor)}`));
    }
  }
  return all;
}

/** Why one who was picked cannot be had. */
export const whyNot = (pack: Pack, one: Standing, other: Standing | undefined): string =>
  other && other.id !== one.id
    ? whyUnmatched(pack, one, [other], [])[0]!.sentence
    : "Nobody of this name can be had in this round.";

function served({ mentors, mentees }: Lines, wanted: Pair[]): Pair[] {
  const room = new Map([...mentors, ...mentees].map((one) => [one, one.capacity]));
  return wanted.filter(({ mentor, mentee }) => {
    if (room.get(mentor)! <= 0 || room.get(mentee)! <= 0) return false;
    for (const one of [mentor, mentee]) room.set(one, room.get(one)! - 1);
    return true;
  });
}

const notChosen = (without: Standing[], lists: Round["shortlists"] = []): Note[] =>
  without
    .filter(({ id, picks }) => picks.length === 0 && lists.some(({ mentee }) => mentee === id))
    .map((one) => note("not chosen", [one], `${one.id} has not chosen yet: give them the list.`));

function whyMentee(
  pack: Pack,
  one: Standing,
  { mentors }: Lines,
  chosen: Pair[],
  lists: Round["shortlists"] = [],
): UnmatchedReason[] {
  const list = lists.find(({ mentee }) => mentee === one.id)?.mentors.length ?? 0;
  if (one.picks.length > 0) {
    const picked = mentors.filter(({ id }) => one.picks.includes(id));
    return whyUnmatched(pack, one, picked.length > 0 ? picked : mentors, chosen);
  }
  if (list === 0) return whyUnmatched(pack, one, mentors, chosen);
  const sentence = `Has not chosen yet; ${list === 1 ? "one mentor is" : `${list} mentors are`} on the list.`;
  return [{ stop: "not chosen", rules: [], needs: [], sentence }];
}

function whyMentor(pack: Pack, one: Standing, { mentees }: Lines, near: Set<string>): UnmatchedReason[] {
  if (one.capacity <= 0 || !near.has(one.id)) return whyUnmatched(pack, one, mentees, []);
  return [{ stop: "not chosen", rules: [], needs: [], sentence: "Nobody has chosen this one yet." }];
}
