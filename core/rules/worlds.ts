import type { FactDictionary, Facts, FactValue } from "../program/fact.ts";
import type { CompiledRule } from "./compile.ts";
import { missingFacts } from "./evaluate.ts";
import { representatives } from "./representatives.ts";

/** An unknown fact with the few values that stand for all it may be. */
export interface Unknown {
  fact: string;
  values: FactValue[];
}

const mostWorlds = 256;

/**
 * The unknown facts worth trying out: those in more than one test. With a fact in a single test, three-valued logic is exact
 * already. Too many ways together: the rest is left unknown, which is careful and never wrong.
 */
export function unknowns(dictionary: FactDictionary, rules: CompiledRule[], facts: Facts): Unknown[] {
  const tests = rules.flatMap((rule) => rule.tests);
  const times = new Map<string, number>();
  for (const fact of tests.flatMap((test) => missingFacts(test, facts)))
    times.set(fact, (times.get(fact) ?? 0) + 1);
  const chosen: Unknown[] = [];
  let ways = 1;
  for (const [fact] of [...times].filter(([, count]) => count > 1)) {
    const values = representatives(dictionary, fact, tests);
    if (!values || ways * values.length > mostWorlds) continue;
    ways *= values.length;
    chosen.push({ fact, values });
  }
  return chosen;
}

/** Every way to choose one value of each, the last one changing fastest. */
export function worlds(fixed: Unknown[]): Facts[] {
  return fixed.reduce<Facts[]>(
    (all, { fact, values }) => all.flatMap((world) => values.map((value) => ({ ...world, [fact]: value }))),
    [{}],
  );
}
