import type { Facts } from "../program/fact.ts";
import { methodFacts } from "../program/matching.ts";
import { mustNotBreak, mustNotLook } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import { may, pairRows } from "../rules/compiled/pairs.ts";
import { label } from "../rules/wording.ts";
import type { Pair } from "./assign.ts";
import {
  type Before,
  type Candidate,
  line,
  matchingOf,
  pairFacts,
  type Standing,
  type Two,
} from "./candidate.ts";
import { eligibility, pairRules } from "./eligibility.ts";
import { leavesNobody } from "./forbidding.ts";
import type { Note } from "./note.ts";
import type { Round } from "./round.ts";
import { score } from "./score.ts";

/** What a round may know besides the people. */
export interface RoundMore {
  /** What some had to do with each other before. */
  before?: readonly Before[];
  /** Groups that people have formed, and what each said together of the mentor it wishes. */
  groups?: readonly GivenGroup[];
  /** Pairs that people do not want to be suggested, for example because they came to nothing before. */
  never?: readonly Two[];
  /** Pairs that people have settled: they stay, whatever would be better, and the others are assigned around them. */
  keep?: readonly Two[];
}

export interface GivenGroup {
  id: string;
  mentees: readonly string[];
  wishes?: Facts;
}

/** Both sides of a round, each in its order. */
export interface Lines {
  mentees: Standing[];
  mentors: Standing[];
}

/** @throws NeverBroken when anything that pairs are found by is what never.json says that nobody must look at. */
export function linesOf(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  { before, never }: RoundMore,
): Lines {
  const matching = matchingOf(pack);
  for (const ruleSet of [matching.constraints, matching.scores]) mustNotLook(pack, ruleSet);
  const facts = methodFacts(matching).map(({ ref }) => ref);
  mustNotBreak(pack, { act: "look", ruleSet: matching.scores, facts });
  return {
    mentees: line(pack, matching.mentee, mentees, on),
    mentors: line(pack, matching.mentor, mentors, on, { before, never }),
  };
}

/** What was found of all pairs: those that are possible, and those of whom too little is known. */
export interface Found {
  possible: Pair[];
  review: Round["review"];
}

export function look(pack: Pack, lines: Lines): Found {
  const found: Found = { possible: [], review: [] };
  eachRow(pack, lines, (pairs, review) => {
    for (const pair of pairs) found.possible.push(pair);
    for (const pair of review) found.review.push(pair);
  });
  return found;
}

/**
 * What is possible with each mentee, one after the other, so that memory grows with the people. Only where a missing fact leaves it
 * open, or the pair has a past, is a pair looked at by itself.
 */
export function eachRow(
  pack: Pack,
  { mentees, mentors }: Lines,
  tell: (possible: Pair[], review: Round["review"], mentee: Standing, at: number) => void,
): void {
  const against = pairRows(pack.facts, pairRules(pack), mentees.map(factsOf), mentors.map(factsOf));
  mentees.forEach((mentee, one) => {
    const row = against(one);
    const found: Found = { possible: [], review: [] };
    mentors.forEach((mentor, other) => {
      if (mentee.id === mentor.id || mentor.never.has(mentee.id)) return;
      if (row.may[other] === may.open || mentor.with.has(mentee.id)) lookAlone(pack, mentor, mentee, found);
      else if (row.may[other] === may.yes) found.possible.push({ mentor, mentee, score: row.points[other]! });
    });
    tell(found.possible, found.review, mentee, one);
  });
}

export function lookAlone(pack: Pack, mentor: Standing, mentee: Standing, { possible, review }: Found): void {
  const facts = pairFacts(mentor, mentee);
  const found = eligibility(pack, facts);
  if (found.may === "yes") possible.push({ mentor, mentee, score: score(pack, facts) });
  if (found.may === "unknown") review.push(unsure(pack, mentor, mentee, found.needs));
}

function unsure(pack: Pack, mentor: Standing, mentee: Standing, needs: string[]): Round["review"][number] {
  const sentence = `We do not know yet: ${needs.map((fact) => label(pack, fact)).join(", ")}.`;
  return { mentor: mentor.id, mentee: mentee.id, needs, sentence };
}

/** Who has somebody who is possible, or may be once more is known. */
export interface Near {
  mentees: Set<string>;
  mentors: Set<string>;
}

export const nearIn = ({ possible, review }: Found): Near => ({
  mentees: new Set([...possible.map(({ mentee }) => mentee.id), ...review.map(({ mentee }) => mentee)]),
  mentors: new Set([...possible.map(({ mentor }) => mentor.id), ...review.map(({ mentor }) => mentor)]),
});

/** Those with a free place for whom nobody is possible, whatever else becomes known, and what leaves them nobody. */
export function stuck(pack: Pack, { mentees, mentors }: Lines, near: Near): Note[] {
  const out = (all: Standing[], known: Set<string>) =>
    all.filter(({ id, capacity }) => capacity > 0 && !known.has(id));
  return [
    ...leavesNobody(pack, out(mentees, near.mentees), mentors),
    ...leavesNobody(pack, out(mentors, near.mentors), mentees),
  ];
}

/** For whom already rules and wishes leave nobody: to be said before a round runs. */
export function wishesThatLeaveNobody(
  pack: Pack,
  mentees: Candidate[],
  mentors: Candidate[],
  on: string,
  more: RoundMore = {},
): Note[] {
  const lines = linesOf(pack, mentees, mentors, on, more);
  const near: Near = { mentees: new Set(), mentors: new Set() };
  eachRow(pack, lines, (possible, review) => {
    const some = nearIn({ possible, review });
    for (const id of some.mentees) near.mentees.add(id);
    for (const id of some.mentors) near.mentors.add(id);
  });
  return stuck(pack, lines, near);
}

const factsOf = ({ facts }: Standing): Facts => facts;
