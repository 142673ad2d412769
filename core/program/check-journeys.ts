import { checkConditions, checkRef } from "./check-conditions.ts";
import { checkStep } from "./check-steps.ts";
import { Duration } from "./duration.ts";
import { at, type Inspection, inside, mustBeKnown, type Where } from "./inspection.ts";
import { amountsOf, fileOfJourney, type Placed, partiesOf, stepsOf, subjectOf } from "./journey-steps.ts";
import { programJourney } from "./own-journey.ts";
import { statusesOf } from "./status.ts";
import type { JourneyDefinition } from "./step.ts";

/** journeys/*.json: everything that they point at is there, and every step can do its work in that journey. */
export function checkJourneys(inspection: Inspection): void {
  for (const [name, definition] of Object.entries(inspection.pack.journeys)) {
    const steps = stepsOf(name, definition);
    checkRoles(inspection, name, definition);
    checkProgramsOwn(inspection, name, definition);
    checkStatuses(inspection, name, definition);
    checkUnique(inspection, name, definition, steps);
    checkLines(inspection, name, definition, steps);
    checkAmounts(inspection, name, definition);
    for (const placed of steps) checkStep(inspection, placed, steps);
  }
}

function checkRoles(inspection: Inspection, name: string, { role, sides }: JourneyDefinition): void {
  const { pack, report } = inspection;
  const roles = Object.keys(pack.program.roles);
  const file = fileOfJourney(name);
  mustBeKnown(inspection, at(file, "role"), "a role", role, [...roles, "match", "program"]);
  for (const [index, side] of (sides ?? []).entries())
    mustBeKnown(inspection, at(file, "sides", index), "a role", side, roles);
  if (role === "match" && !sides) {
    report(
      at(file, "role"),
      "journey.sides",
      "a match does not say who its sides are",
      'Add "sides": ["mentor", "mentee"].',
    );
  }
  if (role !== "match" && sides) {
    report(
      at(file, "sides"),
      "journey.sides",
      "only a match has sides",
      'Take "sides" out, or write "role": "match".',
    );
  }
}

/** A program has one journey of its own, and there is no status in it that anybody could have. */
function checkProgramsOwn(
  { pack, report }: Inspection,
  name: string,
  { role, stages }: JourneyDefinition,
): void {
  if (role !== "program") return;
  const file = fileOfJourney(name);
  const first = programJourney(pack)!;
  if (name !== first) {
    const message = `the program has a journey of its own already: "${first}"`;
    const fix = `Put these steps into ${fileOfJourney(first)}, beside the others as tracks.`;
    report(at(file, "role"), "journey.second", message, fix);
  }
  for (const [index, { status }] of stages.entries()) {
    if (status === undefined) continue;
    const where = at(file, "stages", index, "status");
    report(where, "status.nobodys", "nobody takes part in the journey of the program", 'Take "status" out.');
  }
}

function checkStatuses(inspection: Inspection, name: string, definition: JourneyDefinition): void {
  if (definition.role === "program") return;
  const statuses = statusesOf(definition.role, partiesOf(inspection.pack, definition));
  for (const [index, { status }] of definition.stages.entries()) {
    if (status === undefined) continue;
    const where = at(fileOfJourney(name), "stages", index, "status");
    mustBeKnown(inspection, where, "a status", status, statuses);
  }
}

function checkUnique(
  { report }: Inspection,
  name: string,
  definition: JourneyDefinition,
  steps: Placed[],
): void {
  const file = fileOfJourney(name);
  const stages = definition.stages.map(({ id }, index) => ({ id, where: at(file, "stages", index, "id") }));
  const tracks = definition.tracks.map(({ id }, index) => ({ id, where: at(file, "tracks", index, "id") }));
  const twice = (noun: string, all: { id: string; where: Where }[]) => {
    const seen = new Set<string>();
    for (const { id, where } of all) {
      if (seen.has(id))
        report(
          where,
          `${noun}.twice`,
          `two ${noun}s of this journey are named "${id}"`,
          "Rename one of them.",
        );
      seen.add(id);
    }
  };
  twice("stage", stages);
  twice("track", tracks);
  twice(
    "step",
    steps.map(({ step, where }) => ({ id: step.id, where: inside(where, "id") })),
  );
  for (const { id, where } of tracks) {
    if (id === "main")
      report(where, "track.name", '"main" is the name of the main line', "Rename the track.");
  }
}

function checkLines(
  inspection: Inspection,
  name: string,
  definition: JourneyDefinition,
  steps: Placed[],
): void {
  const file = fileOfJourney(name);
  const main = steps.filter(({ line }) => line === "main").map(({ step }) => step.id);
  const noun = "a step of the main line";
  if (definition.onEnd !== undefined)
    mustBeKnown(inspection, at(file, "onEnd"), noun, definition.onEnd, main);
  for (const [index, { from, until, when }] of definition.tracks.entries()) {
    const where = at(file, "tracks", index);
    mustBeKnown(inspection, inside(where, "from"), noun, from, main);
    if (until !== undefined) mustBeKnown(inspection, inside(where, "until"), noun, until, main);
    if (when)
      checkConditions(inspection, inside(where, "when"), when, [subjectOf(inspection.pack, definition)]);
  }
}

function checkAmounts(inspection: Inspection, name: string, definition: JourneyDefinition): void {
  const { pack, report } = inspection;
  for (const { amount, where } of amountsOf(name, definition)) {
    if (typeof amount === "string") continue;
    if ("fact" in amount) {
      const known = checkRef(inspection, inside(where, "fact"), amount.fact, [subjectOf(pack, definition)]);
      if (!known || known.fact.type === "duration") continue;
      report(
        inside(where, "fact"),
        "fact.unfit",
        `"${amount.fact}" is not a length of time`,
        'Use a fact of the type "duration".',
      );
    } else checkParam(inspection, where, amount);
  }
}

function checkParam(
  inspection: Inspection,
  where: Where,
  { ruleSet: name, param }: { ruleSet: string; param: string },
): void {
  const { ruleSets } = inspection.pack;
  if (!mustBeKnown(inspection, inside(where, "ruleSet"), "a rule set", name, Object.keys(ruleSets))) return;
  const ruleSet = ruleSets[name]!;
  const answers = [...ruleSet.rules.map(({ event }) => event), ruleSet.otherwise].filter(
    ({ type }) => type !== "review",
  );
  const lacking = answers.find(({ params }) => !Duration.safeParse(params?.[param]).success);
  if (!lacking) return;
  const message = `the outcome "${lacking.type}" of "${name}" has no length of time named "${param}"`;
  const fix = `Add "params": { "${param}": "P14D" } to it in ${name}.json, with the right length.`;
  inspection.report(inside(where, "param"), "param.missing", message, fix);
}
