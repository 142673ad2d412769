import type { FactDictionary, Facts, FactValue } from "../program/fact.ts";
import { outcomesOf } from "../program/outcomes.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { alternatives, besideIt, knownBehind, together } from "./alternative.ts";
import { againstTruth, obstacles } from "./blame.ts";
import type { Decision } from "./decision.ts";
import { derive } from "./derive.ts";
import { entryOf } from "./dictionary.ts";
import { distance } from "./distance.ts";
import type { Looked } from "./evaluate.ts";
import { dayOf } from "./open-fact.ts";
import { settle } from "./settle.ts";
import { touching } from "./touching.ts";
import type { Verdict } from "./verdict.ts";

export type NearMiss = Decision["nearMisses"][number];

export interface Missing {
  dictionary: FactDictionary;
  ruleSet: RuleSet;
  /** With what follows from them on a day. */
  facts: Facts;
  /** The outcomes that were reached or still may be. */
  said: readonly string[];
  /** Facts that nobody may suggest to change. */
  forbidden: (fact: string) => boolean;
}

/** The most facts of a set, sets of an outcome, sets in all, and people tried before we stop looking. */
const most = { facts: 3, sets: 3, all: 6, tries: 600 };

/**
 * For each outcome that was not reached the smallest sets of known facts that would have had to differ, each with the nearest
 * value that would do: with these changed the rule set comes to that outcome. None further away than three facts, and none of points.
 */
export function nearMisses(missing: Missing): NearMiss[] {
  if (missing.ruleSet.hitPolicy === "sum of points") return [];
  const search: Search = { ...missing, values: new Map(), tries: 0 };
  const outcomes = outcomesOf(withTypes(missing.ruleSet)).filter(
    (outcome) => !missing.said.includes(outcome),
  );
  const found = new Map<string, NearMiss[]>();
  // What one change would do is looked for everywhere before anything that takes two, so that no outcome uses up the tries of another.
  for (let changes = 1; changes <= most.facts; changes += 1)
    for (const outcome of outcomes)
      if (!found.get(outcome)?.length) found.set(outcome, setsOf(search, outcome, changes));
  const size = ({ differs }: NearMiss) => differs.length;
  const fixed = ({ differs }: NearMiss) => Number(!isAdvice(missing.dictionary, { differs }));
  const misses = outcomes.flatMap((outcome) => found.get(outcome)!.slice(0, most.sets));
  return misses.sort((a, b) => size(a) - size(b) || fixed(a) - fixed(b)).slice(0, most.all);
}

/** Whether somebody could do something about it: nobody is told to be younger. */
export const isAdvice = (dictionary: FactDictionary, { differs }: Pick<NearMiss, "differs">): boolean =>
  differs.every(({ fact }) => entryOf(dictionary, fact)?.fixed !== true);

interface Search extends Missing {
  /** By fact, and by what those beside it were changed to: the values worth trying. */
  values: Map<string, FactValue[]>;
  tries: number;
}

/** "all that match" answers with event types, as the others do with outcomes. */
const withTypes = (ruleSet: RuleSet): RuleSet => ({ ...ruleSet, hitPolicy: "first match" });

/** A rule that may bring an outcome about, by its place; none where it takes that no rule holds. */
type Target = number | undefined;

function setsOf(search: Search, outcome: string, size: number): NearMiss[] {
  const { rules, otherwise } = search.ruleSet;
  const targets: Target[] = rules.flatMap(({ event }, rule) => (event.type === outcome ? rule : []));
  if (otherwise.type === outcome) targets.push(undefined);
  const sets = new Map<string, NearMiss & { far: number }>();
  for (const target of targets) {
    for (const { changes, verdict } of changesTo(search, outcome, target, {}, size)) {
      const by = broughtBy(search.ruleSet, verdict, target, outcome);
      const rule = by === undefined ? "otherwise" : rules[by]!.name;
      keep(search, sets, { outcome, rule }, changes);
    }
  }
  return [...sets.values()].map(({ far: _, ...miss }) => miss);
}

/** The rule that was aimed at, unless the change makes another one bring the same outcome about. */
const broughtBy = ({ rules }: RuleSet, { rules: fired }: Verdict, target: Target, outcome: string): Target =>
  target !== undefined && fired.includes(target)
    ? target
    : (fired.find((rule) => rules[rule]!.event.type === outcome) ?? target);

/** Of two ways to change the same facts the nearer one is kept. */
function keep(
  { dictionary, facts }: Search,
  sets: Map<string, NearMiss & { far: number }>,
  what: Pick<NearMiss, "outcome" | "rule">,
  changes: Facts,
): void {
  const named = Object.keys(changes).sort();
  const differs = named.map((fact) => ({ fact, saw: facts[fact]!, wanted: changes[fact]! }));
  const far = differs.reduce(
    (sum, { fact, saw, wanted }) => sum + distance(dictionary, fact, saw, wanted),
    0,
  );
  const known = sets.get(named.join());
  if (!known || far < known.far) sets.set(named.join(), { ...what, differs, far });
}

/**
 * Sets of changes that lead to an outcome by one rule. Whatever leads there has to change one of the facts that are to blame
 * now, so only those are tried, and then those that are to blame after that.
 */
function* changesTo(
  search: Search,
  outcome: string,
  target: Target,
  changes: Facts,
  size: number,
): Generator<{ changes: Facts; verdict: Verdict }> {
  if (search.tries >= most.tries) return;
  search.tries += 1;
  const facts = changed(search, changes);
  const { possible, looked } = settle(search.dictionary, search.ruleSet, facts);
  if (possible.length === 1 && says(possible[0]!, outcome)) yield { changes, verdict: possible[0]! };
  else if (size > 0) {
    for (const fact of blamed(search, looked(), target, outcome)) {
      if (Object.hasOwn(changes, fact)) continue;
      for (const value of valuesOf({ ...search, facts }, fact, changes, size))
        yield* changesTo(search, outcome, target, { ...changes, [fact]: value }, size - 1);
    }
  }
}

const says = ({ outcome, all }: Verdict, wanted: string): boolean =>
  all && all.length > 0 ? all.includes(wanted) : outcome === wanted;

/** What follows from a fact is worked out anew only where a rule looks at it. */
function changed({ dictionary, ruleSet, facts }: Search, changes: Facts): Facts {
  const on = dayOf(facts);
  const all = { ...facts, ...changes };
  const touches = touching(dictionary, ruleSet);
  const follows = Object.keys(changes).some((fact) => touches.get(fact)?.follows);
  return on === undefined || !follows ? all : derive({ facts: dictionary }, all, on);
}

function blamed(search: Search, looked: Looked[], target: Target, outcome: string): string[] {
  const rule = target === undefined ? undefined : looked[target]!;
  const refs = [
    ...(rule && rule.truth !== true ? againstTruth(rule) : []),
    ...(rule?.truth === false ? [] : obstacles(search.ruleSet, looked, target, outcome)),
  ];
  const facts = refs.flatMap((ref) => knownBehind(search, ref));
  return [...new Set(facts)].filter((fact) => !search.forbidden(fact));
}

/** What turns a test by itself; while more may be changed, also what turns one only together with the facts beside it. */
function valuesOf(search: Search, fact: string, changes: Facts, size: number): FactValue[] {
  const beside = besideIt(search, fact).filter((other) => !search.forbidden(other));
  const free = size > 1 ? beside.filter((other) => !Object.hasOwn(changes, other)) : [];
  const key = JSON.stringify([fact, free, beside.map((other) => changes[other] ?? null)]);
  const values = search.values.get(key) ?? [
    ...alternatives(search, fact),
    ...(free.length > 0 ? together(search, fact, free) : []),
  ];
  search.values.set(key, values);
  return values;
}
