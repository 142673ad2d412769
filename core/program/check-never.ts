import { fileOfRuleSet } from "./check-rule-sets.ts";
import { leavesOf } from "./conditions.ts";
import {
  at,
  baseFacts,
  factNames,
  type Inspection,
  inside,
  keyOf,
  mustBeKnown,
  type Where,
} from "./inspection.ts";
import type { Pack } from "./pack.ts";

/** never.json: no file knows the facts that it forbids, and no rule looks at what it must not. */
export function checkNever(inspection: Inspection): void {
  const { never } = inspection.pack;
  for (const { name, why } of never.facts) checkFact(inspection, name, why);
  for (const [index, line] of never.rules.entries())
    checkLine(inspection, at("never.json", "rules", index), line);
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

function checkFact({ pack, report }: Inspection, name: string, why: string): void {
  for (const group of ["facts", "derived"] as const) {
    for (const fact of Object.keys(pack.facts[group])) {
      if (plain(fact) !== plain(name)) continue;
      const where = keyOf(at("facts.json", group, fact));
      report(
        where,
        "never.fact",
        `never.json forbids the fact "${name}": ${why}`,
        "Take it out; a coordinator handles this in person.",
      );
    }
  }
}

type Line = Pack["never"]["rules"][number];

function checkLine(inspection: Inspection, where: Where, line: Line): void {
  const { ruleSets } = inspection.pack;
  const guarded = Object.keys(ruleSets).filter((name) => covers(line.ruleSet, name));
  if (guarded.length === 0)
    mustBeKnown(inspection, inside(where, "ruleSet"), "a rule set", line.ruleSet, Object.keys(ruleSets));
  const name = line.fact.split(".").at(-1)!;
  const forbidden = inspection.pack.never.facts.map((fact) => fact.name);
  mustBeKnown(inspection, inside(where, "fact"), "a fact", name, [
    ...factNames(inspection.pack),
    ...forbidden,
  ]);
  for (const ruleSet of guarded) checkRuleSet(inspection, ruleSet, line);
}

/** "screening" stands for "screening.mentor" and "screening.mentee" too. */
const covers = (said: string, name: string) => name === said || name.startsWith(`${said}.`);

function checkRuleSet({ pack, report }: Inspection, name: string, { fact, why }: Line): void {
  for (const [index, rule] of pack.ruleSets[name]!.rules.entries()) {
    for (const { leaf, path } of leavesOf(rule.conditions)) {
      const where = at(fileOfRuleSet(name), "rules", index, "conditions", ...path);
      const message = `never.json forbids "${name}" to look at "${fact}": ${why}`;
      const fix = "Decide without it; what never.json says cannot be taken back here.";
      if (looksAt(pack, leaf.fact, fact)) report(inside(where, "fact"), "never.rule", message, fix);
      const { value } = leaf;
      if (typeof value === "object" && "fact" in value && looksAt(pack, value.fact, fact)) {
        report(inside(where, "value", "fact"), "never.rule", message, fix);
      }
    }
  }
}

/** Also through a fact that is worked out from the forbidden one; one without a role means every side's. */
function looksAt(pack: Pack, ref: string, forbidden: string): boolean {
  const [name, role] = ref.split(".").reverse() as [string, string | undefined];
  const [never, side] = forbidden.split(".").reverse() as [string, string | undefined];
  const same = name === never || baseFacts(pack, name).includes(never);
  return same && (side === undefined || role === undefined || side === role);
}
