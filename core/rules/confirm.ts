import type { Facts } from "../program/fact.ts";
import type { Pack } from "../program/pack.ts";
import type { Conditions, RuleSet } from "../program/rule-set.ts";
import { compile } from "./compile.ts";
import { completions } from "./completions.ts";
import { ruleSetOf } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { derive } from "./derive.ts";
import { runEngine } from "./engine.ts";
import { engineTruths } from "./engine-leaves.ts";
import { type Looked, lookAt } from "./evaluate.ts";
import { seenIn } from "./receipt.ts";
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
  confirmed: string;
  /** The rules that the two see differently. */
  rules: string[];
}

/**
 * Holds a decision against json-rules-engine, which is the meaning of a rule on complete facts; undefined when they agree. Where
 * facts are missing the engine reads every condition that it can, and a decision that stands nevertheless is tried on some of the
 * ways in which they may turn out.
 */
export async function confirm(
  pack: Pack,
  ruleSet: string,
  facts: Facts,
  on: string,
  decision: Decision,
): Promise<Disagreement | undefined> {
  const rules = ruleSetOf(pack, ruleSet);
  const { differ, verdicts } = await read(pack, rules, facts, on);
  const agrees =
    differ.length === 0 &&
    (verdicts.length > 1 ? decision.outcome === "needs-info" : same(rules, decision, verdicts[0]!));
  if (agrees) return undefined;
  const confirmed = verdicts.length > 1 ? "needs-info" : verdicts[0]!.outcome;
  return disagreement(pack, ruleSet, decision.outcome, confirmed, differ);
}

/** The same of a receipt that was kept, from the facts that it saw on a day. It must be of this version of the program. */
export const confirmKept = (pack: Pack, receipt: Decision, on: string): Promise<Disagreement | undefined> =>
  confirm(pack, receipt.ruleSet, seenIn(pack, receipt), on, receipt);

/** The same of a condition that stands alone, such as a step's `when`. */
export async function confirmTest(
  pack: Pack,
  conditions: Conditions,
  facts: Facts,
  on: string,
  holds: boolean | "unknown",
): Promise<Disagreement | undefined> {
  const { differ, verdicts } = await read(pack, aloneRuleSet(conditions), facts, on);
  const confirmed = verdicts.length > 1 ? "unknown" : verdicts[0]!.outcome === "holds";
  if (differ.length === 0 && confirmed === holds) return undefined;
  return disagreement(pack, "when", String(holds), String(confirmed), ["when"]);
}

const disagreement = (
  { id, version }: Pack,
  ruleSet: string,
  decided: string,
  confirmed: string,
  rules: string[],
): Disagreement => ({ code: "rules.disagree", pack: id, version, ruleSet, decided, confirmed, rules });

/** What the engine makes of a rule set, and the rules of which our own closures say something else. */
async function read(
  pack: Pack,
  ruleSet: RuleSet,
  facts: Facts,
  on: string,
): Promise<{ differ: string[]; verdicts: Verdict[] }> {
  const known = derive(pack, facts, on);
  const looked = lookAt(compile(pack.facts, ruleSet), known);
  const truths = await engineTruths(pack.facts, looked, known);
  const differ = looked.filter(({ truth }, place) => truth !== truths[place]).map(({ rule }) => rule.name);
  const { possible } = combine(ruleSet, truths);
  if (possible.length === 1 || differ.length > 0) return { differ, verdicts: possible };
  const settled = settle(pack.facts, ruleSet, known).possible;
  if (settled.length > 1) return { differ, verdicts: settled };
  return { differ, verdicts: await tried(pack, ruleSet, looked, { known, on, settled: settled[0]! }) };
}

/** A verdict that stands whatever is missing, with the first other one that the engine comes to when it is not missing. */
async function tried(
  pack: Pack,
  ruleSet: RuleSet,
  looked: Looked[],
  { known, on, settled }: { known: Facts; on: string; settled: Verdict },
): Promise<Verdict[]> {
  for (const facts of completions(pack.facts, looked, known, on)) {
    const [verdict] = combine(ruleSet, await runEngine(pack.facts, ruleSet.rules, facts)).possible;
    if (keyOf(verdict!) !== keyOf(settled)) return [settled, verdict!];
  }
  return [settled];
}

function same(rules: RuleSet, decision: Decision, verdict: Verdict): boolean {
  const { outcome, params, all } = decision;
  const fired = verdict.rules.map((rule) => rules.rules[rule]!.name);
  return (
    keyOf({ outcome, params, all, rules: [] }) === keyOf(verdict) && fired.join() === decision.rules.join()
  );
}
