import { Engine } from "json-rules-engine";
import type { FactDictionary, FactValue } from "#core/program/fact.ts";
import type { Condition, Conditions, RuleSet } from "#core/program/rule-set.ts";

/**
 * json-rules-engine as anyone would use it: its own operators and its own way to facts, rules before others by their priority,
 * and operators that it does not have added as its manual says. It takes the types of facts on trust, which our rules never do.
 */
export function engineAsItComes(dictionary: FactDictionary, ...ruleSets: RuleSet[]): Engine {
  const engine = new Engine();
  for (const [name, holds] of Object.entries(operators)) engine.addOperator(name, holds as Holds);
  const rules = ruleSets.flatMap((ruleSet) => ruleSet.rules);
  rules.forEach(({ name, conditions, event }, place) => {
    const priority = rules.length - place;
    engine.addRule({ name, conditions: inItsWords(engine, dictionary, conditions), event, priority });
  });
  return engine;
}

type Holds = (saw: FactValue, wanted: FactValue) => boolean;

const sharesAny = (saw: FactValue[], wanted: FactValue[]) => saw.some((one) => wanted.includes(one));

const operators = {
  sharesAny,
  sharesNone: (saw: FactValue[], wanted: FactValue[]) => !sharesAny(saw, wanted),
  before: (saw: string, wanted: string) => saw < wanted,
  onOrBefore: (saw: string, wanted: string) => saw <= wanted,
  after: (saw: string, wanted: string) => saw > wanted,
  onOrAfter: (saw: string, wanted: string) => saw >= wanted,
};

function inItsWords(
  engine: Engine,
  dictionary: FactDictionary,
  condition: Condition | Conditions,
): Conditions {
  const inner = (one: Condition) => inItsWords(engine, dictionary, one) as Condition;
  if ("all" in condition) return { all: condition.all.map(inner) };
  if ("any" in condition) return { any: condition.any.map(inner) };
  if ("not" in condition) return { not: inner(condition.not) };
  const { fact, operator, value } = condition;
  if (operator !== "atLeast" && operator !== "below")
    return { fact, operator, value } as Condition as Conditions;
  // The order of a choice is known to the dictionary only, so that each choice has an operator of its own.
  const entry = dictionary.facts[fact.slice(fact.indexOf(".") + 1)]!;
  const rank = (one: FactValue) => (entry.type === "choice" ? entry.values.indexOf(String(one)) : -1);
  const named = `${operator} in ${fact}`;
  engine.addOperator<FactValue, FactValue>(named, (saw, wanted) =>
    operator === "atLeast" ? rank(saw) >= rank(wanted) : rank(saw) < rank(wanted),
  );
  return { fact, operator: named, value } as unknown as Conditions;
}
