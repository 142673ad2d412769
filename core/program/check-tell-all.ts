import { checkConditions, checkRef } from "./check-conditions.ts";
import { oneOf } from "./guess.ts";
import { type Inspection, inside, mustBeKnown, type Where } from "./inspection.ts";
import { type Placed, subjectOf } from "./journey-steps.ts";
import { statusesOf } from "./status.ts";
import type { StepOf } from "./step.ts";

/** Those whom a letter to many is for have journeys, can stand there, and can fit; and what it tells is something that staff can say. */
export function checkTellAll(
  inspection: Inspection,
  { step, where, definition }: Placed<StepOf<"tell all">>,
): void {
  const { role, status, conditions } = step.whom;
  const here = inside(where, "whom");
  if (isSomebody(inspection, inside(here, "role"), role) && conditions)
    checkConditions(inspection, inside(here, "conditions"), conditions, [{ role }]);
  if (status !== undefined)
    mustBeKnown(inspection, inside(here, "status"), "a status", status, statusesOf(role, []));
  for (const [index, fact] of step.with.entries())
    checkRef(inspection, inside(where, "with", index), fact, [subjectOf(inspection.pack, definition)]);
}

function isSomebody(inspection: Inspection, where: Where, role: string): boolean {
  const { program, journeys } = inspection.pack;
  const roles = Object.keys(program.roles);
  if (!mustBeKnown(inspection, where, "a role", role, roles)) return false;
  const withJourney = roles.filter((name) =>
    Object.values(journeys).some((journey) => journey.role === name),
  );
  if (withJourney.includes(role)) return true;
  const message = `nobody is in the program as a ${role}: there is no journey of that role`;
  inspection.report(where, "role.no-journey", message, `Write ${oneOf(withJourney)}.`);
  return false;
}
