import { type FactDictionary, type Facts, today } from "../../program/fact.ts";
import type { RuleSet } from "../../program/rule-set.ts";
import { compile } from "../compile.ts";
import { atomsOf, type Tree } from "./atom.ts";
import { daysBefore, daysFrom, firstWithout } from "./days.ts";
import { type Effort, mostOfSet, spend } from "./effort.ts";
import { type Goal, type Searcher, search } from "./search.ts";
import { spaceOf } from "./space.ts";
import { TooMany } from "./too-many.ts";

/**
 * What can be asked of a rule set: each answer is somebody with the facts that matter, with the day where that is a later one than
 * that of the questions, or undefined when there is nobody on any day from then on.
 */
export interface Questions {
  trees: Tree[];
  /** Somebody for whom each of these comes out as wanted. Throws TooMany. */
  who(...goals: Goal[]): Facts | undefined;
  /** Of what comes out as wanted for nobody any more, the first day on which it was so; undefined where it never was otherwise. */
  since(...goals: Goal[]): string | undefined;
  /** Whom a rule fits. */
  fits(rule: number): Facts | undefined;
  /** Whom a rule does not fit. */
  misses(rule: number): Facts | undefined;
  /** Whom a rule fits and none of those before it. */
  reaches(rule: number, before?: number[]): Facts | undefined;
  /** Whom no rule fits. */
  gap(): Facts | undefined;
  /** Whom two rules fit. */
  both(one: number, other: number): Facts | undefined;
  /** Whether everybody whom one rule fits is fit by the other. */
  within(narrow: number, wide: number): boolean;
}

/** What it takes to prepare one comparison. */
const preparing = 100;

/** Prepares a rule set for questions, on a day ("YYYY-MM-DD") and those after it that its rules tell apart. Throws TooMany. */
export function questionsOf(
  dictionary: FactDictionary,
  ruleSet: RuleSet,
  on: string,
  effort: Effort = { left: mostOfSet },
): Questions {
  const rules = compile(dictionary, ruleSet);
  const tests = rules.flatMap((rule) => rule.tests);
  const onDay = searchers(dictionary, rules, effort);
  const { trees } = onDay(on);
  const days = daysFrom(dictionary, tests, on);
  const who = (...goals: Goal[]) => firstOf(days, (day) => named(day, search(onDay(day), goals)));
  const named = (day: string, person: Facts | undefined) =>
    person && day !== on ? { [today]: day, ...person } : person;
  const since = (...goals: Goal[]) =>
    firstAfter(on, daysBefore(dictionary, tests, on), (day) => search(onDay(day), goals) !== undefined);
  const holds = (rule: number): Goal => ({ tree: trees[rule]!, wanted: true });
  const fails = (rule: number): Goal => ({ tree: trees[rule]!, wanted: false });
  return {
    trees,
    who,
    since,
    fits: (rule) => who(holds(rule)),
    misses: (rule) => who(fails(rule)),
    reaches: (rule, before = trees.map((_, place) => place).slice(0, rule)) =>
      who(holds(rule), ...before.map(fails)),
    gap: () => who(...trees.map((_, rule) => fails(rule))),
    both: (one, other) => who(holds(one), holds(other)),
    within: (narrow, wide) => !who(holds(narrow), fails(wide)),
  };
}

/** Each day is prepared when it is first asked about. The trees are the same on all of them. */
function searchers(
  dictionary: FactDictionary,
  rules: ReturnType<typeof compile>,
  effort: Effort,
): (day: string) => Searcher & { trees: Tree[] } {
  const made = new Map<string, Searcher & { trees: Tree[] }>();
  return (day) => {
    const known = made.get(day);
    if (known) return known;
    const { atoms, trees } = atomsOf(rules, { [today]: day });
    spend(effort, preparing * atoms.length);
    const searcher = { atoms, trees, space: spaceOf(dictionary, atoms, day), effort };
    made.set(day, searcher);
    return searcher;
  };
}

function firstOf<T>(days: string[], ask: (day: string) => T | undefined): T | undefined {
  for (const day of days) {
    const answer = ask(day);
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Where it takes too long to look back, nothing is said to be over. */
function firstAfter(on: string, days: string[], hasSome: (day: string) => boolean): string | undefined {
  try {
    const last = days.findIndex(hasSome);
    return last < 0 ? undefined : firstWithout(days[last]!, days[last - 1] ?? on, hasSome);
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
}
