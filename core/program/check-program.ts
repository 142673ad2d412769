import { checkConditions } from "./check-conditions.ts";
import { checkMatching } from "./check-matching.ts";
import { at, type Inspection, keyOf, mustBeKnown } from "./inspection.ts";

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
