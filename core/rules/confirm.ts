import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Conditions, RuleSet } from "../program/rule-set.ts";
import type { Truth } from "./compile.ts";
import { compile } from "./compile.ts";
import { ruleSetOf } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { derive } from "./derive.ts";
import { runEngine } from "./engine.ts";
import { type Looked, lookAt, missingFacts } from "./evaluate.ts";
import { settle } from "./settle.ts";
import { aloneRuleSet } from "./test.ts";
import { combine, keyOf, type Verdict } from "./verdict.ts";

/** Two ways to read the same rules came to different answers. Codes and names only: it may be logged. */
export interface Disagreement {
  code: "rules.disagree";
  pack: string;
  version: string;
  ruleSet: string;
  decided: string;
  /** What json-rules-engine makes of it; with facts missing, what it says of the rules below. */
  confirmed: string;
  /** The rules that the two see differently. */
  rules: string[];
}

/**
 * Holds a decision against json-rules-engine, which is the meaning of a rule on complete facts; undefined when they agree.
 * Rules that still lack facts cannot be run there: with those the decision is worked out again from what the engine said of
 * the others.
 */
export async function confirm(
  pack: Pack,
  ruleSet: string,
  facts: Facts,
  on: string,
  decision: Decision,
): Promise<Disagreement | undefined> {
  const rules = ruleSetOf(pack, ruleSet);
  const known = derive(pack, facts, on);
  const looked = lookAt(compile(pack.facts, rules), known);
  const truths = await confirmed(pack, looked, known);
  const differ = looked.filter(({ truth }, place) => truth !== truths[place]).map(({ rule }) => rule.name);
  const verdicts = possibleVerdicts(pack, rules, truths, looked, known);
  const agrees =
    differ.length === 0 &&
    (verdicts.length > 1 ? decision.outcome === "needs-info" : same(rules, decision, verdicts[0]!));
  if (agrees) return undefined;
  const outcome = verdicts.length > 1 ? "needs-info" : verdicts[0]!.outcome;
  return {
    code: "rules.disagree",
    pack: pack.id,
    version: pack.version,
    ruleSet,
    decided: decision.outcome,
    confirmed: outcome,
    rules: differ,
  };
}

/** Holds a condition that stands alone, such as a step's `when`, against the engine; with facts missing there is nothing to run. */
export async function confirmTest(
  pack: Pack,
  conditions: Conditions,
  facts: Facts,
  on: string,
  holds: boolean | "unknown",
): Promise<Disagreement | undefined> {
  const known = derive(pack, facts, on);
  const [looked] = lookAt(compile(pack.facts, aloneRuleSet(conditions)), known);
  if (!looked || looked.tests.some((test) => missingFacts(test, known).length > 0)) return undefined;
  const [held] = await runEngine(pack.facts, [looked.rule], known);
  if (held === holds) return undefined;
  return {
    code: "rules.disagree",
    pack: pack.id,
    version: pack.version,
    ruleSet: "when",
    decided: String(holds),
    confirmed: String(held),
    rules: ["when"],
  };
}

/** The engine's word on each rule whose facts are all known, our own on the others. */
async function confirmed(pack: Pack, looked: Looked[], facts: Facts): Promise<Truth[]> {
  const complete = looked.filter(({ tests }) =>
    tests.every((test) => missingFacts(test, facts).length === 0),
  );
  const held = await runEngine(
    pack.facts,
    complete.map(({ rule }) => rule),
    facts,
  );
  const words = new Map(complete.map((one, place) => [one, held[place]!]));
  return looked.map((one) => words.get(one) ?? one.truth);
}

function possibleVerdicts(
  pack: Pack,
  rules: RuleSet,
  truths: Truth[],
  looked: Looked[],
  facts: Facts,
): Verdict[] {
  const { possible } = combine(rules, truths);
  const agreed = truths.every((truth, place) => truth === looked[place]!.truth);
  return possible.length > 1 && agreed ? settle(pack.facts, rules, facts).possible : possible;
}

function same(rules: RuleSet, decision: Decision, verdict: Verdict): boolean {
  const { outcome, params, all } = decision;
  const fired = verdict.rules.map((rule) => rules.rules[rule]!.name);
  return (
    keyOf({ outcome, params, all, rules: [] }) === keyOf(verdict) && fired.join() === decision.rules.join()
  );
}
