import { oneOf } from "../../program/guess.ts";
import { at, type Inspection, inside } from "../../program/inspection.ts";
import { fileOfJourney, stepsOf } from "../../program/journey-steps.ts";
import type { Conditions } from "../../program/rule-set.ts";
import { after, goesOn, type Line, linesOf } from "../../program/step-order.ts";
import { aloneRuleSet } from "../test.ts";
import { type Effort, share, spend } from "./effort.ts";
import { questionsOf } from "./questions.ts";
import { TooMany } from "./too-many.ts";
import type { Analysis } from "./whens.ts";
import { personInWords } from "./words.ts";

/** A way round: the conditions of steps on it that must hold, and of those passed over, which must not. */
interface Round {
  holds: Conditions[];
  fails: Conditions[];
}

/** So many steps are gone over in one journey to find the ways round. */
const mostPlaces = 20_000;

/** Steps that lead back to themselves without anybody being asked or anything waited for: the journey would stop there. */
export function checkLoops(inspection: Inspection, analysis: Analysis): void {
  for (const [name, definition] of Object.entries(inspection.pack.journeys)) {
    if (!analysis.sound(fileOfJourney(name))) continue;
    const ways: Effort = { left: mostPlaces };
    const unsure = linesOf(definition, stepsOf(name, definition)).flatMap((line) =>
      line.steps.flatMap(({ step }, place) =>
        step.do === "go to" && !isSettled(inspection, line, place, ways, analysis) ? [step.id] : [],
      ),
    );
    if (unsure.length > 0) notSure(inspection, name, unsure);
  }
}

function notSure({ report }: Inspection, journey: string, steps: string[]): void {
  const message = `there are too many ways to go on to be sure whether ${oneOf(steps)} leads back to itself again and again`;
  const fix = "Let fewer steps lead elsewhere, if you want to be sure.";
  report(at(fileOfJourney(journey), "stages"), "step.unsure", message, fix, { level: "note" });
}

/** Reports the first way round that somebody can go. False when there are too many to look at. */
function isSettled(
  inspection: Inspection,
  line: Line,
  start: number,
  ways: Effort,
  { on, effort }: Analysis,
): boolean {
  try {
    for (const { holds, fails } of rounds(line, start, ways)) {
      const when = holds.length + fails.length > 0 ? together(holds, fails) : undefined;
      const person =
        when &&
        share(effort, (own) => questionsOf(inspection.pack.facts, aloneRuleSet(when), on, own).fits(0));
      if (when && !person) continue;
      const example = when && person && personInWords(inspection.pack, aloneRuleSet(when), person, on);
      reportLoop(inspection, line, start, person && { person, example });
      break;
    }
    return true;
  } catch (error) {
    if (error instanceof TooMany) return false;
    throw error;
  }
}

function reportLoop(
  { report }: Inspection,
  line: Line,
  start: number,
  some: Parameters<Inspection["report"]>[4],
): void {
  const { step, where } = line.steps[start]!;
  const whom = some ? "for some people this" : "this";
  const message = `${whom} leads back to "${step.do === "go to" ? step.step : ""}" again and again, and nothing waits on the way`;
  const fix = 'Put a step that waits on the way, such as "ask" or "wait", or another "when".';
  report(inside(where, "step"), "step.loop", message, fix, { level: some ? "warning" : "error", ...some });
}

const together = (holds: Conditions[], fails: Conditions[]): Conditions => ({
  all: [...holds, ...fails.map((not) => ({ not }))],
});

/** The ways from a step back to itself that pass no waiting. Throws TooMany. */
function* rounds(line: Line, start: number, ways: Effort): Generator<Round> {
  const passed = new Set<number>();
  yield* walk(start, { holds: [], fails: [] });

  function* walk(place: number | undefined, round: Round): Generator<Round> {
    if (place === start && passed.size > 0) yield round;
    if (place === undefined || place >= line.steps.length || passed.has(place)) return;
    spend(ways, 1);
    passed.add(place);
    const { step } = line.steps[place]!;
    const { holds, fails } = round;
    const through = step.do === "go to" && step.when ? [...holds, step.when] : holds;
    if (goesOn(step)) yield* walk(after(line, place), { holds: through, fails });
    const isPassed = step.when && (step.do === "go to" || !goesOn(step));
    if (isPassed) yield* walk(place + 1, { holds, fails: [...fails, step.when!] });
    passed.delete(place);
  }
}
