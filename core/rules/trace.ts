import type { Facts, FactValue } from "../program/fact.ts";
import type { Test, Truth } from "./compile.ts";
import type { Because } from "./decision.ts";
import { own } from "./dictionary.ts";
import type { Looked } from "./evaluate.ts";
import { isFactRef } from "./fact-ref.ts";

/** Every test of every rule in file order; those of rules after `last` were not looked at. */
export function trace(looked: readonly Looked[], last = looked.length - 1): Because[] {
  return looked.flatMap(({ rule, tests, results, slots, layout }, place) =>
    tests.map((test, number) => {
      const wanted = isFactRef(test.value) ? slots[layout.places.get(test.value.fact)!] : test.value;
      if (place > last) return entry(rule.name, test, undefined, wanted, "not looked at");
      return entry(rule.name, test, slots[layout.places.get(test.fact)!], wanted, wordOf(results[number]!));
    }),
  );
}

/** The two sides of a comparison, leaving out what is not known. */
export function sides(test: Test, facts: Facts): Pick<Because, "saw" | "wanted"> {
  const saw = own(facts, test.fact);
  return { ...(saw !== undefined && { saw }), ...want(test, facts) };
}

/** "atLeast", or with its further word "within 10". */
const compared = ({ operator, limit }: Test): string =>
  limit === undefined ? operator : `${operator} ${limit}`;

const wordOf = (truth: Truth): Because["result"] =>
  truth === "unknown" ? truth : truth ? "passed" : "failed";

/** Each shape written out: a receipt has as many of these as the rules have conditions. */
function entry(
  rule: string,
  test: Test,
  saw: FactValue | undefined,
  wanted: FactValue | undefined,
  result: Because["result"],
): Because {
  const { fact } = test;
  const operator = compared(test);
  if (wanted === undefined)
    return saw === undefined ? { rule, fact, operator, result } : { rule, fact, operator, saw, result };
  return saw === undefined
    ? { rule, fact, operator, wanted, result }
    : { rule, fact, operator, saw, wanted, result };
}

function want(test: Test, facts: Facts): Pick<Because, "wanted"> {
  const wanted = test.wanted(facts);
  return wanted === undefined ? {} : { wanted };
}
