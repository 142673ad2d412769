import { checkConditions } from "./check-conditions.ts";
import { checkTellAll } from "./check-tell-all.ts";
import { didYouMean, oneOf, writeOneOf } from "./guess.ts";
import { type Inspection, inside, mustBeKnown, type Where } from "./inspection.ts";
import { isDo, type Placed, partiesOf, rolesIn, rolesOf, subjectOf } from "./journey-steps.ts";
import { outcomesOf } from "./outcomes.ts";
import { isAfter } from "./patience.ts";
import type { Step, StepOf } from "./step.ts";

/** One step: what it points at exists, and it makes sense in this journey. */
export function checkStep(inspection: Inspection, placed: Placed, all: Placed[]): void {
  const { step, where, definition, line } = placed;
  if (step.when)
    checkConditions(inspection, inside(where, "when"), step.when, [subjectOf(inspection.pack, definition)]);
  checkKind(inspection, placed);
  checkRoles(inspection, placed);
  checkForm(inspection, placed);
  if ("remind" in step) checkPatience(inspection, where, step);
  if (isDo(placed, "tell all")) checkTellAll(inspection, placed);
  if (step.do === "decide") checkDecide(inspection, where, step);
  if (step.do === "task" && step.plan !== undefined)
    known(inspection, inside(where, "plan"), "a plan", step.plan);
  if (step.do === "sign") known(inspection, inside(where, "agreement"), "an agreement", step.agreement);
  if (step.do === "go to") {
    const near = all.filter((other) => other.line === line).map((other) => other.step.id);
    mustBeKnown(
      inspection,
      inside(where, "step"),
      line === "main" ? "a step of the main line" : "a step of this track",
      step.step,
      near,
    );
  }
}

type Noun = "a form" | "a plan" | "an agreement" | "a rule set";

export function known(inspection: Inspection, where: Where, noun: Noun, name: string): boolean {
  const { forms, plans, agreements, ruleSets } = inspection.pack;
  const records = { "a form": forms, "a plan": plans, "an agreement": agreements, "a rule set": ruleSets };
  return mustBeKnown(inspection, where, noun, name, Object.keys(records[noun]));
}

/** What needs nobody to take part in it. */
const ofProgram: readonly Step["do"][] = ["tell all", "round", "task", "decide", "wait", "close", "go to"];

/** What only the journey of the program can do, and what to do instead elsewhere. */
const onlyOfProgram: Partial<Record<Step["do"], string>> = {
  "tell all": ', or write "tell"',
  round: "",
};

/** Some kinds of step only work in a match, some only for one person, and few where nobody takes part. */
function checkKind({ report, pack }: Inspection, { step, where, definition }: Placed): void {
  const ofMatch = step.do === "match" || step.do === "handover";
  const instead = onlyOfProgram[step.do];
  if (instead !== undefined && definition.role !== "program") {
    report(
      inside(where, "do"),
      "step.place",
      `"${step.do}" only works in the journey of the program`,
      `Move it to the journey whose role is "program"${instead}.`,
    );
  }
  if (step.do === "round" && !pack.program.matching) {
    const message = "there is nobody to be matched in a round: the program matches nobody";
    report(inside(where, "do"), "step.place", message, 'Give program.json its "matching", or take this out.');
  }
  const isPersonal = !ofProgram.includes(step.do) || (step.do === "wait" && step.for === "match over");
  if (definition.role === "program" && isPersonal) {
    const message = `"${step.do}" does not work in the journey of the program: nobody takes part in it`;
    return report(
      inside(where, "do"),
      "step.place",
      message,
      "Move it to the journey of a person or a match.",
    );
  }
  const ofPerson = step.do === "queue" || (step.do === "wait" && step.for === "match over");
  if (ofMatch && definition.role !== "match") {
    report(
      inside(where, "do"),
      "step.place",
      `"${step.do}" only works in the journey of a match`,
      'Move it to the journey whose role is "match".',
    );
  }
  if (ofPerson && definition.role === "match") {
    report(
      inside(where, "do"),
      "step.place",
      `"${step.do}" does not work in the journey of a match`,
      "Move it to a person's journey.",
    );
  }
}

function checkRoles(inspection: Inspection, { step, where, definition }: Placed): void {
  const parties = partiesOf(inspection.pack, definition);
  for (const [index, role] of rolesIn(step).entries()) {
    const here =
      "by" in step && typeof step.by === "string" ? inside(where, "by") : inside(where, listKey(step), index);
    if (!mustBeKnown(inspection, here, "a role", role, Object.keys(inspection.pack.program.roles))) continue;
    if (parties.includes(role)) continue;
    const message = `a ${role} takes no part in this journey`;
    inspection.report(here, "role.not-here", message, `Write ${oneOf(parties)}.`);
  }
}

const listKey = (step: Step) => ("by" in step ? "by" : "sides" in step ? "sides" : "to");

/** Whoever a form is given to must be one who fills it in. */
function checkForm(inspection: Inspection, { step, where, definition }: Placed): void {
  if (!("form" in step) || step.form === undefined) return;
  const here = inside(where, "form");
  if (!known(inspection, here, "a form", step.form)) return;
  const { raters } = inspection.pack.forms[step.form]!;
  const asked = rolesOf(inspection.pack, definition, step);
  for (const role of step.do === "task" ? ["coordinator"] : asked) {
    if (raters.includes(role)) continue;
    const message = `the form "${step.form}" is not filled in by a ${role}`;
    inspection.report(
      here,
      "form.rater",
      message,
      `Add "${role}" to "raters" in forms/${step.form}.json, or use another form.`,
    );
  }
}

function checkPatience(
  { report }: Inspection,
  where: Where,
  { remind, escalate }: Pick<StepOf<"ask">, "remind" | "escalate">,
): void {
  for (const [index, after] of remind.entries()) {
    if (index === 0 || isAfter(after, remind[index - 1]!)) continue;
    const message = `the reminder after ${after} does not come after the one before it`;
    report(
      inside(where, "remind", index),
      "step.patience",
      message,
      "Put reminders in their order, each counted from the first asking.",
    );
  }
  const last = remind.at(-1);
  if (!escalate || last === undefined || isAfter(escalate.after, last)) return;
  const message = `the call after ${escalate.after} does not come after the last reminder (${last})`;
  report(
    inside(where, "escalate", "after"),
    "step.patience",
    message,
    "Let people have their reminders before someone calls.",
  );
}

function checkDecide(inspection: Inspection, where: Where, step: StepOf<"decide">): void {
  if (!known(inspection, inside(where, "ruleSet"), "a rule set", step.ruleSet)) return;
  const ruleSet = inspection.pack.ruleSets[step.ruleSet]!;
  const outcomes = outcomesOf(ruleSet);
  const noun = `an outcome of "${step.ruleSet}"`;
  if (ruleSet.hitPolicy === "sum of points") {
    const message = `"${step.ruleSet}" adds up points and has no outcome to decide with`;
    inspection.report(
      inside(where, "ruleSet"),
      "decide.points",
      message,
      "Use a rule set that reads its rules another way.",
    );
  }
  for (const [index, outcome] of step.confirm.entries()) {
    mustBeOutcome(inspection, inside(where, "confirm", index), noun, outcome, outcomes);
  }
  for (const [outcome, plan] of Object.entries(step.plans)) {
    mustBeOutcome(inspection, { ...inside(where, "plans", outcome), key: true }, noun, outcome, outcomes);
    known(inspection, inside(where, "plans", outcome), "a plan", plan);
  }
}

export function mustBeOutcome(
  { report }: Inspection,
  where: Where,
  noun: string,
  outcome: string,
  outcomes: string[],
): void {
  if (outcomes.includes(outcome)) return;
  report(
    where,
    "outcome.unknown",
    () => `"${outcome}" is not ${noun}${didYouMean(outcome, outcomes)}`,
    () => writeOneOf(outcome, outcomes),
  );
}
