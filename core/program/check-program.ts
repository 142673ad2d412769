import { checkConditions } from "./check-conditions.ts";
import { fileOfRuleSet } from "./check-rule-sets.ts";
import { known } from "./check-steps.ts";
import { at, type Inspection, keyOf, mustBeKnown } from "./inspection.ts";
import { possible } from "./outcomes.ts";
import type { RuleSet } from "./rule-set.ts";

/** program.json and indicators.json: roles, journeys and rule sets that they name are there. */
export function checkProgram(inspection: Inspection): void {
  const { program, journeys } = inspection.pack;
  for (const [role, { journey }] of Object.entries(program.roles)) {
    if (role === "match" || role === "program") {
      const message = `"${role}" is the name of journeys that belong to nobody, so it cannot be a role`;
      inspection.report(
        keyOf(at("program.json", "roles", role)),
        "role.reserved",
        message,
        "Rename the role.",
      );
    }
    if (journey === undefined) continue;
    const where = at("program.json", "roles", role, "journey");
    if (!mustBeKnown(inspection, where, "a journey", journey, Object.keys(journeys))) continue;
    const own = journeys[journey]!.role;
    if (own === role) continue;
    inspection.report(
      where,
      "journey.role",
      `the journey "${journey}" is that of a ${own}`,
      `Write "role": "${role}" in journeys/${journey}.json, or name another journey.`,
    );
  }
  checkMatching(inspection);
  checkHours(inspection);
  checkIndicators(inspection);
}

function checkMatching(inspection: Inspection): void {
  const { program, journeys } = inspection.pack;
  const { matching } = program;
  if (!matching) return;
  const where = (key: keyof typeof matching) => at("program.json", "matching", key);
  for (const key of ["constraints", "scores"] as const)
    known(inspection, where(key), "a rule set", matching[key]);
  checkPairRules(inspection);
  for (const key of ["mentor", "mentee"] as const)
    mustBeKnown(inspection, where(key), "a role", matching[key], Object.keys(program.roles));
  if (!mustBeKnown(inspection, where("journey"), "a journey", matching.journey, Object.keys(journeys)))
    return;
  if (journeys[matching.journey]!.role === "match") return;
  const fix = `Write "role": "match" in journeys/${matching.journey}.json.`;
  inspection.report(
    where("journey"),
    "journey.role",
    `"${matching.journey}" is not the journey of a match`,
    fix,
  );
}

/** Pairs can be formed, and weighed. */
function checkPairRules({ pack, report }: Inspection): void {
  const { constraints, scores } = pack.program.matching!;
  const may = Object.hasOwn(pack.ruleSets, constraints) ? pack.ruleSets[constraints] : undefined;
  const rules = Object.hasOwn(pack.ruleSets, scores) ? pack.ruleSets[scores] : undefined;
  if (may && !mayAllow(may)) {
    const message = `nothing here says "${possible}", so no pair can ever be formed`;
    const fix = `Write "${possible}" there, or in a rule that lets a pair be.`;
    report(at(fileOfRuleSet(constraints), "otherwise", "type"), "matching.impossible", message, fix);
  }
  if (rules && rules.hitPolicy !== "sum of points") {
    const message = "pairs are scored with points, and these rules give none";
    const fix = 'Write "sum of points", and give each rule a weight or points.';
    report(at(fileOfRuleSet(scores), "hitPolicy"), "matching.points", message, fix);
  }
}

function mayAllow({ hitPolicy, rules, otherwise }: RuleSet): boolean {
  const byRule = rules.some(({ event }) => event.type === possible);
  return otherwise.type === possible || (byRule && hitPolicy !== "sum of points");
}

function checkHours({ pack, report }: Inspection): void {
  const { from, until } = pack.program.mailHours;
  if (from < until) return;
  report(
    at("program.json", "mailHours"),
    "program.hours",
    `mail would go out from ${from} until ${until}: never`,
    'Let "from" be earlier than "until".',
  );
}

function checkIndicators(inspection: Inspection): void {
  const seen = new Set<string>();
  for (const [index, { id, counts }] of (inspection.pack.indicators?.indicators ?? []).entries()) {
    const where = at("indicators.json", "indicators", index);
    if (seen.has(id)) inspection.report(where, "id.twice", `"${id}" is used twice`, "Rename one of them.");
    seen.add(id);
    if (counts === "by hand") continue;
    const { file, path } = where;
    const roles = [...Object.keys(inspection.pack.program.roles), "match"];
    if (
      !mustBeKnown(inspection, at(file, ...path, "counts", "role"), "a role", counts.role, roles) ||
      !counts.conditions
    )
      continue;
    const { matching } = inspection.pack.program;
    const pair = counts.role === "match";
    const subject = pair
      ? { sides: matching ? [matching.mentor, matching.mentee] : [] }
      : { role: counts.role };
    checkConditions(inspection, at(file, ...path, "counts", "conditions"), counts.conditions, [subject]);
  }
}
