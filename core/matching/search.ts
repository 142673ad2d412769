import type { Facts } from "../program/fact.ts";
import { methodFacts } from "../program/matching.ts";
import { mustNotBreak, mustNotLook } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import { may, pairRows } from "../rules/compiled/pairs.ts";
import { label } from "../rules/wording.ts";
import type { Pair } from "./assign.ts";
import { bestCandidates, mostEach } from "./best-candidates.ts";
import { type Block, blocksOf } from "./blocks.ts";
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

/**
 * `complete`: every possible pair was kept. Near is whoever has any, kept or not. `unlooked` are pairs that missing facts leave open
 * and that were not looked at one by one.
 */
export interface Looked extends Found {
  complete: boolean;
  near: Near;
  unlooked: number;
}

/**
 * So many open pairs of a round are looked at one by one, which takes some 0.2 ms each; of a thousand people of whom nobody knows a
 * thing there are a million. What is missing is mostly the same for all.
 */
const mostOpen = 20_000;
const fewestOpen = 5;

/** All that is possible; in a very large round only the best candidates of each mentee, or it would not fit into any memory. */
export function look(pack: Pack, lines: Lines, blocks = blocksOf(pack, lines)): Looked {
  const found: Looked = { ...{ possible: [], review: [], complete: true, unlooked: 0 }, near: nobodyNear() };
  const most = mostEach(lines.mentees.length);
  const alone = Math.max(fewestOpen, Math.floor(mostOpen / Math.max(1, lines.mentees.length)));
  const reviews: Round["review"][] = [];
  const tell: Tell = (pairs, review, mentee, at, unlooked) => {
    const best = bestCandidates(pairs, most, at);
    if (best.length < pairs.length) found.complete = false;
    for (const pair of best) found.possible.push(pair);
    reviews[at] = review;
    noteNear(found.near, { possible: pairs, review });
    if (unlooked.length > 0) found.near.mentees.add(mentee.id);
    for (const { id } of unlooked) found.near.mentors.add(id);
    found.unlooked += unlooked.length;
  };
  for (const block of blocks) eachIn(pack, lines, block, tell, alone);
  return { ...found, review: reviews.flat() };
}

/**
 * What is possible with each mentee, one after the other, so that memory grows with the people. Only where a missing fact leaves it
 * open, or the pair has a past, is a pair looked at by itself.
 */
export function eachRow(pack: Pack, lines: Lines, tell: Tell): void {
  eachIn(pack, lines, { mentees: [...lines.mentees.keys()], mentors: [...lines.mentors.keys()] }, tell);
}

/** `at`: her place in line. `unlooked`: those with whom it is open, beyond as many as are looked at. */
type Tell = (
  possible: Pair[],
  review: Round["review"],
  mentee: Standing,
  at: number,
  unlooked: Standing[],
) => void;

function eachIn(pack: Pack, lines: Lines, block: Block, tell: Tell, alone = Number.POSITIVE_INFINITY): void {
  const mentees = block.mentees.map((at) => lines.mentees[at]!);
  const mentors = block.mentors.map((at) => lines.mentors[at]!);
  const against = pairRows(pack.facts, pairRules(pack), mentees.map(factsOf), mentors.map(factsOf));
  mentees.forEach((mentee, one) => {
    const row = against(one);
    const found: Found = { possible: [], review: [] };
    const unlooked: Standing[] = [];
    mentors.forEach((mentor, other) => {
      if (mentee.id === mentor.id || mentor.never.has(mentee.id)) return;
      if (mentor.with.has(mentee.id)) lookAlone(pack, mentor, mentee, found);
      else if (row.may[other] === may.open && found.review.length >= alone) unlooked.push(mentor);
      else if (row.may[other] === may.open) lookAlone(pack, mentor, mentee, found);
      else if (row.may[other] === may.yes) found.possible.push({ mentor, mentee, score: row.points[other]! });
    });
    tell(found.possible, found.review, mentee, block.mentees[one]!, unlooked);
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

export const nobodyNear = (): Near => ({ mentees: new Set(), mentors: new Set() });

export function noteNear({ mentees, mentors }: Near, { possible, review }: Found): void {
  for (const { mentee, mentor } of possible) {
    mentees.add(mentee.id);
    mentors.add(mentor.id);
  }
  for (const { mentee, mentor } of review) {
    mentees.add(mentee);
    mentors.add(mentor);
  }
}

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
  const near = nobodyNear();
  eachRow(pack, lines, (possible, review) => noteNear(near, { possible, review }));
  return stuck(pack, lines, near);
}

const factsOf = ({ facts }: Standing): Facts => facts;
