import type { FactValue } from "../../program/fact.ts";
import type { OperatorName } from "../../program/rule-set.ts";
import type { Test } from "../compile.ts";
import { isFactRef } from "../fact-ref.ts";
import { operators } from "../operators.ts";
import { includesText } from "./texts.ts";

/**
 * How a test compares two values whose types were looked at already: the answer of its operator's `holds`, only sooner. Each
 * kind of value has code of its own, as an engine that meets only texts in a comparison makes it far quicker than one that
 * meets anything; for all but the tests that rules are mostly made of that code is `holds` itself.
 */
export interface Comparison {
  kind: number;
  /** Whether the test holds where the comparison does not. */
  reversed: boolean;
  /** What the rule wants, or undefined where that is another fact's value. */
  wanted: FactValue | undefined;
  holds(saw: FactValue, wanted: FactValue): boolean;
}

/** The quickest first. */
const isTrue = 0;
const sameNumber = 1;
const less = 2;
const more = 3;
const sameText = 4;
const same = 5;
const inTexts = 6;
const earlier = 7;
const later = 8;
const hasText = 9;
const shares = 10;
const other = 11;

type Texts = readonly string[];

/** Whether the comparison comes out, which is whether the test holds but for `reversed`. */
export function compares(how: Comparison, saw: FactValue, wanted: FactValue): boolean {
  switch (how.kind) {
    case isTrue:
      return saw === true;
    case sameNumber:
      return (saw as number) === (wanted as number);
    case less:
      return (saw as number) < (wanted as number);
    case more:
      return (saw as number) > (wanted as number);
    case sameText:
      return (saw as string) === (wanted as string);
    case same:
      return saw === wanted;
    case inTexts:
      return includesText(wanted as Texts, saw as string);
    case earlier:
      return (saw as string) < (wanted as string);
    case later:
      return (saw as string) > (wanted as string);
    case hasText:
      return includesText(saw as Texts, wanted as string);
    case shares:
      return sharesAny(saw as Texts, wanted as Texts);
    default:
      return how.holds(saw, wanted);
  }
}

export function comparisonOf(test: Test): Comparison {
  const { operator, value, values = [], limit } = test;
  const holds = operators[operator].holds as (...sides: unknown[]) => boolean;
  const itself: Comparison = {
    kind: other,
    reversed: false,
    wanted: isFactRef(value) ? undefined : value,
    holds: (saw, wanted) => holds(saw, wanted, values, limit),
  };
  return { ...itself, ...(isFactRef(value) ? withFact[operator] : withValue(test)) };
}

type Quick = Partial<Omit<Comparison, "holds">>;

function withValue({ operator, value, values = [] }: Test): Quick | undefined {
  if (typeof value === "boolean") return value ? truth[operator] : lie[operator];
  if (operator === "atLeast" || operator === "below") {
    const place = values.indexOf(String(value));
    if (place < 0) return undefined;
    const [lower, upper] = [values.slice(0, place), values.slice(place)] as [string[], string[]];
    const wanted = lower.length < upper.length ? lower : upper;
    return { kind: inTexts, wanted, reversed: (operator === "atLeast") === (wanted === lower) };
  }
  const kind = Array.isArray(value) ? `${typeof value[0]}s` : typeof value;
  return quick[kind]?.[operator];
}

type Table = Partial<Record<OperatorName, Quick>>;

const both = (kind: number, operator: OperatorName): Table => ({
  [operator]: { kind },
  [operators[operator].opposite]: { kind, reversed: true },
});

const truth: Table = both(isTrue, "equal");
const lie: Table = both(isTrue, "notEqual");
const sizes: Table = { ...both(less, "lessThan"), ...both(more, "greaterThan") };
const days: Table = { ...both(earlier, "before"), ...both(later, "after") };

/** By what the rule wants. */
const quick: Record<string, Table> = {
  number: { ...both(sameNumber, "equal"), ...sizes },
  string: { ...both(sameText, "equal"), ...days, ...both(hasText, "contains") },
  strings: { ...both(inTexts, "in"), ...both(shares, "sharesAny") },
};

const withFact: Table = { ...both(same, "equal"), ...sizes, ...days, ...both(shares, "sharesAny") };

function sharesAny(some: Texts, others: Texts): boolean {
  for (let place = 0; place < some.length; place++) if (includesText(others, some[place]!)) return true;
  return false;
}
