import { type FactDictionary, type Facts, today } from "../../program/fact.ts";
import type { RuleSet } from "../../program/rule-set.ts";
import { compile } from "../compile.ts";
import { type Atom, atomsOf, type Tree } from "./atom.ts";
import { type Effort, mostOfSet, spend } from "./effort.ts";
import { type Goal, type Searcher, search } from "./search.ts";
import { type Space, spaceOf } from "./space.ts";

/** What can be asked of a rule set: each answer is somebody with the facts that matter, or undefined when there is nobody. */
export interface Questions {
  trees: Tree[];
  atoms: Atom[];
  space: Space;
  /** Somebody for whom each of these comes out as wanted. Throws TooMany. */
  who(...goals: Goal[]): Facts | undefined;
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

/** Prepares a rule set for questions, on a day ("YYYY-MM-DD"). Throws TooMany. */
export function questionsOf(
  dictionary: FactDictionary,
  ruleSet: RuleSet,
  on: string,
  effort: Effort = { left: mostOfSet },
): Questions {
  const { atoms, trees } = atomsOf(compile(dictionary, ruleSet), { [today]: on });
  spend(effort, preparing * atoms.length);
  const space = spaceOf(dictionary, atoms, on);
  const searcher: Searcher = { atoms, space, effort };
  const who = (...goals: Goal[]) => search(searcher, goals);
  const holds = (rule: number): Goal => ({ tree: trees[rule]!, wanted: true });
  const fails = (rule: number): Goal => ({ tree: trees[rule]!, wanted: false });
  return {
    trees,
    atoms,
    space,
    who,
    fits: (rule) => who(holds(rule)),
    misses: (rule) => who(fails(rule)),
    reaches: (rule, before = trees.map((_, place) => place).slice(0, rule)) =>
      who(holds(rule), ...before.map(fails)),
    gap: () => who(...trees.map((_, rule) => fails(rule))),
    both: (one, other) => who(holds(one), holds(other)),
    within: (narrow, wide) => !who(holds(narrow), fails(wide)),
  };
}
