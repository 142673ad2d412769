import { type Inspection, inside } from "../../program/inspection.ts";
import { fileOfJourney, stepsOf } from "../../program/journey-steps.ts";
import type { Conditions } from "../../program/rule-set.ts";
import { after, goesOn, type Line, linesOf } from "../../program/step-order.ts";
import { aloneRuleSet } from "../test.ts";
import { questionsOf } from "./questions.ts";
import { TooMany } from "./too-many.ts";
import { personInWords } from "./words.ts";

/** A way round: the conditions of steps on it that must hold, and of those passed over, which must not. */
interface Round {
  holds: Conditions[];
  fails: Conditions[];
}

/** Steps that lead back to themselves without anybody being asked or anything waited for: the journey would stop there. */
export function checkLoops(inspection: Inspection, on: string, sound: (file: string) => boolean): void {
  for (const [name, definition] of Object.entries(inspection.pack.journeys)) {
    if (!sound(fileOfJourney(name))) continue;
    for (const line of linesOf(definition, stepsOf(name, definition))) {
      for (const [place, { step }] of line.steps.entries())
        if (step.do === "go to") checkFrom(inspection, line, place, on);
    }
  }
}

function checkFrom(inspection: Inspection, line: Line, start: number, on: string): void {
  const { step, where } = line.steps[start]!;
  for (const { holds, fails } of rounds(line, start)) {
    const when = holds.length + fails.length > 0 ? together(holds, fails) : undefined;
    const person = when && someone(inspection, when, on);
    if (when && !person) continue;
    const whom = person ? "for some people this" : "this";
    const message = `${whom} leads back to "${step.do === "go to" ? step.step : ""}" again and again, and nothing waits on the way`;
    const fix = 'Put a step that waits on the way, such as "ask" or "wait", or another "when".';
    const example = person &&
      when && { person, example: personInWords(inspection.pack, aloneRuleSet(when), person, on) };
    inspection.report(inside(where, "step"), "step.loop", message, fix, {
      level: person ? "warning" : "error",
      ...example,
    });
    return;
  }
}

const together = (holds: Conditions[], fails: Conditions[]): Conditions => ({
  all: [...holds, ...fails.map((not) => ({ not }))],
});

function someone(inspection: Inspection, when: Conditions, on: string) {
  try {
    return questionsOf(inspection.pack.facts, aloneRuleSet(when), on).fits(0);
  } catch (error) {
    if (error instanceof TooMany) return undefined;
    throw error;
  }
}

const mostRounds = 100;

/** The ways from a step back to itself that pass no waiting. */
function rounds(line: Line, start: number): Round[] {
  const found: Round[] = [];
  const walk = (place: number | undefined, passed: number[], round: Round): void => {
    if (place === undefined || place >= line.steps.length || found.length >= mostRounds) return;
    if (place === start && passed.length > 0) {
      found.push(round);
      return;
    }
    if (passed.includes(place) || passed.length > 200) return;
    const { step } = line.steps[place]!;
    const { holds, fails } = round;
    const through = step.do === "go to" && step.when ? [...holds, step.when] : holds;
    if (goesOn(step)) walk(after(line, place), [...passed, place], { holds: through, fails });
    const isPassed = step.when && (step.do === "go to" || !goesOn(step));
    if (isPassed) walk(place + 1, [...passed, place], { holds, fails: [...fails, step.when!] });
  };
  walk(start, [], { holds: [], fails: [] });
  return found;
}
