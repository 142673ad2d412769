import { leavesOf } from "../program/conditions.ts";
import type { FactDictionary, Facts } from "../program/fact.ts";
import type { Condition } from "../program/rule-set.ts";
import type { Truth } from "./compile.ts";
import { runEngine } from "./engine.ts";
import { type Looked, missingFacts, truthOf } from "./evaluate.ts";

/**
 * What json-rules-engine says of each rule. One whose facts are all known it reads as a whole. Of one that still lacks some it reads
 * every condition that it can, and three-valued logic puts these together: "unknown" is what nobody has said yet.
 */
export async function engineTruths(
  dictionary: FactDictionary,
  looked: readonly Looked[],
  facts: Facts,
): Promise<Truth[]> {
  const whole = await readWhole(dictionary, looked.filter(isComplete(facts)), facts);
  const parts = await readLeaves(
    dictionary,
    looked.filter((one) => !whole.has(one)),
    facts,
  );
  return looked.map((one) => whole.get(one) ?? parts.get(one)!);
}

type Words = Map<Looked, Truth>;

const isComplete =
  (facts: Facts) =>
  ({ tests }: Looked): boolean =>
    tests.every((test) => missingFacts(test, facts).length === 0);

async function readWhole(dictionary: FactDictionary, looked: Looked[], facts: Facts): Promise<Words> {
  const rules = looked.map(({ rule }) => rule);
  const held = await runEngine(dictionary, rules, facts);
  return new Map(looked.map((one, place) => [one, held[place]!]));
}

/** The conditions as they are written stand in the order of the tests, which have every "not" in their operators. */
async function readLeaves(dictionary: FactDictionary, looked: Looked[], facts: Facts): Promise<Words> {
  const written = looked.flatMap((one) =>
    leavesOf(one.rule.conditions as Condition).map(({ leaf, path }, test) => ({ one, test, leaf, path })),
  );
  const known = written.filter(({ one, test }) => missingFacts(one.tests[test]!, facts).length === 0);
  const rules = known.map(({ one, leaf }) => ({ ...one.rule, conditions: { all: [leaf] } }));
  const held = await runEngine(dictionary, rules, facts);
  const results = new Map(looked.map((one) => [one, one.tests.map((): Truth => "unknown")]));
  known.forEach(({ one, test, path }, place) => {
    const negated = path.filter((step) => step === "not").length % 2 === 1;
    results.get(one)![test] = held[place] !== negated;
  });
  return new Map(looked.map((one) => [one, truthOf(one.root, results.get(one)!)]));
}
