import { type Inspection, inside, type Where } from "./inspection.ts";
import { type Intake, isUnsigned, trustQuestion } from "./intake.ts";
import { type Placed, stepsOf } from "./journey-steps.ts";
import { outcomesOf } from "./outcomes.ts";
import type { Pack } from "./pack.ts";
import type { RuleSet } from "./rule-set.ts";
import type { Step, StepOf } from "./step.ts";
import { after, type Line, linesOf } from "./step-order.ts";
import { truthWith } from "./ways.ts";

/** What cannot be undone for a person who may never have applied: an ending, a place, a proposal, another role. */
const final: Step["do"][] = ["close", "queue", "match", "handover"];

/**
 * A form that cannot prove who sent it leads to nothing that cannot be undone before somebody of the staff has looked: a task, or
 * a decision that they choose. Looked at with its fact of `waymark.trust`, if it has one, being "unverified".
 */
export function checkTrust(inspection: Inspection): void {
  for (const [form, intake] of Object.entries(inspection.pack.intake)) {
    if (!isUnsigned(intake.sender)) continue;
    for (const where of unseen(inspection.pack, intake)) report(inspection, form, intake, where);
  }
}

function report({ report }: Inspection, form: string, { sender }: Intake, where: Where): void {
  const message = `who applies by the form "${form}" comes to this before anybody has looked, and ${sender} cannot prove who sent it`;
  const fix =
    'Put a task before it, or a rule set whose first rule says "review" for forms that are unverified: docs/senders/unverified.md.';
  report(inside(where, "do"), "form.unverified", message, fix);
}

/** The final steps that are reached so, on the main line or on a track that begins meanwhile. */
function unseen(pack: Pack, { role, map }: Intake): Where[] {
  const name = pack.program.roles[role]?.journey ?? role;
  const definition = Object.hasOwn(pack.journeys, name) ? pack.journeys[name] : undefined;
  if (!definition) return [];
  const mapping = map.find(({ question }) => question === trustQuestion);
  const fact = mapping && "fact" in mapping ? mapping.fact : undefined;
  const [main, ...tracks] = linesOf(definition, stepsOf(name, definition));
  const onMain = reached(pack, main!, fact);
  const begun = tracks.filter((track) => {
    const from = definition.tracks.find(({ id }) => id === track.steps[0]?.line)?.from;
    return from === undefined || onMain.some(({ step }) => step.id === from);
  });
  const all = [...onMain, ...begun.flatMap((track) => reached(pack, track, fact))];
  return all.filter(({ step }) => final.includes(step.do)).map(({ where }) => where);
}

function reached(pack: Pack, line: Line, fact: string | undefined): Placed[] {
  const open = line.steps.length > 0 ? [0] : [];
  const seen = new Set<number>();
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(place)) continue;
    const holds = whenHolds(line.steps[place]!.step, fact);
    if (holds !== false) seen.add(place);
    open.push(...onward(pack, line, place, fact, holds).filter((next) => !seen.has(next)));
  }
  return [...seen].map((place) => line.steps[place]!);
}

const whenHolds = ({ when }: Step, fact: string | undefined): boolean | undefined =>
  when === undefined ? true : fact === undefined ? undefined : truthWith(when, fact, "unverified");

function onward(
  pack: Pack,
  line: Line,
  place: number,
  fact: string | undefined,
  holds: boolean | undefined,
): number[] {
  const { step } = line.steps[place]!;
  // What comes behind a final step is told once that one is mended.
  const stops = holds === false || final.includes(step.do) || isLookedAt(pack, step, fact);
  const next = stops ? undefined : after(line, place);
  const past = holds === true || place + 1 >= line.steps.length ? undefined : place + 1;
  return [next, past].filter((one) => one !== undefined);
}

/** Whether nobody gets past a step that is taken without a word of the staff. */
function isLookedAt({ ruleSets }: Pack, step: Step, fact: string | undefined): boolean {
  if (["task", "training", "gathering"].includes(step.do)) return true;
  if (step.do !== "decide") return false;
  const ruleSet = Object.hasOwn(ruleSets, step.ruleSet) ? ruleSets[step.ruleSet] : undefined;
  return ruleSet !== undefined && isChosen(ruleSet, step, fact);
}

/** Whether all that the rules can come to for such a form is for a coordinator to choose. */
function isChosen(ruleSet: RuleSet, { confirm }: StepOf<"decide">, fact: string | undefined): boolean {
  const proposed = (outcome: string) => outcome === "review" || confirm.includes(outcome);
  if (ruleSet.hitPolicy !== "first match" || fact === undefined) return outcomesOf(ruleSet).every(proposed);
  for (const { conditions, event } of ruleSet.rules) {
    const holds = truthWith(conditions, fact, "unverified");
    if (holds !== false && !proposed(event.type)) return false;
    if (holds === true) return true;
  }
  return proposed(ruleSet.otherwise.type);
}
