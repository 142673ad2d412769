import type { Method } from "../../program/matching.ts";
import type { Pack } from "../../program/pack.ts";
import { assign, type Pair } from "../assign.ts";
import type { Standing } from "../candidate.ts";
import { type Note, note } from "../note.ts";
import { pairsOf, sum } from "../pairing.ts";
import type { Round, UnmatchedReason } from "../round.ts";
import { type Found, type Lines, lookAlone } from "../search.ts";
import { areApart, whyUnmatched } from "../unmatched.ts";
import { whyNot } from "./choice.ts";
import { withRoomAfter } from "./shortlists.ts";

/**
 * Both sides picked. Two who picked each other come first, as many as can be and the best of them; then, among those with a free
 * place, whom one side picked. Whoever was picked by nobody is proposed to nobody: a coordinator speaks to them before any mail does.
 */
export function speedRound(
  pack: Pack,
  { picks }: Extract<Method, { by: "speed dating" }>,
  lines: Lines,
): Round {
  const met = meetings(pack, lines, picks);
  const wanted = new Set(met.flatMap(pickedIn));
  const both = assign(met.filter(({ by }) => by === "both").flatMap(({ found }) => found.possible));
  const left = withRoomAfter(lines, both);
  const oneSided = met.filter(
    ({ by, mentor, mentee }) => by !== "both" && wanted.has(mentor) && wanted.has(mentee),
  );
  const second = assign(
    among(
      left,
      oneSided.flatMap(({ found }) => found.possible),
    ),
  );
  const chosen = [...both, ...among(lines, second)];
  const by = new Map(met.map((one) => [nameOf(one.mentor.id, one.mentee.id), one.by]));
  return {
    method: "speed dating",
    pairs: chosen.flatMap((pair) =>
      pairsOf(pack, [pair]).map((one) => ({
        ...one,
        picked: by.get(nameOf(pair.mentor.id, pair.mentee.id))!,
      })),
    ),
    unmatched: leftOver(pack, lines, chosen, met, wanted),
    total: sum(chosen),
    optimal: false,
    review: met.flatMap(({ found }) => found.review),
    notes: [...unpicked(lines, wanted), ...tooMany(lines, picks), ...impossible(pack, lines, met, picks)],
  };
}

interface Meeting {
  mentor: Standing;
  mentee: Standing;
  by: "both" | "mentee" | "mentor";
  found: Found;
}

/** Whom the other picked. */
const pickedIn = ({ mentor, mentee, by }: Meeting): Standing[] => [
  ...(by === "mentor" ? [] : [mentor]),
  ...(by === "mentee" ? [] : [mentee]),
];

const nameOf = (mentor: string, mentee: string): string => `${mentor} ${mentee}`;

/** Every two of whom at least one picked the other, within the number of picks. */
function meetings(pack: Pack, { mentees, mentors }: Lines, picks: number): Meeting[] {
  const byId = new Map(mentors.map((one) => [one.id, one]));
  const pickers = new Map<string, Standing[]>();
  for (const mentor of mentors)
    for (const id of counted(mentor, picks)) pickers.set(id, [...(pickers.get(id) ?? []), mentor]);
  return mentees.flatMap((mentee) => {
    const own = new Set(counted(mentee, picks).flatMap((id) => byId.get(id) ?? []));
    const theirs = new Set(pickers.get(mentee.id));
    return [...new Set([...own, ...theirs])]
      .filter(({ id }) => id !== mentee.id)
      .map((mentor) => {
        const found: Found = { possible: [], review: [] };
        if (!areApart(mentor, mentee)) lookAlone(pack, mentor, mentee, found);
        const by = own.has(mentor) ? (theirs.has(mentor) ? "both" : "mentee") : "mentor";
        return { mentor, mentee, by, found };
      });
  });
}

const counted = ({ picks }: Standing, most: number): string[] => [...new Set(picks)].slice(0, most);

/** The same pairs of the people as they stand in these lines. */
function among({ mentees, mentors }: Lines, pairs: Pair[]): Pair[] {
  const mentor = new Map(mentors.map((one) => [one.id, one]));
  const mentee = new Map(mentees.map((one) => [one.id, one]));
  return pairs.map((pair) => ({
    ...pair,
    mentor: mentor.get(pair.mentor.id)!,
    mentee: mentee.get(pair.mentee.id)!,
  }));
}

const unpicked = ({ mentees, mentors }: Lines, wanted: Set<Standing>): Note[] =>
  [...mentees, ...mentors]
    .filter((one) => one.capacity > 0 && !wanted.has(one))
    .map((one) => note("speak first", [one], `Nobody picked ${one.id}: speak to them before any mail does.`));

const tooMany = ({ mentees, mentors }: Lines, most: number): Note[] =>
  [...mentees, ...mentors]
    .filter(({ picks }) => new Set(picks).size > most)
    .map((one) =>
      note(
        "picked",
        [one],
        `${one.id} picked ${new Set(one.picks).size}, and ${most} count: the first ones did.`,
      ),
    );

/** Picks that rules forbid, or of somebody who is not there. */
function impossible(pack: Pack, { mentees, mentors }: Lines, met: Meeting[], picks: number): Note[] {
  const forbidden = met
    .filter(({ by, found }) => by === "both" && found.possible.length + found.review.length === 0)
    .map(({ mentor, mentee }) =>
      note(
        "picked",
        [mentee, mentor],
        `${mentee.id} and ${mentor.id} picked each other. ${whyNot(pack, mentee, mentor)}`,
      ),
    );
  const known = {
    mentees: new Set(mentees.map(({ id }) => id)),
    mentors: new Set(mentors.map(({ id }) => id)),
  };
  const strange = (all: Standing[], others: Set<string>) =>
    all.flatMap((one) =>
      counted(one, picks)
        .filter((id) => !others.has(id))
        .map((id) => note("picked", [one], `${one.id} picked ${id}, who is not in this round.`)),
    );
  return [...forbidden, ...strange(mentees, known.mentors), ...strange(mentors, known.mentees)];
}

function leftOver(
  pack: Pack,
  { mentees, mentors }: Lines,
  chosen: Pair[],
  met: Meeting[],
  wanted: Set<Standing>,
): Round["unmatched"] {
  const matched = new Set(chosen.flatMap(({ mentor, mentee }) => [mentor, mentee]));
  const partners = (one: Standing) =>
    met.flatMap(({ mentor, mentee }) => (mentor === one ? mentee : mentee === one ? mentor : []));
  return [...mentees, ...mentors]
    .filter((one) => !matched.has(one))
    .map((one) => ({ id: one.id, role: one.role, why: whyLeft(pack, one, partners(one), chosen, wanted) }));
}

function whyLeft(
  pack: Pack,
  one: Standing,
  partners: Standing[],
  chosen: Pair[],
  wanted: Set<Standing>,
): UnmatchedReason[] {
  const said = (sentence: string, candidate?: string): UnmatchedReason => ({
    ...{ stop: "not chosen", rules: [], needs: [], sentence },
    ...(candidate !== undefined && { candidate }),
  });
  if (one.capacity <= 0) return whyUnmatched(pack, one, partners, chosen);
  if (!wanted.has(one)) return [said("Was picked by nobody: a coordinator speaks to them first.")];
  return partners.map((other) => {
    if (!wanted.has(other))
      return said("Was picked by nobody yet: a coordinator speaks to them first.", other.id);
    return whyUnmatched(pack, one, [other], chosen)[0]!;
  });
}
