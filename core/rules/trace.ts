import type { Facts } from "../program/fact.ts";
import type { Test, Truth } from "./compile.ts";
import type { Because } from "./decision.ts";
import { own } from "./dictionary.ts";
import type { Looked } from "./evaluate.ts";

/** Every test of every rule in file order; those of rules after `last` were not looked at. */
export function trace(looked: Looked[], facts: Facts, last = looked.length - 1): Because[] {
  return looked.flatMap(({ rule, tests, results }, place) =>
    tests.map((test, number) =>
      place > last ? unseen(rule.name, test, facts) : entry(rule.name, test, results[number]!, facts),
    ),
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

const words = { true: "passed", false: "failed", unknown: "unknown" } as const;

const entry = (rule: string, test: Test, result: Truth, facts: Facts): Because => ({
  rule,
  fact: test.fact,
  operator: compared(test),
  ...sides(test, facts),
  result: words[`${result}`],
});

const unseen = (rule: string, test: Test, facts: Facts): Because => ({
  rule,
  fact: test.fact,
  operator: compared(test),
  ...want(test, facts),
  result: "not looked at",
});

function want(test: Test, facts: Facts): Pick<Because, "wanted"> {
  const wanted = test.wanted(facts);
  return wanted === undefined ? {} : { wanted };
}
