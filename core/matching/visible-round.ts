import { methodFacts } from "../program/matching.ts";
import type { Pack } from "../program/pack.ts";
import { ruleSetOf } from "../rules/decide.ts";
import { say } from "../rules/sentence.ts";
import { isOpen, maySee, openRules, type Reader } from "../rules/visible.ts";
import { matchingOf } from "./candidate.ts";
import type { Note } from "./note.ts";
import type { Group, Round, UnmatchedReason } from "./round.ts";
import { scoresOf } from "./score.ts";

/**
 * A round as this reader may see it. Two rounds that differ only in what the reader may not see, and come to the same pairs, look
 * exactly the same: what is left out follows from the rules and never from a value. Of the scores only rules are counted whose
 * every fact may be seen, and where anything is hidden nobody is told what stood in between. Participants read no rules at all.
 */
export function visibleRound(round: Round, pack: Pack, reader: Reader): Round {
  if (seesPairing(pack, reader)) return round;
  const scores = scoresOf(pack);
  const shown = new Set(reader.staff ? openRules(pack, scores, reader) : []);
  const pairs = round.pairs.map((pair) => cutPair(pair, shown)).sort((a, b) => order(a.mentor, b.mentor));
  return {
    method: round.method,
    pairs,
    unmatched: round.unmatched.map((one) => ({ ...one, why: cutWhy(pack, reader, one.why) })),
    total: pairs.reduce((sum, { score }) => sum + score, 0),
    optimal: false,
    review: reader.staff
      ? round.review.map((pair) => ({ ...pair, needs: [], sentence: words(pack, reader, "hidden-missing") }))
      : [],
    ...(round.groups && { groups: round.groups.map((group) => cutGroup(pack, reader, group)) }),
    // A list of those who fit says who does not.
    notes: reader.staff ? round.notes.filter(({ code }) => !ofRules.includes(code)) : [],
  };
}

/** Whether a reader may see all that pairs are found by. */
export function seesPairing(pack: Pack, reader: Reader): boolean {
  const matching = matchingOf(pack);
  const open = [ruleSetOf(pack, matching.constraints), scoresOf(pack)];
  return (
    reader.staff &&
    open.every((ruleSet) => isOpen(pack, ruleSet, reader)) &&
    methodFacts(matching).every(({ ref }) => maySee(pack, reader, ref))
  );
}

/** These say what somebody's facts came to. */
const ofRules: Note["code"][] = ["leaves nobody", "alone", "not chosen", "picked", "gone"];

/** Who goes with whom, and of what they have in common and wish only what the reader may see of them. */
function cutGroup(pack: Pack, reader: Reader, group: Group): Group {
  const { mentee } = matchingOf(pack);
  const seen = <T>(facts: Record<string, T>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(facts).filter(([fact]) => reader.staff && maySee(pack, reader, `${mentee}.${fact}`)),
    );
  return { ...group, alike: seen(group.alike), wishes: seen(group.wishes) };
}

type Pair = Round["pairs"][number];

/** Without what `otherwise` gives: only what stands there is added up. */
function cutPair({ mentor, mentees, because, picked, group }: Pair, shown: Set<string>): Pair {
  const left = because.filter(({ rule }) => shown.has(rule)).sort((a, b) => order(a.mentee, b.mentee));
  const score = left.reduce((sum, { points }) => sum + points, 0);
  return {
    ...{ mentor, mentees: [...mentees].sort(order), score, because: left },
    ...(picked && { picked }),
    ...(group !== undefined && { group }),
  };
}

/** That nobody is there, or that there is no room, follows from no fact. */
function cutWhy(pack: Pack, reader: Reader, why: UnmatchedReason[]): UnmatchedReason[] {
  if (why.every(({ stop }) => stop === "nobody" || stop === "no room")) return why;
  return [{ stop: "hidden", rules: [], needs: [], sentence: words(pack, reader, "hidden") }];
}

const words = (pack: Pack, { language }: Reader, key: string): string => say({ pack, language }, key).trim();

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
