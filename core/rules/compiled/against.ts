import type { FactValue } from "../../program/fact.ts";
import type { OperatorName } from "../../program/rule-set.ts";
import type { Test } from "../compile.ts";
import { compare } from "../operators.ts";
import { waysOf } from "./guard.ts";
import { no, unknown, yes } from "./truth.ts";

/** What a test says of one value held against each of a column, by the column's codes; `unknown` at 0. */
export type Row = Uint8Array;

export type RowOf = (given: FactValue) => Row;

/** A test of a fact of one side against a fact of the other. */
export interface Across {
  test: Test;
  /** Whether the value given is the one that the test looks at, or else the one it wants. */
  looks: boolean;
  given: readonly FactValue[];
  values: readonly FactValue[];
}

/**
 * Where values have an order it looks for the place where the answer changes, sets are held against each other as bits, and
 * any other operator is asked about each pair of different values. Throws WrongType when two cannot be compared.
 */
export function rowsOf(across: Across): RowOf {
  const { test, looks, values } = across;
  const ask = (given: FactValue, each: FactValue): boolean => {
    const [saw, wanted] = looks ? [given, each] : [each, given];
    return compare(test.operator, saw, wanted, test.values, test.fact, test.limit);
  };
  const asked: RowOf = (given) =>
    Uint8Array.from([unknown, ...values.map((each) => (ask(given, each) ? yes : no))]);
  if (!surelyFits(across)) return asked;
  if (ordered.has(test.operator)) return (given) => stepped(values, given, ask);
  const mask = masks[test.operator];
  const bits = mask && bitsOf(values);
  return bits ? (given) => bits.row(given as readonly (string | number)[], mask) : asked;
}

function surelyFits({ test, looks, given, values }: Across): boolean {
  const [saw, wanted] = looks ? [given, values] : [values, given];
  return !!waysOf(test)?.some(([one, other]) => saw.every(one.fits) && wanted.every(other.fits));
}

/** Operators whose answer changes at most once from the smallest to the largest value. */
const ordered: ReadonlySet<OperatorName> = new Set([
  ...(["lessThan", "lessThanInclusive", "greaterThan", "greaterThanInclusive"] as const),
  ...(["before", "onOrBefore", "after", "onOrAfter"] as const),
]);

type Ask = (given: FactValue, each: FactValue) => boolean;

function stepped(values: readonly FactValue[], given: FactValue, ask: Ask): Row {
  const row = new Uint8Array(values.length + 1);
  row[0] = unknown;
  if (values.length === 0) return row;
  const atStart = ask(given, values[0]!);
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ask(given, values[middle]!) === atStart) from = middle + 1;
    else to = middle;
  }
  row.fill(atStart ? yes : no, 1, from + 1);
  row.fill(atStart ? no : yes, from + 1);
  return row;
}

/** How two sets of bits are compared. */
type Mask = (given: number, each: number) => boolean;

const masks: Partial<Record<OperatorName, Mask>> = {
  sharesAny: (given, each) => (given & each) !== 0,
  sharesNone: (given, each) => (given & each) === 0,
};

const mostBits = 32;

interface Bits {
  row(given: readonly (string | number)[], compare: Mask): Row;
}

/** Undefined where there are more different elements than bits. What nobody in the column has can be in no common set. */
function bitsOf(values: readonly FactValue[]): Bits | undefined {
  if (!values.every((value) => Array.isArray(value))) return undefined;
  const places = new Map([...new Set<string | number>(values.flat())].map((one, place) => [one, place]));
  if (places.size > mostBits) return undefined;
  const bitOf = (sum: number, one: string | number) => {
    const place = places.get(one);
    return place === undefined ? sum : sum | (1 << place);
  };
  const bits = Int32Array.from(values, (value) => (value as (string | number)[]).reduce(bitOf, 0));
  const row: Bits["row"] = (given, compare) => {
    const mine = given.reduce(bitOf, 0);
    const made = new Uint8Array(bits.length + 1);
    made[0] = unknown;
    for (let each = 0; each < bits.length; each++) made[each + 1] = compare(mine, bits[each]!) ? yes : no;
    return made;
  };
  return { row };
}
