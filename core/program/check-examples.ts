import { known, mustBeOutcome } from "./check-steps.ts";
import type { Example, ExamplePerson } from "./example.ts";
import { misfit } from "./fact-value.ts";
import {
  at,
  factNamed,
  factNames,
  type Inspection,
  inside,
  keyOf,
  mustBeKnown,
  type Where,
} from "./inspection.ts";
import { outcomesOf, undecided } from "./outcomes.ts";

/** examples/*.json: people that could be, and decisions that could be made. Whether they are made is found by running them. */
export function checkExamples(inspection: Inspection): void {
  for (const [name, example] of Object.entries(inspection.pack.examples)) {
    const file = `examples/${name}.json`;
    checkPerson(inspection, at(file, "person"), example.person);
    for (const [index, decision] of example.decisions.entries()) {
      checkDecision(inspection, at(file, "decisions", index), decision);
    }
  }
}

function checkPerson(inspection: Inspection, where: Where, person: ExamplePerson): void {
  const { program, forms, agreements } = inspection.pack;
  if (person.role !== undefined)
    mustBeKnown(inspection, inside(where, "role"), "a role", person.role, Object.keys(program.roles));
  checkFacts(inspection, inside(where, "facts"), person.facts);
  const answerable = [...Object.keys(forms), ...Object.keys(agreements)];
  for (const [name, { facts }] of Object.entries(person.answers ?? {})) {
    const here = inside(where, "answers", name);
    mustBeKnown(inspection, keyOf(here), "a form or agreement", name, answerable);
    checkFacts(inspection, inside(here, "facts"), facts);
  }
}

function checkFacts(inspection: Inspection, where: Where, facts: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(facts)) {
    const here = inside(where, name);
    if (!mustBeKnown(inspection, keyOf(here), "a fact", name, factNames(inspection.pack))) continue;
    const wrong = misfit(factNamed(inspection.pack, name)!.fact, value);
    if (!wrong) continue;
    const message = () => `fact "${name}": ${wrong.message}`;
    inspection.report(here, "value.unfit", message, () => wrong.fix);
  }
}

function checkDecision(inspection: Inspection, where: Where, decision: Example["decisions"][number]): void {
  const names = factNames(inspection.pack);
  for (const key of ["needs", "without"] as const) {
    for (const [index, fact] of (decision[key] ?? []).entries())
      mustBeKnown(inspection, inside(where, key, index), "a fact", fact, names);
  }
  if (!known(inspection, inside(where, "ruleSet"), "a rule set", decision.ruleSet)) return;
  const ruleSet = inspection.pack.ruleSets[decision.ruleSet]!;
  const points = ruleSet.rules.map(({ event }) => event.type);
  const outcomes = [
    ...outcomesOf(ruleSet),
    ...(ruleSet.hitPolicy === "sum of points" ? points : []),
    ...undecided,
  ];
  mustBeOutcome(
    inspection,
    inside(where, "outcome"),
    `an outcome of "${decision.ruleSet}"`,
    decision.outcome,
    outcomes,
  );
}
