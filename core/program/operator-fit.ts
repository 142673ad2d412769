import { operators } from "../rules/operators.ts";
import type { Fact } from "./fact.ts";
import type { OperatorName } from "./rule-set.ts";

type FactType = Fact["type"];

const comparesWithList: ReadonlySet<OperatorName> = new Set([
  "in",
  "notIn",
  "sharesAny",
  "sharesNone",
  "containsAll",
  "doesNotContainAll",
  "sharesAtLeast",
  "sharesFewerThan",
  "isExactly",
  "isNotExactly",
  "sharesLanguage",
  "sharesNoLanguage",
]);
const asWritten: ReadonlySet<OperatorName> = new Set(["equal", "notEqual", "in", "notIn"]);
const quantity: readonly FactType[] = ["number", "rating"];

/** Whether an operator compares with a list of values, not with one. */
export const takesList = (operator: OperatorName): boolean => comparesWithList.has(operator);

/**
 * Whether an operator makes sense for a fact. A choice must be ordered for `atLeast`; a length of time of which any can be
 * written must not be compared as a text, where P12M is not P1Y.
 */
export function fits(operator: OperatorName, fact: Fact): boolean {
  if (!operators[operator].types.includes(fact.type)) return false;
  if (fact.type === "choice") return !!fact.ordered || (operator !== "atLeast" && operator !== "below");
  return fact.type !== "duration" || fact.values !== undefined || !asWritten.has(operator);
}

export const operatorsFor = (fact: Fact): OperatorName[] =>
  (Object.keys(operators) as OperatorName[]).filter((name) => fits(name, fact));

/** Types of fact that may stand on the right of an operator, given the type on its left. */
export function otherSide(operator: OperatorName, type: FactType): readonly FactType[] {
  if (type === "languages") return takesList(operator) ? ["languages", "choices"] : ["choice"];
  if (type === "choices") return takesList(operator) ? ["choices"] : ["choice"];
  if (type === "numbers") return takesList(operator) ? ["numbers"] : quantity;
  if (takesList(operator)) return quantity.includes(type) ? ["numbers"] : ["choices"];
  return quantity.includes(type) ? quantity : [type];
}

/** The type of one entry of a set; of anything else, itself. */
export function entryOf(fact: Fact): Fact {
  if (fact.type === "choices" || fact.type === "languages")
    return { ...fact, type: "choice", ordered: false };
  return fact.type === "numbers" ? { ...fact, type: "number" } : fact;
}
