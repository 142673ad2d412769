import type { FactDictionary, Facts } from "../../program/fact.ts";
import type { RuleSet } from "../../program/rule-set.ts";
import type { Truth } from "../compile.ts";
import { combine, pointsOf, type Verdict } from "../verdict.ts";
import type { Chosen, Pass } from "./pass.ts";
import { passesOf } from "./sides.ts";
import { inWords, no, unknown, yes } from "./truth.ts";

/** Whether two may go together. `open`: a fact is missing, and three-valued logic alone cannot do without it. */
export const may = { no: 1, yes: 2, open: 3 } as const;

/** One person against everybody of the other side, in their order; overwritten by the next. */
export interface PairRow {
  may: Uint8Array;
  /** Of those who may; a criterion that is not known gives none. */
  points: Float64Array;
}

export interface PairRules {
  /** All of them must let a pair be. */
  constraints: readonly RuleSet[];
  /** Whether a verdict of the constraints lets a pair be. */
  allows(verdict: Verdict): boolean;
  scores: RuleSet;
}

/**
 * Asks the rules of every pair, a row at a time, so that memory grows with the people and not with the pairs. Throws
 * WrongType as the rules themselves would, and an Error when a fact is known of both sides.
 */
export function pairRows(
  dictionary: FactDictionary,
  { constraints, allows, scores }: PairRules,
  ones: readonly Facts[],
  others: readonly Facts[],
): (one: number) => PairRow {
  const size = others.length;
  const row: PairRow = { may: new Uint8Array(size), points: new Float64Array(size) };
  const states = new Uint8Array(size);
  const chosen: Chosen = { who: new Int32Array(size), count: 0 };
  const [first, ...more] = constraints.map((each) =>
    constraintsOf(each, allows, passesOf(dictionary, each, ones, others), size),
  );
  const score = scoresOf(scores, passesOf(dictionary, scores, ones, others), size);
  return (one) => {
    choose(chosen, row.may.fill(may.yes), may.yes);
    first?.(one, chosen, row.may);
    for (const constraint of more) {
      choose(chosen, row.may, may.yes, may.open);
      constraint(one, chosen, states);
      restrict(row.may, states);
    }
    choose(chosen, row.may, may.yes);
    score(one, chosen, row.points);
    return row;
  };
}

function choose(chosen: Chosen, states: Uint8Array, wanted: number, orElse = wanted): void {
  const { who } = chosen;
  let count = 0;
  for (let each = 0; each < states.length; each++) {
    const state = states[each];
    if (state === wanted || state === orElse) who[count++] = each;
  }
  chosen.count = count;
}

/** What one forbids stays forbidden, and what one leaves open is not yet allowed. */
function restrict(so: Uint8Array, states: Uint8Array): void {
  for (let each = 0; each < so.length; each++)
    if (so[each] !== may.no && states[each] !== may.yes) so[each] = states[each]!;
}

type Constrain = (one: number, chosen: Chosen, states: Uint8Array) => void;

function constraintsOf(
  ruleSet: RuleSet,
  allows: PairRules["allows"],
  passes: Pass[],
  size: number,
): Constrain {
  const stateOf = (truths: Truth[]): number =>
    combine(ruleSet, truths).possible.reduce(
      (state, verdict) => state | (allows(verdict) ? may.yes : may.no),
      0,
    );
  if (ruleSet.hitPolicy !== "first match") return wholly(passes, stateOf, size);
  const states = [...passes, undefined].map((_, first) => stateOf(passes.map((_, rule) => rule === first)));
  return firstMatch(passes, states, size);
}

/** Asks each rule only about those whom no rule before it has decided. */
function firstMatch(passes: Pass[], ifFirst: number[], size: number): Constrain {
  const truths = new Uint8Array(size);
  return (one, chosen, states) => {
    states.fill(0);
    for (let rule = 0; rule < passes.length && chosen.count > 0; rule++) {
      const truth = passes[rule]!.turn(one);
      if (truth === no) continue;
      if (truth === undefined) passes[rule]!.set(chosen, truths);
      else truths.fill(truth, 0, chosen.count);
      decided(chosen, truths, states, ifFirst[rule]!);
    }
    const { who, count } = chosen;
    for (let place = 0; place < count; place++) states[who[place]!] = states[who[place]!]! | ifFirst.at(-1)!;
  };
}

/** Those whom the rule may fit take on what it says; whom it surely fits is looked at no more. */
function decided(chosen: Chosen, truths: Uint8Array, states: Uint8Array, state: number): void {
  const { who, count } = chosen;
  let left = 0;
  for (let place = 0; place < count; place++) {
    const each = who[place]!;
    const truth = truths[place]!;
    if (truth !== no) states[each] = states[each]! | state;
    if (truth !== yes) who[left++] = each;
  }
  chosen.count = left;
}

/** Base 3 digits that a number holds exactly. */
const mostDigits = 33;
const mostKept = 4096;

/** Where the policy looks at all rules: the same answers of all of them come to the same, and are combined only once. */
function wholly(passes: Pass[], stateOf: (truths: Truth[]) => number, size: number): Constrain {
  const answers = passes.map(() => new Uint8Array(size));
  const known = new Map<number, number>();
  const look = (place: number) => stateOf(answers.map((truths) => inWords[truths[place]!]!));
  return (one, chosen, states) => {
    passes.forEach((pass, rule) => {
      const truth = pass.turn(one);
      if (truth === undefined) pass.set(chosen, answers[rule]!);
      else answers[rule]!.fill(truth);
    });
    for (let place = 0; place < chosen.count; place++) {
      const pattern = answers.reduce((sum, truths) => sum * 3 + truths[place]!, 0);
      const state = (passes.length <= mostDigits ? known.get(pattern) : undefined) ?? look(place);
      if (known.size < mostKept) known.set(pattern, state);
      states[chosen.who[place]!] = state;
    }
  };
}

type Score = (one: number, chosen: Chosen, points: Float64Array) => void;

function scoresOf(ruleSet: RuleSet, passes: Pass[], size: number): Score {
  const truths = new Uint8Array(size);
  const start = Number(ruleSet.otherwise.params?.points ?? 0);
  const worth = ruleSet.rules.map(pointsOf);
  return (one, chosen, points) => {
    points.fill(start);
    passes.forEach((pass, rule) => {
      const truth = pass.turn(one);
      if (truth === no || truth === unknown) return;
      if (truth === undefined) pass.set(chosen, truths);
      else truths.fill(truth, 0, chosen.count);
      add(chosen, truths, points, worth[rule]!);
    });
  };
}

function add({ who, count }: Chosen, truths: Uint8Array, points: Float64Array, worth: number): void {
  for (let place = 0; place < count; place++)
    if (truths[place] === yes) points[who[place]!] = points[who[place]!]! + worth;
}
