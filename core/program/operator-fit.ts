import { operators } from "../rules/operators.ts";
import type { Fact } from "./fact.ts";
import type { OperatorName } from "./rule-set.ts";

type FactType = Fact["type"];

const comparesWithList: ReadonlySet<OperatorName> = new Set(["in", "notIn", "sharesAny", "sharesNone"]);
const quantity: readonly FactType[] = ["number", "rating"];

/** Whether an operator compares with a list of values, not with one. */
export const takesList = (operator: OperatorName): boolean => comparesWithList.has(operator);

/** Whether an operator makes sense for a fact. */
export function fits(operator: OperatorName, fact: Fact): boolean {
  const ordered = fact.type === "choice" && fact.ordered;
  const needsOrder = operator === "atLeast" || operator === "below";
  return operators[operator].types.includes(fact.type) && (ordered || !needsOrder);
}

export const operatorsFor = (fact: Fact): OperatorName[] =>
  (Object.keys(operators) as OperatorName[]).filter((name) => fits(name, fact));

/** Types of fact that may stand on the right of an operator, given the type on its left. */
export function otherSide(operator: OperatorName, type: FactType): readonly FactType[] {
  if (type === "choices") return takesList(operator) ? ["choices"] : ["choice"];
  if (type === "numbers") return takesList(operator) ? ["numbers"] : quantity;
  if (takesList(operator)) return quantity.includes(type) ? ["numbers"] : ["choices"];
  return quantity.includes(type) ? quantity : [type];
}

/** The type of one entry of a set; of anything else, itself. */
export function entryOf(fact: Fact): Fact {
  if (fact.type === "choices") return { ...fact, type: "choice", ordered: false };
  return fact.type === "numbers" ? { ...fact, type: "number" } : fact;
}
