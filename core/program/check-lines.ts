import { type Inspection, inside, type Where } from "./inspection.ts";
import { type Placed, partiesOf, stepsOf } from "./journey-steps.ts";
import { after, goesOn, type Line, leadsTo, linesOf } from "./step-order.ts";

/** journeys/*.json: every step can be reached, and none brings about more at once than is let out. */
export function checkLines(inspection: Inspection): void {
  for (const [name, definition] of Object.entries(inspection.pack.journeys)) {
    for (const line of linesOf(definition, stepsOf(name, definition))) {
      checkReached(inspection, line);
      checkEffects(inspection, line);
    }
  }
}

function checkReached({ report }: Inspection, line: Line): void {
  const reached = new Set(line.begins);
  for (const place of reached) for (const next of leadsTo(line, place)) reached.add(next);
  for (const [place, { step, where }] of line.steps.entries()) {
    // Of several in a row only the first is said: the others come after it.
    if (reached.has(place) || (place > 0 && !reached.has(place - 1))) continue;
    const before = line.steps[place - 1]!.step;
    const message = `nobody reaches the step "${step.id}": the one before it, "${before.id}", always leads elsewhere`;
    const fix = `Give "${before.id}" a "when", lead to "${step.id}" with a "go to", or take it out.`;
    report(inside(where, "id"), "step.unreached", message, fix, { level: "warning" });
  }
}

/** A journey does no more than this at once (`advance` parks it): more people need another way. */
const mostEffects = 40;

function checkEffects(inspection: Inspection, line: Line): void {
  const starts = line.steps.flatMap(({ step }, place) => (goesOn(step) ? [] : [place + 1]));
  for (const start of new Set([...line.begins, ...starts])) {
    const { count, where, sure } = effectsFrom(inspection, line, start);
    if (count <= mostEffects || !where) continue;
    const message = `up to ${count} letters and tasks come about at once here, and ${mostEffects} is the most`;
    const fix = "Put a step that waits between them, or write fewer letters.";
    inspection.report(where, "effects.many", message, fix, { level: sure ? "error" : "warning" });
    return;
  }
}

/** The most that comes about from a step until the line must wait, where no condition leads back. `sure`: for everybody. */
function effectsFrom(inspection: Inspection, line: Line, start: number) {
  const passed = new Set<number>();
  let [count, most, sure] = [0, 0, true];
  let where: Where | undefined;
  for (
    let place: number | undefined = start;
    place !== undefined && place < line.steps.length && !passed.has(place);
  ) {
    passed.add(place);
    const placed: Placed = line.steps[place]!;
    const { step } = placed;
    const more = effectsOf(inspection, placed);
    if (count <= mostEffects && count + more > mostEffects) where = inside(placed.where, "id");
    most = Math.max(most, count + more);
    if (!goesOn(step) && !step.when) break;
    if (step.when) sure = false;
    if (goesOn(step)) count += more;
    place = goesOn(step) && !(step.do === "go to" && step.when) ? after(line, place) : place + 1;
  }
  return { count: most, where, sure };
}

function effectsOf({ pack }: Inspection, { step, definition }: Placed): number {
  const parties = partiesOf(pack, definition).length;
  switch (step.do) {
    case "tell":
    case "ask":
    case "gathering":
      return step.to?.length ?? parties;
    case "sign":
      return step.by.length;
    case "match":
      return step.sides.length;
    case "handover":
      return parties;
    case "tell all":
    case "round":
    case "task":
    case "training":
    case "queue":
    case "meet":
      return 1;
    default:
      return 0;
  }
}
