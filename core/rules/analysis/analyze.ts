import type { FactDictionary } from "../../program/fact.ts";
import type { RuleSet } from "../../program/rule-set.ts";
import { conditionFindings, culprits } from "./conditions.ts";
import { type Effort, mostOfSet } from "./effort.ts";
import type { Finding } from "./finding.ts";
import { type Questions, questionsOf } from "./questions.ts";
import type { Goal } from "./search.ts";
import { TooMany } from "./too-many.ts";

interface Work {
  ask: Questions;
  ruleSet: RuleSet;
  found: Finding[];
  /** Rules that can be what decides for somebody. */
  live: number[];
}

/**
 * What is wrong or worth knowing about a rule set, whoever comes: from a day on ("YYYY-MM-DD"), for people whose facts are complete. Exact
 * for the comparisons of the language; where there are too many combinations, "unsure" says so.
 */
export function analyze(
  dictionary: FactDictionary,
  ruleSet: RuleSet,
  on: string,
  effort: Effort = { left: mostOfSet },
): Finding[] {
  const found: Finding[] = [];
  attempt(found, () => {
    const work: Work = { ask: questionsOf(dictionary, ruleSet, on, effort), ruleSet, found, live: [] };
    for (const rule of ruleSet.rules.keys()) attempt(found, () => oneRule(work, rule));
    for (const [rule, other] of pairs(work.live)) attempt(found, () => twoRules(work, rule, other));
    if (decidesOne(ruleSet)) attempt(found, () => allRules(work));
    if (ruleSet.hitPolicy === "sum of points") attempt(found, () => mandatoryRules(work));
  });
  return found;
}

/** A question that cannot be answered makes the others no less sure. */
function attempt(found: Finding[], questions: () => void): void {
  try {
    questions();
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
    if (!found.some(({ kind }) => kind === "unsure")) found.push({ kind: "unsure" });
  }
}

const decidesOne = ({ hitPolicy }: RuleSet): boolean =>
  hitPolicy === "first match" || hitPolicy === "exactly one";

const pairs = (rules: number[]): [number, number][] =>
  rules.flatMap((rule, place) => rules.slice(0, place).map((other): [number, number] => [rule, other]));

function oneRule({ ask, ruleSet, found, live }: Work, rule: number): void {
  if (!ask.fits(rule)) {
    const tests = culprits(ask, rule);
    found.push({ kind: "never", rule, tests, ...over(ask, { tree: ask.trees[rule]!, wanted: true }) });
    return;
  }
  if (!ask.misses(rule)) found.push({ kind: "always", rule });
  if (ruleSet.hitPolicy === "first match" && !ask.reaches(rule)) {
    const others = ask.trees.slice(0, rule).map((tree) => ({ tree, wanted: false }));
    const since = over(ask, { tree: ask.trees[rule]!, wanted: true }, ...others);
    found.push({ kind: "hidden", rule, by: takers(ask, rule, [...live]), ...since });
    return;
  }
  live.push(rule);
  found.push(...conditionFindings(ask, rule));
}

/** What was otherwise once is over: nobody wrote it wrong. */
function over(ask: Questions, ...goals: Goal[]): { since?: string } {
  const since = ask.since(...goals);
  return since === undefined ? {} : { since };
}

/** Of the rules before, those that it takes to leave nobody. */
function takers(ask: Questions, rule: number, before: number[]): number[] {
  let left = before;
  for (const one of before) {
    const others = left.filter((other) => other !== one);
    if (!ask.reaches(rule, others)) left = others;
  }
  return left;
}

function twoRules({ ask, ruleSet, found }: Work, rule: number, other: number): void {
  const { hitPolicy, rules } = ruleSet;
  if (hitPolicy === "first match") return;
  if (hitPolicy === "exactly one") {
    const person = ask.both(other, rule);
    if (person) found.push({ kind: "overlap", rule, other, person });
    return;
  }
  const [narrow, wide] = [ask.within(rule, other), ask.within(other, rule)];
  if (narrow && wide) found.push({ kind: "same", rule, other });
  if (hitPolicy === "sum of points" || narrow === wide) return;
  const alike = rules[rule]!.event.type === rules[other]!.event.type;
  if (alike)
    found.push(narrow ? { kind: "covered", rule, other } : { kind: "covered", rule: other, other: rule });
}

function allRules({ ask, ruleSet, found, live }: Work): void {
  const person = ask.gap();
  if (person) found.push({ kind: "gap", person });
  const given = new Set(live.map((rule) => ruleSet.rules[rule]!.event.type));
  if (person) given.add(ruleSet.otherwise.type);
  const outcomes = new Map(ruleSet.rules.map(({ event }, rule) => [event.type, rule]));
  for (const [outcome, rule] of outcomes)
    if (!given.has(outcome))
      found.push({ kind: "outcome", outcome, rule, ...lastOver(found, ruleSet, outcome) });
  const { type } = ruleSet.otherwise;
  if (!given.has(type) && type !== "review" && !outcomes.has(type))
    found.push({ kind: "outcome", outcome: type, rule: "otherwise", ...over(ask, ...nobody(ask)) });
}

const nobody = ({ trees }: Questions): Goal[] => trees.map((tree) => ({ tree, wanted: false }));

/** Since when no rule gives it any more, where one did. */
function lastOver(found: Finding[], { rules }: RuleSet, outcome: string): { since?: string } {
  const days = found.flatMap((one) =>
    (one.kind === "never" || one.kind === "hidden") && rules[one.rule]!.event.type === outcome
      ? (one.since ?? [])
      : [],
  );
  return days.length === 0 ? {} : { since: days.sort().at(-1)! };
}

function mandatoryRules({ ask, ruleSet, found, live }: Work): void {
  const of = (rules: number[]) => rules.map((rule) => ({ tree: ask.trees[rule]!, wanted: true }));
  let left = live.filter((rule) => ruleSet.rules[rule]!.weight === "Mandatory");
  if (left.length < 2 || ask.who(...of(left))) return;
  for (const one of left) {
    const others = left.filter((rule) => rule !== one);
    if (!ask.who(...of(others))) left = others;
  }
  const since = over(ask, ...of(left));
  found.push({ kind: "contradiction", rule: left.at(-1)!, with: left.slice(0, -1), ...since });
}
