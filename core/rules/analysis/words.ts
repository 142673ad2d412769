import { type Facts, today } from "../../program/fact.ts";
import { baseFacts } from "../../program/inspection.ts";
import type { Pack } from "../../program/pack.ts";
import type { OperatorName, RuleSet } from "../../program/rule-set.ts";
import { compile, isFactRef, type Test } from "../compile.ts";
import { derive } from "../derive.ts";
import { own, partsOf } from "../dictionary.ts";
import { factsOf } from "../evaluate.ts";
import { label, shown } from "../wording.ts";

/** Somebody in the program's words, with what the rules look at, on a later day with that first: "Age: 15; Languages: Arabic". */
export function personInWords(pack: Pack, ruleSet: RuleSet, person: Facts, on: string): string {
  const later = own(person, today);
  const known = derive(pack, person, typeof later === "string" ? later : on);
  const looked = compile(pack.facts, ruleSet).flatMap(({ tests }) => tests.flatMap(factsOf));
  const seen = [...new Set([...looked, ...Object.keys(person)])].filter(
    (ref) => ref !== today && own(known, ref) !== undefined,
  );
  const others = seen.filter((ref) => looked.includes(ref) || !isToldBy(pack, ref, seen));
  const told = later === undefined ? others : [today, ...others];
  return told.map((ref) => `${label(pack, ref)}: ${shown(pack, ref, known[ref]!)}`).join("; ");
}

/** A day of birth says no more than the age that a rule looks at. */
const isToldBy = (pack: Pack, ref: string, refs: string[]): boolean =>
  refs.some((other) => other !== ref && baseFacts(pack, partsOf(other).name).includes(partsOf(ref).name));

/** A condition as one says it: "Age" is more than 18. */
export const conditionInWords = (pack: Pack, test: Test): string =>
  `"${label(pack, test.fact)}" ${comparisonInWords(pack, test)}`;

/** What it asks of its fact: is more than 18. */
export function comparisonInWords(pack: Pack, { fact, operator, value, limit }: Test): string {
  const wanted = isFactRef(value) ? `"${label(pack, value.fact)}"` : shown(pack, fact, value);
  const words = operatorWords[operator].replace("...", String(limit ?? "any level"));
  return words.includes("{}") ? words.replace("{}", wanted) : `${words} ${wanted}`;
}

const operatorWords: Record<OperatorName, string> = {
  equal: "is",
  notEqual: "is not",
  in: "is one of",
  notIn: "is none of",
  lessThan: "is less than",
  lessThanInclusive: "is at most",
  greaterThan: "is more than",
  greaterThanInclusive: "is at least",
  atLeast: "is at least",
  below: "is below",
  contains: "has",
  doesNotContain: "does not have",
  sharesAny: "has one of",
  sharesNone: "has none of",
  before: "is before",
  onOrBefore: "is not after",
  after: "is after",
  onOrAfter: "is not before",
  differsAtMost: "is at most ... from",
  differsMore: "is more than ... from",
  exceedsBy: "is at least ... above",
  doesNotExceedBy: "is not ... above",
  longerThan: "is longer than",
  notLongerThan: "is at most",
  shorterThan: "is shorter than",
  notShorterThan: "is at least",
  containsAll: "has all of",
  doesNotContainAll: "does not have all of",
  sharesAtLeast: "has at least ... of",
  sharesFewerThan: "has fewer than ... of",
  isExactly: "is exactly",
  isNotExactly: "is not exactly",
  speaks: "has {} at ... or better",
  doesNotSpeak: "does not have {} at ... or better",
  sharesLanguage: "has one of {} at ... or better",
  sharesNoLanguage: "has none of {} at ... or better",
  within: "is within ... km of",
  beyond: "is more than ... km from",
};
