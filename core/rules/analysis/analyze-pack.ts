import { checkLines } from "../../program/check-lines.ts";
import { fileOfRuleSet } from "../../program/check-rule-sets.ts";
import { checkUnused } from "../../program/check-unused.ts";
import { inspect } from "../../program/inspection.ts";
import type { Sources } from "../../program/node.ts";
import type { Pack, Problem } from "../../program/pack.ts";
import { inOrder } from "../../program/parse.ts";
import { analyze } from "./analyze.ts";
import { checkLoops } from "./loops.ts";
import { report } from "./report.ts";
import { checkWhens } from "./whens.ts";

/**
 * What can be known of a program's rules without running them: rules and conditions that fit nobody or everybody, rules that hide each
 * other, people whom no rule or two rules fit; steps that nobody reaches or that go round, and what nothing uses. For a program that `checkPack` has no errors of; `on` is the day that ages count to.
 */
export function analyzePack(pack: Pack, sources: Sources, on: string): Problem[] {
  const { inspection, problems } = inspect(pack, sources);
  for (const [name, ruleSet] of Object.entries(pack.ruleSets)) {
    const reported = { inspection, file: fileOfRuleSet(name), ruleSet, on };
    for (const finding of analyze(pack.facts, ruleSet, on)) report(reported, finding);
  }
  checkWhens(inspection, on);
  checkLoops(inspection, on);
  checkLines(inspection);
  checkUnused(inspection);
  return inOrder(problems);
}
