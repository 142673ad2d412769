import { Engine, Operator } from "json-rules-engine";
import type { FactDictionary, Facts } from "../program/fact.ts";
import type { Condition, Conditions, Leaf, Rule } from "../program/rule-set.ts";
import { isFactRef } from "./compile.ts";
import { limitOf, orderOf } from "./dictionary.ts";
import { compare, operators, WrongType } from "./operators.ts";

/**
 * What json-rules-engine says of each rule, in the order given (its own order of events is another). A fresh Engine each time:
 * overlapping runs of one would skip rules. A fact that is missing throws, and so does a value of the wrong type.
 */
export async function runEngine(dictionary: FactDictionary, rules: Rule[], facts: Facts): Promise<boolean[]> {
  return askEngine(engineOf(dictionary, rules), rules, facts);
}

/** An engine that knows these rules, for one run at a time. */
export function engineOf(dictionary: FactDictionary, rules: Rule[]): Engine {
  const engine = freshEngine();
  rules.forEach(({ conditions, event }, place) => {
    engine.addRule({
      name: String(place),
      conditions: translated(dictionary, engine, conditions),
      event: { type: event.type },
    });
  });
  return engine;
}

/** Which of its rules hold, in the order given. */
export async function askEngine(engine: Engine, rules: Rule[], facts: Facts): Promise<boolean[]> {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  const { results } = await engine.run(Object.fromEntries(known));
  const held = new Set(results.map(({ name }) => name));
  return rules.map((_, place) => held.has(String(place)));
}

/** Knows our operators only, and neither its own loose ones, nor decorators, nor paths. */
export function freshEngine(): Engine {
  const engine = new Engine([], {
    allowUndefinedFacts: false,
    allowUndefinedConditions: false,
    pathResolver: noPaths,
  });
  for (const decorator of ["someFact", "someValue", "everyFact", "everyValue", "swap", "not"]) {
    engine.removeOperatorDecorator(decorator);
  }
  for (const operator of engineOperators) engine.addOperator(operator);
  return engine;
}

/** `atLeast` and `below` need the order of a choice, which only the dictionary knows: they become `in` a list of values. */
const engineOperators = (Object.keys(operators) as Leaf["operator"][])
  .filter((name) => name !== "atLeast" && name !== "below")
  .map((name) => new Operator<never, never>(name, (saw, wanted) => compare(name, saw, wanted)));

function noPaths(): never {
  throw new Error("a rule has a path: a fact is one value, name it as facts.json does");
}

/** Only the keys we know are carried over, so nothing that a file smuggles in reaches the engine. */
function translated(dictionary: FactDictionary, engine: Engine, conditions: Conditions): Conditions {
  const inner = (one: Condition) => translated(dictionary, engine, one as Conditions) as Condition;
  if ("all" in conditions) return { all: conditions.all.map(inner) };
  if ("any" in conditions) return { any: conditions.any.map(inner) };
  if ("not" in conditions) return { not: inner(conditions.not) };
  return comparison(dictionary, engine, conditions) as Conditions;
}

function comparison(dictionary: FactDictionary, engine: Engine, leaf: Leaf): Condition {
  const { fact, operator, value } = leaf;
  if (operator === "atLeast" || operator === "below") return ordered(dictionary, leaf);
  const limit = limitOf(leaf);
  if (limit === undefined) return { fact, operator, value };
  // The engine passes an operator two values and no more: with a further word it is an operator of its own.
  const named = `${operator} ${limit} of ${fact}`;
  const values = orderOf(dictionary, fact);
  engine.addOperator<never, never>(named, (saw, wanted) =>
    compare(operator, saw, wanted, values, fact, limit),
  );
  return { fact, operator: named as Leaf["operator"], value };
}

function ordered(dictionary: FactDictionary, { fact, operator, value }: Leaf): Condition {
  const values = orderOf(dictionary, fact);
  // Without values the list of ways would be empty, which the engine takes for "holds".
  if (!values) throw new WrongType(`fact "${fact}" is no ordered choice: "${operator}" cannot compare it`);
  if (!isFactRef(value)) return within(values, operator, String(value), fact);
  const way = (wanted: string): Condition => ({
    all: [{ fact: value.fact, operator: "equal", value: wanted }, within(values, operator, wanted, fact)],
  });
  return { any: values.map(way) };
}

function within(values: readonly string[], operator: string, wanted: string, fact: string): Leaf {
  const place = values.indexOf(wanted);
  if (place < 0)
    throw new WrongType(`"${operator}" compares fact "${fact}" with none of its values: use one of them`);
  return {
    fact,
    operator: "in",
    value: operator === "atLeast" ? values.slice(place) : values.slice(0, place),
  };
}
