import type { FactDictionary, Facts } from "../program/fact.ts";
import { derive } from "./derive.ts";
import { type Looked, missingFacts } from "./evaluate.ts";
import { openFacts } from "./open-fact.ts";

/**
 * A few ways in which what is not known may turn out: among them each value that stands for others of each fact. None where no few
 * values stand for a fact.
 */
export function completions(
  dictionary: FactDictionary,
  looked: readonly Looked[],
  facts: Facts,
  on: string,
): Facts[] {
  const tests = looked.flatMap((one) => one.tests);
  const open = openFacts({ dictionary, facts }, tests);
  if (open.waits.some((waits) => waits === undefined)) return [];
  const ways = Math.max(0, ...open.facts.map(({ values }) => values.length));
  return Array.from({ length: ways }, (_, way) => {
    const more = open.facts.map(({ fact, values }) => [fact, values[way % values.length]!]);
    return derive({ facts: dictionary }, { ...facts, ...Object.fromEntries(more) }, on);
  }).filter((all) => tests.every((test) => missingFacts(test, all).length === 0));
}
