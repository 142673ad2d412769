import { checkCircles } from "../../program/check-circles.ts";
import { checkLines } from "../../program/check-lines.ts";
import { checkNamedConditions } from "../../program/check-named.ts";
import { fileOfRuleSet } from "../../program/check-rule-sets.ts";
import { checkUnused } from "../../program/check-unused.ts";
import { inOrder } from "../../program/draft.ts";
import { inspect } from "../../program/inspection.ts";
import type { Sources } from "../../program/node.ts";
import { isError, type Pack, type Problem } from "../../program/pack.ts";
import { analyze } from "./analyze.ts";
import { type Effort, mostOfPack, share } from "./effort.ts";
import { checkLoops } from "./loops.ts";
import { report } from "./report.ts";
import { checkUngiven } from "./ungiven.ts";
import { checkWhens } from "./whens.ts";

/**
 * What can be known of a program without running it beyond that it is written right: rules and conditions that fit nobody or everybody,
 * rules that hide each other, people whom no rule or two rules fit; steps that nobody reaches or that go round, values and
 * decisions that nothing gives; what nothing uses.
 * `wrong` is what `checkPack` found: rules with an error in them are left out. `on` is the day that ages count to.
 */
export function analyzePack(pack: Pack, sources: Sources, on: string, wrong: Problem[] = []): Problem[] {
  const { inspection, problems } = inspect(pack, sources);
  const errors = new Set(wrong.filter(isError).map(({ file }) => file.replace(/^\.\.\/[^/]*\//, "")));
  const sound = (file: string) =>
    !errors.has(file) && !errors.has("facts.json") && !errors.has("conditions.json");
  const effort: Effort = { left: mostOfPack };
  for (const [name, ruleSet] of Object.entries(pack.ruleSets)) {
    const reported = { inspection, file: fileOfRuleSet(name), ruleSet, on };
    if (!sound(reported.file)) continue;
    for (const finding of share(effort, (own) => analyze(pack.facts, ruleSet, on, own)))
      report(reported, finding);
  }
  checkWhens(inspection, { on, sound, effort });
  checkLoops(inspection, { on, sound, effort });
  checkLines(inspection);
  checkUngiven(inspection, sound);
  checkCircles(inspection);
  checkUnused(inspection);
  checkNamedConditions(inspection, sources);
  return inOrder(problems);
}
