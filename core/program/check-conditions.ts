import { operators } from "../rules/operators.ts";
import { leavesOf } from "./conditions.ts";
import { type Fact, today } from "./fact.ts";
import { misfit } from "./fact-value.ts";
import { oneOf } from "./guess.ts";
import {
  factNamed,
  factNames,
  type Inspection,
  inside,
  type Known,
  keyOf,
  mustBeKnown,
  type Where,
} from "./inspection.ts";
import { entryOf, fits, operatorsFor, otherSide, takesList } from "./operator-fit.ts";
import type { Condition, Leaf, LimitName } from "./rule-set.ts";
import { canonicalJson } from "./version.ts";

/** Whose facts conditions see: one person's of a role (any role when not known), or those of a pair with its sides. */
export type Subject = { role: string | undefined } | { sides: readonly string[] };

/** Facts exist, belong to whom the conditions are about, and are compared in a way that fits their type. */
export function checkConditions(
  inspection: Inspection,
  where: Where,
  condition: Condition,
  subjects: Subject[],
): void {
  for (const { leaf, path } of leavesOf(condition)) {
    const here = inside(where, ...path);
    const known = checkRef(inspection, inside(here, "fact"), leaf.fact, subjects);
    if (known && checkOperator(inspection, inside(here, "operator"), leaf, known)) {
      checkLimit(inspection, here, leaf);
      checkValue(inspection, inside(here, "value"), leaf, known, subjects);
    }
  }
}

/** Reports a fact that is not known or not to be seen there. */
export function checkRef(
  inspection: Inspection,
  where: Where,
  ref: string,
  subjects: Subject[],
): Known | undefined {
  const name = ref.split(".").at(-1)!;
  const known = factNamed(inspection.pack, ref);
  if (!known && name === today) {
    inspection.report(where, "fact.whose", "it is the same day for both sides", `Write "${today}".`);
  } else if (!known) {
    mustBeKnown(inspection, where, "a fact", name, factNames(inspection.pack));
  }
  if (!known) return undefined;
  if (ref === today) return known;
  const { roles } = inspection.pack.program;
  if (known.role !== undefined && !mustBeKnown(inspection, where, "a role", known.role, Object.keys(roles)))
    return undefined;
  for (const subject of subjects) checkOwner(inspection, where, ref, known, subject);
  return known;
}

function checkOwner({ report }: Inspection, where: Where, ref: string, known: Known, subject: Subject): void {
  const ofPair = known.fact.about === "pair";
  const sides = "sides" in subject ? subject.sides : [];
  const role = "sides" in subject ? known.role : subject.role;
  if (known.role !== undefined && ofPair) {
    report(
      where,
      "fact.whose",
      `"${known.name}" is about the pair, not about a ${known.role}`,
      `Write "${known.name}".`,
    );
  } else if ("sides" in subject && !ofPair && !sides.includes(known.role ?? "")) {
    const choices = sides.map((side) => `${side}.${known.name}`);
    report(where, "fact.whose", `"${ref}" does not say whose it is in a pair`, `Write ${oneOf(choices)}.`);
  } else if (!("sides" in subject) && (known.role !== undefined || ofPair)) {
    const fix = ofPair
      ? "Use it in the journey of the match."
      : `Write "${known.name}", or ask this where pairs are looked at.`;
    report(where, "fact.whose", `"${ref}" cannot be seen here: this is about one person alone`, fix);
  } else if (role !== undefined && known.fact.roles && !known.fact.roles.includes(role)) {
    const fix = `Use another fact, or add "${role}" to its "roles" in facts.json.`;
    report(where, "fact.whose", `"${known.name}" is not a fact that a ${role} has`, fix);
  }
}

function checkOperator(
  { report }: Inspection,
  where: Where,
  { operator }: Leaf,
  { name, fact }: Known,
): boolean {
  if (fits(operator, fact)) return true;
  const message = `"${operator}" does not work on "${name}", which is ${typeName(fact)}`;
  const orderable = fact.type === "choice" && (operator === "atLeast" || operator === "below");
  const other = orderable ? ', or give its values an order: "ordered": true in facts.json' : "";
  report(where, "operator.unfit", message, `Write ${oneOf(operatorsFor(fact))}${other}.`);
  return false;
}

/** The further word: there when the operator needs it, and none that it does not know. */
function checkLimit({ report }: Inspection, where: Where, leaf: Leaf): void {
  const { limit } = operators[leaf.operator];
  for (const name of limitNames) {
    if (name === limit?.name && leaf[name] === undefined && !limit.optional) {
      const fix = `Add "${name}": ${examples[name]}.`;
      report(inside(where, "operator"), "limit.missing", `"${leaf.operator}" needs "${name}"`, fix);
    } else if (name !== limit?.name && leaf[name] !== undefined) {
      const fix = limit ? `Take it out; it takes "${limit.name}".` : "Take it out.";
      report(keyOf(inside(where, name)), "limit.unfit", `"${leaf.operator}" does not take "${name}"`, fix);
    }
  }
}

const examples: Record<LimitName, string> = { count: "2", level: '"b1"', km: "10", by: "5" };
const limitNames = Object.keys(examples) as LimitName[];

function checkValue(
  inspection: Inspection,
  where: Where,
  leaf: Leaf,
  known: Known,
  subjects: Subject[],
): void {
  const { operator, value } = leaf;
  if (typeof value === "object" && "fact" in value) {
    const right = checkRef(inspection, inside(where, "fact"), value.fact, subjects);
    if (right) checkOtherSide(inspection, inside(where, "fact"), leaf, known, right);
    return;
  }
  const wantsList = takesList(operator);
  if (Array.isArray(value) !== wantsList) {
    const fix = wantsList
      ? `Write a list in brackets: ${JSON.stringify([value].flat())}.`
      : "Write one value without brackets.";
    const message = `"${operator}" compares with ${wantsList ? "a list" : "one value"}`;
    return inspection.report(where, "value.unfit", message, fix);
  }
  for (const [index, item] of [value].flat().entries()) {
    const wrong = misfit(entryOf(known.fact), item);
    if (!wrong) continue;
    const place = Array.isArray(value) ? inside(where, index) : where;
    inspection.report(
      place,
      "value.unfit",
      () => `fact "${known.name}": ${wrong.message}`,
      () => wrong.fix,
    );
  }
}

function checkOtherSide(
  { report }: Inspection,
  where: Where,
  { operator }: Leaf,
  left: Known,
  right: Known,
): void {
  const wanted = otherSide(operator, left.fact.type);
  if (left.fact.type === "place" && right.fact.type === "place" && !samePlaces(left.fact, right.fact)) {
    const message = `"${left.name}" and "${right.name}" know different places`;
    return report(where, "value.unfit", message, "Give both the same places in facts.json.");
  }
  if (isOrdered(operator) && !sameValues(left.fact, right.fact)) {
    const message = `"${left.name}" and "${right.name}" do not have the same values in one order`;
    return report(
      where,
      "value.unfit",
      message,
      "Give both the same values in the same order in facts.json.",
    );
  }
  if (wanted.includes(right.fact.type)) return;
  const message = `"${left.name}" is ${typeName(left.fact)} and "${right.name}" is ${typeName(right.fact)}: "${operator}" cannot compare them`;
  report(where, "value.unfit", message, `Compare with a fact of the type ${oneOf(wanted)}.`);
}

/** By the order in which the dictionary has the values. */
const isOrdered = (operator: Leaf["operator"]): boolean => operator === "atLeast" || operator === "below";

/** Of two choices; whatever else does not go together is told of by its type. */
const sameValues = (one: Fact, other: Fact): boolean =>
  one.type !== "choice" ||
  other.type !== "choice" ||
  canonicalJson(one.values) === canonicalJson(other.values);

const samePlaces = (one: Fact, other: Fact): boolean =>
  "places" in one && "places" in other && canonicalJson(one.places) === canonicalJson(other.places);

export function typeName(fact: Fact): string {
  const names: Record<Fact["type"], string> = {
    boolean: "yes or no",
    number: "a number",
    rating: "a rating from 1 to 5",
    text: "free text",
    choice:
      fact.type === "choice" && fact.ordered ? "one of several values in order" : "one of several values",
    choices: "a set of values",
    numbers: "a list of numbers",
    date: "a day",
    duration: "a length of time",
    languages: "languages with their levels",
    place: "a place",
  };
  return names[fact.type];
}
