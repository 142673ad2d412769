import { type Candidate, line, pairFacts, type Standing } from "../matching/candidate.ts";
import { pairRules } from "../matching/eligibility.ts";
import type { Pack } from "../program/pack.ts";
import { may, type PairRow, pairRows } from "../rules/compiled/pairs.ts";
import { WrongType } from "../rules/operators.ts";
import { type Compared, changesOf, comparedFor, hiddenFrom, type Sides } from "./compared.ts";
import type { Change } from "./impact.ts";
import { match, rolesOf, type Subject } from "./subject.ts";

export interface PairChanges {
  changed: Change[];
  /** The ids of all who are in a pair that changes, named or not. */
  members: Set<string>;
  /** Pairs that change, or of which too little is known to say, beyond those that are named. */
  leftOut: number;
}

/** So many pairs are named with their reasons, and so many looked at alone because a fact is missing. */
const most = { named: 10_000, alone: 20_000 };

/**
 * Which of those who wait might be matched with whom, or fit how well, in another version and not in this one. Each pair is asked
 * in columns; only one that comes out otherwise, or that a missing fact leaves open, is looked at by itself.
 */
export function pairChanges(sides: Sides, waiting: readonly Subject[]): PairChanges {
  const nothing: PairChanges = { changed: [], members: new Set(), leftOut: 0 };
  const { live, draft } = sides;
  const [was, will] = [live.program.matching, draft.program.matching];
  if (!was || !will || was.mentor !== will.mentor || was.mentee !== will.mentee) return nothing;
  const names = [was, will].flatMap(({ constraints, scores }) => [constraints, scores]);
  if (hiddenFrom(sides).some((name) => names.includes(name))) return nothing;
  const compared = comparedFor(sides, match).filter(({ name }) => names.includes(name));
  const [mentees, mentors] = [peopleOf(live, waiting, was.mentee), peopleOf(live, waiting, was.mentor)];
  if (compared.length === 0 || mentees.length === 0 || mentors.length === 0) return nothing;
  const found: Search = { ...nothing, sides, compared, alone: 0 };
  compare(found, mentees, mentors);
  return { changed: found.changed, members: found.members, leftOut: found.leftOut };
}

interface Search extends PairChanges {
  sides: Sides;
  compared: Compared[];
  alone: number;
}

const peopleOf = (pack: Pack, waiting: readonly Subject[], role: string): Candidate[] =>
  waiting
    .filter((one) => one.role !== match && rolesOf(pack, one).join() === role)
    .map(({ id, facts }) => ({ id, facts }));

function compare(search: Search, mentees: Candidate[], mentors: Candidate[]): void {
  const { live, draft, on } = search.sides;
  const before = rowsOf(live, mentees, mentors, on);
  const after = rowsOf(draft, mentees, mentors, on);
  for (let one = 0; one < before.mentees.length; one++) {
    const [was, will] = [before.row(one), after.row(one)];
    before.mentors.forEach((mentor, other) => {
      if (was && will && isSame(was, will, other)) return;
      const open = !was || !will || was.may[other] === may.open || will.may[other] === may.open;
      look(search, { mentor, mentee: before.mentees[one]! }, open);
    });
  }
}

/** Undefined where what is known of somebody does not fit the rules: then each pair is looked at by itself. */
function rowsOf(pack: Pack, mentees: Candidate[], mentors: Candidate[], on: string) {
  const { mentee, mentor } = pack.program.matching!;
  const sides = { mentees: line(pack, mentee, mentees, on), mentors: line(pack, mentor, mentors, on) };
  const facts = (side: Standing[]) => side.map((one) => one.facts);
  try {
    return {
      ...sides,
      row: pairRows(pack.facts, pairRules(pack), facts(sides.mentees), facts(sides.mentors)),
    };
  } catch (error) {
    if (!(error instanceof WrongType)) throw error;
    return { ...sides, row: (): PairRow | undefined => undefined };
  }
}

/** Of two who may not be matched in either version nothing changes, whatever forbids it. */
function isSame(was: PairRow, will: PairRow, other: number): boolean {
  const state = was.may[other]!;
  if (state !== will.may[other] || state === may.open) return false;
  return state === may.no || was.points[other] === will.points[other];
}

function look(search: Search, pair: Record<"mentor" | "mentee", Standing>, open: boolean): void {
  const { sides, compared, changed, members } = search;
  if (open && ++search.alone > most.alone) {
    search.leftOut += 1;
    return;
  }
  const facts = pairFacts(pair.mentor, pair.mentee);
  const ids = [pair.mentor.id, pair.mentee.id];
  if (changed.length >= most.named && !open) {
    search.leftOut += 1;
    for (const id of ids) members.add(id);
    return;
  }
  const found = changesOf(sides, { facts }, compared);
  if (found.length === 0) return;
  for (const id of ids) members.add(id);
  if (changed.length >= most.named) search.leftOut += 1;
  else changed.push(...found.map((change) => ({ id: ids.join(" + "), ...change })));
}
