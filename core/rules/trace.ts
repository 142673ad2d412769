import type { Facts, FactValue } from "../program/fact.ts";
import type { Test, Truth } from "./compile.ts";
import type { Because } from "./decision.ts";
import { own } from "./dictionary.ts";
import type { Looked } from "./evaluate.ts";
import { isFactRef } from "./fact-ref.ts";

/** Every test of every rule in file order; those of rules after `last` were not looked at. */
export function trace(looked: readonly Looked[], last = looked.length - 1): Because[] {
  const because: Because[] = [];
  for (const [place, one] of looked.entries()) {
    const { slots, results, lines } = one;
    for (let test = 0; test < lines.length; test++) {
      const line = lines[test]!;
      const wanted = line.other === undefined ? line.wanted : slots[line.other];
      because.push(
        place > last
          ? entry(line, undefined, wanted, "not looked at")
          : entry(line, slots[line.at], wanted, wordOf(results[test]!)),
      );
    }
  }
  return because;
}

/** What every receipt says of a test, whoever it was asked of. */
export interface Line {
  rule: string;
  fact: string;
  operator: string;
  /** The places of the fact, and of the one that it is compared with. */
  at: number;
  other: number | undefined;
  wanted: FactValue | undefined;
}

export function lineOf(rule: string, test: Test, places: ReadonlyMap<string, number>): Line {
  const { fact, value } = test;
  const sides = isFactRef(value)
    ? { other: places.get(value.fact)!, wanted: undefined }
    : { other: undefined, wanted: value };
  return { rule, fact, operator: compared(test), at: places.get(fact)!, ...sides };
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
  { rule, fact, operator }: Line,
  saw: FactValue | undefined,
  wanted: FactValue | undefined,
  result: Because["result"],
): Because {
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
