import { possible } from "../program/outcomes.ts";
import type { Pack } from "../program/pack.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { compile } from "../rules/compile.ts";
import type { Chosen } from "../rules/compiled/pass.ts";
import { passesOf } from "../rules/compiled/sides.ts";
import { no, unknown, yes } from "../rules/compiled/truth.ts";
import { lookAt } from "../rules/evaluate.ts";
import { matchingOf, pairFacts, type Standing } from "./candidate.ts";
import { constraintsOf } from "./eligibility.ts";
import { forbidWording } from "./kind-of-mentor.ts";
import { type Note, note } from "./note.ts";

/** A rule that forbids pairs, and how many of the other side it forbids each one, by itself, in the order of `ones`. */
export interface Forbids {
  rule: string;
  sentence: string;
  counts: Int32Array;
}

/**
 * What each rule alone forbids: not only the first that is met, as in a decision, but every one. Rows are looked at one by one, so
 * that memory grows with the people.
 */
export function forbidding(pack: Pack, ones: readonly Standing[], others: readonly Standing[]): Forbids[] {
  if (ones.length === 0 || others.length === 0) return [];
  return constraintsOf(pack).flatMap((ruleSet) => countsOf(pack, ruleSet, ones, others));
}

function countsOf(
  pack: Pack,
  ruleSet: RuleSet,
  ones: readonly Standing[],
  others: readonly Standing[],
): Forbids[] {
  const held = heldBy(pack, ruleSet, ones, others);
  const counts = ruleSet.rules.map(() => new Int32Array(ones.length));
  for (const at of ones.keys())
    held(at, (rule) => {
      counts[rule]![at]! += 1;
    });
  return ruleSet.rules.flatMap(({ name, event }, rule) =>
    event.type === possible ? [] : { rule: name, sentence: forbidWording(pack, name), counts: counts[rule]! },
  );
}

/** How many rules are against each of the others, for one after the other of these; overwritten by the next. */
export function rulesAgainst(
  pack: Pack,
  ones: readonly Standing[],
  others: readonly Standing[],
): (at: number) => Uint16Array {
  const sets = constraintsOf(pack).map((ruleSet) => heldBy(pack, ruleSet, ones, others));
  const counts = new Uint16Array(others.length);
  return (at) => {
    counts.fill(0);
    for (const held of sets)
      held(at, (_, other) => {
        counts[other]! += 1;
      });
    return counts;
  };
}

/** Tells of each rule of a set that forbids somebody, and whom. */
function heldBy(
  pack: Pack,
  ruleSet: RuleSet,
  ones: readonly Standing[],
  others: readonly Standing[],
): (at: number, tell: (rule: number, other: number) => void) => void {
  const passes = passesOf(pack.facts, ruleSet, ones.map(factsOf), others.map(factsOf));
  const everybody: Chosen = { who: Int32Array.from(others, (_, place) => place), count: others.length };
  const truths = ruleSet.rules.map(() => new Uint8Array(others.length));
  const anyOwn = [...ones, ...others].some((one) => one.with.size > 0);
  return (at, tell) => {
    passes.forEach((pass, rule) => {
      const same = pass.turn(at);
      if (same === undefined) pass.set(everybody, truths[rule]!);
      else truths[rule]!.fill(same);
    });
    if (anyOwn) correct(pack, ruleSet, ones[at]!, others, truths);
    for (let other = 0; other < others.length; other++) tellHeld(ruleSet, truths, other, tell);
  };
}

/** Pairs of whom something is known that is otherwise with all the rest are looked at by themselves. */
function correct(
  pack: Pack,
  ruleSet: RuleSet,
  one: Standing,
  others: readonly Standing[],
  truths: Uint8Array[],
): void {
  const isMentor = one.role === matchingOf(pack).mentor;
  others.forEach((other, at) => {
    const [mentor, mentee] = isMentor ? [one, other] : [other, one];
    if (!mentor.with.has(mentee.id)) return;
    const looked = lookAt(compile(pack.facts, ruleSet), pairFacts(mentor, mentee));
    looked.forEach(({ truth }, rule) => {
      truths[rule]![at] = truth === true ? yes : truth ? unknown : no;
    });
  });
}

/** What an earlier rule lets be, or may, no later one surely forbids. */
function tellHeld(
  { rules }: RuleSet,
  truths: Uint8Array[],
  other: number,
  tell: (rule: number, other: number) => void,
): void {
  for (let rule = 0; rule < rules.length; rule++) {
    const truth = truths[rule]![other];
    if (truth === no) continue;
    if (rules[rule]!.event.type === possible) return;
    if (truth === yes) tell(rule, other);
  }
}

const factsOf = ({ facts }: Standing) => facts;

/**
 * Of each of these people, for whom nobody is possible: the rule or wish that alone leaves nobody, or those that do so together.
 * Said before anything is proposed, for a person can change a wish and a round cannot.
 */
export function leavesNobody(pack: Pack, ones: readonly Standing[], others: readonly Standing[]): Note[] {
  const all = forbidding(pack, ones, others);
  return ones.flatMap((one, place) => {
    const felt = all
      .filter(({ counts }) => counts[place]! > 0)
      .sort((a, b) => b.counts[place]! - a.counts[place]!);
    const alone = felt.filter(({ counts }) => counts[place] === others.length);
    const by = alone.length > 0 ? alone : felt;
    if (by.length === 0) return [];
    const each = by.map(({ sentence, counts }) =>
      alone.length > 0 ? sentence : `${sentence} (${counts[place]} of ${others.length})`,
    );
    const start = alone.length > 0 ? "Already this leaves nobody" : "Together these leave nobody";
    const rules = by.map(({ rule }) => rule);
    return note("leaves nobody", [one], `${start} for ${one.id}: ${each.join("; ")}.`, rules);
  });
}
