import { checkConditions, type Subject } from "./check-conditions.ts";
import { misfit } from "./fact-value.ts";
import { oneOf } from "./guess.ts";
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
import { shown } from "./issue.ts";
import { allSteps, amountsOf, isDo, subjectOf } from "./journey-steps.ts";
import { outcomesOf, undecided } from "./outcomes.ts";
import type { Pack } from "./pack.ts";
import type { RuleSet } from "./rule-set.ts";

export const fileOfRuleSet = (name: string) => `${name}.json`;

/** Rule sets: their facts, their names, and that what is decided can be kept. */
export function checkRuleSets(inspection: Inspection): void {
  const { pack } = inspection;
  const uses = subjectsOfRuleSets(pack);
  const decided = new Set(
    allSteps(pack).flatMap((placed) => (isDo(placed, "decide") ? [placed.step.ruleSet] : [])),
  );
  for (const [name, ruleSet] of Object.entries(pack.ruleSets)) {
    const file = fileOfRuleSet(name);
    checkNames(inspection, file, ruleSet);
    checkReserved(inspection, file, ruleSet);
    for (const [index, rule] of ruleSet.rules.entries()) {
      checkConditions(
        inspection,
        at(file, "rules", index, "conditions"),
        rule.conditions,
        uses.get(name) ?? [],
      );
    }
    if (ruleSet.hitPolicy === "sum of points") {
      checkPoints(inspection, file, ruleSet);
      checkWeights(inspection, file, ruleSet);
    } else checkNoWeights(inspection, file, ruleSet);
    if (decided.has(name)) checkDecides(inspection, file, ruleSet);
  }
}

/** Whose facts each rule set is given, by the places that use it. */
export function subjectsOfRuleSets(pack: Pack): Map<string, Subject[]> {
  const uses = new Map<string, Subject[]>();
  const use = (name: string, subject: Subject) => uses.set(name, [...(uses.get(name) ?? []), subject]);
  const { matching } = pack.program;
  if (matching) {
    for (const name of [matching.constraints, matching.scores])
      use(name, { sides: [matching.mentor, matching.mentee] });
  }
  for (const placed of allSteps(pack)) {
    if (isDo(placed, "decide")) use(placed.step.ruleSet, subjectOf(pack, placed.definition));
  }
  for (const [journey, definition] of Object.entries(pack.journeys)) {
    for (const { amount } of amountsOf(journey, definition)) {
      if (typeof amount === "object" && "ruleSet" in amount) use(amount.ruleSet, subjectOf(pack, definition));
    }
  }
  return uses;
}

function checkNames({ report }: Inspection, file: string, { rules }: RuleSet): void {
  const seen = new Set<string>();
  for (const [index, { name }] of rules.entries()) {
    if (seen.has(name))
      report(
        at(file, "rules", index, "name"),
        "rule.twice",
        `two rules are named "${name}"`,
        "Rename one of them.",
      );
    seen.add(name);
  }
}

/** Words that mean something by themselves where an outcome or a rule is named. */
function checkReserved({ report }: Inspection, file: string, { rules, otherwise, mandatory }: RuleSet): void {
  const outcomes = [
    ...rules.map(({ event }, index) => ({
      type: event.type,
      where: at(file, "rules", index, "event", "type"),
    })),
    { type: otherwise.type, where: at(file, "otherwise", "type") },
    ...(mandatory ? [{ type: mandatory.type, where: at(file, "mandatory", "type") }] : []),
  ];
  const message = '"needs-info" is what is said when facts are missing: no rule can say it';
  for (const { type, where } of outcomes)
    if (type === "needs-info")
      report(where, "outcome.reserved", message, 'Write another outcome, such as "review".');
  for (const [index, { name }] of rules.entries()) {
    if (name !== "otherwise") continue;
    const taken = '"otherwise" is what is left when no rule fits, and has that name in the texts';
    report(at(file, "rules", index, "name"), "rule.name", taken, "Give the rule another name.");
  }
}

function checkNoWeights({ report }: Inspection, file: string, ruleSet: RuleSet): void {
  const fix = 'Take it out, or write "hitPolicy": "sum of points".';
  const message = "only rules whose points are added up have weights";
  for (const key of ["weights", "mandatory"] as const)
    if (ruleSet[key] !== undefined) report(keyOf(at(file, key)), "rule.weight", message, fix);
  for (const [index, { weight }] of ruleSet.rules.entries())
    if (weight !== undefined) report(at(file, "rules", index, "weight"), "rule.weight", message, fix);
}

function checkPoints({ report }: Inspection, file: string, { rules, otherwise, mandatory }: RuleSet): void {
  const isNumber = (where: Where, points: unknown): boolean => {
    const wrong = points !== undefined && typeof points !== "number";
    if (wrong) report(where, "rule.points", `${shown(points)} should be a number`, "Write a number.");
    return !wrong;
  };
  isNumber(at(file, "otherwise", "params", "points"), otherwise.params?.points);
  for (const [index, { event, weight }] of rules.entries()) {
    if (weight === "Mandatory" && !mandatory) {
      const message = "nothing says what comes out when this Mandatory rule is not met";
      const fix = 'Add "mandatory": { "type": "not-possible" } beside "otherwise".';
      report(at(file, "rules", index, "weight"), "rule.mandatory", message, fix);
    }
    const where = at(file, "rules", index, "event");
    const points = event.params?.points;
    if (!isNumber(inside(where, "params", "points"), points) || points !== undefined) continue;
    report(
      where,
      "rule.points",
      "this rule gives no points, but the rules add up points",
      'Add "params": { "points": 1 }, or "weight": "High", "Medium" or "Low" to the rule.',
    );
  }
}

/** That weights say what their words say, and that what is said for Mandatory rules has some. */
function checkWeights({ report }: Inspection, file: string, { rules, weights, mandatory }: RuleSet): void {
  if (mandatory && !rules.some(({ weight }) => weight === "Mandatory")) {
    const message = `no rule here is Mandatory, so nothing ever comes out as "${mandatory.type}"`;
    const fix = 'Give a rule the weight "Mandatory", or take it out.';
    report(keyOf(at(file, "mandatory")), "mandatory.unused", message, fix, { level: "warning" });
  }
  for (const [more, less] of [["High", "Medium"] as const, ["Medium", "Low"] as const]) {
    if (!weights || weights[more] >= weights[less]) continue;
    const message = `"${more}" counts ${weights[more]} here, and "${less}" counts ${weights[less]}`;
    const fix = 'Let "High" be the most and "Low" the least.';
    report(at(file, "weights", more), "weights.order", message, fix, { level: "warning" });
  }
}

/** The outcome becomes a fact, so that fact must be there and be able to hold each outcome. */
function checkDecides(inspection: Inspection, file: string, ruleSet: RuleSet): void {
  const { pack, report } = inspection;
  const where: Where = at(file, "decides");
  if (!mustBeKnown(inspection, where, "a fact", ruleSet.decides, factNames(pack))) return;
  const { fact, derived } = factNamed(pack, ruleSet.decides)!;
  if (derived || fact.type !== "choice") {
    const message = `"${ruleSet.decides}" cannot hold an outcome`;
    return report(
      where,
      "decides.unfit",
      message,
      `Make it a "choice" in facts.json with the values ${oneOf(outcomesOf(ruleSet), "and")}.`,
    );
  }
  if (ruleSet.hitPolicy === "all that match") {
    const message = `every rule that fits counts here, so there is no one outcome that "${ruleSet.decides}" could hold`;
    return report(at(file, "hitPolicy"), "decides.many", message, 'Write "first match" or "exactly one".');
  }
  const events = [
    ...ruleSet.rules.map(({ event }, index) => ({
      type: event.type,
      where: at(file, "rules", index, "event", "type"),
    })),
  ];
  const forbidden = ruleSet.mandatory
    ? [{ type: ruleSet.mandatory.type, where: at(file, "mandatory", "type") }]
    : [];
  for (const each of [
    ...events,
    ...forbidden,
    { type: ruleSet.otherwise.type, where: at(file, "otherwise", "type") },
  ]) {
    const wrong = undecided.includes(each.type) ? undefined : misfit(fact, each.type);
    if (wrong)
      report(
        each.where,
        "decides.unfit",
        () => `fact "${ruleSet.decides}": ${wrong.message}`,
        () => `${wrong.fix} Or add it to the values in facts.json.`,
      );
  }
}
