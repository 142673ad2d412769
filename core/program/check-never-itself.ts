import { matchingPlaces } from "./answers.ts";
import { valuesOf } from "./fact.ts";
import type { Guard } from "./guard.ts";
import { at, factNames, type Inspection, inside, mustBeKnown, type Where } from "./inspection.ts";
import { isInherited } from "./layers.ts";
import type { Never } from "./never.ts";
import { covers } from "./never-names.ts";

/** The lines of never.json speak of what there is. A line of the program that this one extends may speak of what was taken out here. */
export function checkNeverItself(inspection: Inspection): void {
  const { never } = inspection.pack;
  for (const [index, line] of never.rules.entries()) {
    const where = at("never.json", "rules", index);
    if (isOwn(inspection, where)) checkRuleLine(inspection, where, line);
  }
  for (const [index, guard] of never.guards.entries()) {
    const where = at("never.json", "guards", index);
    if (never.guards.findIndex(({ name }) => name === guard.name) < index)
      twice(inspection, where, guard.name);
    if (isOwn(inspection, where)) checkGuard(inspection, where, guard);
  }
}

const isOwn = ({ place }: Inspection, where: Where): boolean => !isInherited(place(where));

const twice = ({ report }: Inspection, where: Where, name: string): void =>
  report(
    inside(where, "name"),
    "never.twice",
    `there is a line named "${name}" already, and it stays as it is`,
    "Give this one a name of its own, or take it out.",
  );

function checkRuleLine(inspection: Inspection, where: Where, line: Never["rules"][number]): void {
  const names = Object.keys(inspection.pack.ruleSets);
  const { ruleSet, decides, fact } = line;
  if (ruleSet !== undefined && !names.some((name) => covers(ruleSet, name)))
    mustBeKnown(inspection, inside(where, "ruleSet"), "a rule set", ruleSet, names);
  const answers = [...Object.keys(inspection.pack.facts.facts), ...matchingPlaces];
  for (const [index, answer] of (decides ?? []).entries())
    mustBeKnown(inspection, inside(where, "decides", index), "a fact", answer, answers);
  factKnown(inspection, inside(where, "fact"), fact);
}

function factKnown(inspection: Inspection, where: Where, ref: string): void {
  const { pack } = inspection;
  const forbidden = pack.never.facts.map(({ name }) => name);
  mustBeKnown(inspection, where, "a fact", ref.split(".").at(-1)!, [...factNames(pack), ...forbidden]);
}

function checkGuard(inspection: Inspection, where: Where, guard: Guard): void {
  const { pack } = inspection;
  const roles = Object.keys(pack.program.roles);
  const role = (here: Where, name: string) =>
    mustBeKnown(inspection, here, "a role", name, [...roles, "match", "program"]);
  if ("steps" in guard && guard.steps.role !== undefined)
    role(inside(where, "steps", "role"), guard.steps.role);
  switch (guard.never) {
    case "before":
    case "asked by mail":
      for (const [index, fact] of (guard.facts ?? []).entries())
        factKnown(inspection, inside(where, "facts", index), fact);
      return;
    case "decided alone":
      return checkValues(inspection, where, guard.fact, guard.values);
    case "said by others":
      factKnown(inspection, inside(where, "fact"), guard.fact);
      for (const [index, who] of guard.by.entries())
        mustBeKnown(inspection, inside(where, "by", index), "somebody who could say it", who, [
          ...roles,
          "coordinator",
          "rules",
          ...Object.keys(pack.intake).map((name) => `intake/${name}`),
        ]);
      return;
    case "told":
      factKnown(inspection, inside(where, "fact"), guard.fact);
      role(inside(where, "to"), guard.to);
      return;
    case "letter":
      role(inside(where, "to"), guard.to);
      if (guard.from !== undefined) role(inside(where, "from"), guard.from);
  }
}

function checkValues(inspection: Inspection, where: Where, name: string, values: string[]): void {
  const { facts } = inspection.pack.facts;
  if (!mustBeKnown(inspection, inside(where, "fact"), "a fact", name, Object.keys(facts))) return;
  const known = valuesOf(facts[name]!) ?? [];
  for (const [index, value] of values.entries())
    mustBeKnown(inspection, inside(where, "values", index), `a value of "${name}"`, value, known);
}
