import type { OperatorName } from "../../program/rule-set.ts";
import type { Test } from "../compile.ts";
import type { Asked } from "./closure.ts";

/**
 * A test against a value of its own as it is asked most: one closure, one read, one comparison. Each kind of value has a
 * closure of its own, as an engine that meets only texts in a comparison makes it far quicker than one that meets anything.
 */
type Kernel = (at: number, wanted: never) => Asked;

type Texts = readonly string[];

/**
 * The same answer as the operator's `holds` on a value that fits, for the tests that rules are mostly made of. Undefined for
 * all others, which ask `holds` itself.
 */
export function kernelOf({ operator, value, values }: Test, at: number): Asked | undefined {
  const kind = Array.isArray(value) ? `${typeof value[0]}s` : typeof value;
  const found = kernels[operator]?.[kind];
  if (!found) return undefined;
  if (operator !== "atLeast" && operator !== "below") return found(at, value as never);
  const place = values ? values.indexOf(value as string) : -1;
  if (!values || place < 0) return undefined;
  return isIn(at, operator === "atLeast" ? values.slice(place) : values.slice(0, place));
}

const mostWritten = 4;

/** A few texts are compared one by one, which is quicker than looking through a list. */
const isIn = (at: number, wanted: Texts): Asked => {
  const [a, b, c, d] = wanted;
  if (wanted.length > mostWritten)
    return (slots) => {
      const saw = slots[at] as string | undefined;
      return saw === undefined ? "unknown" : wanted.includes(saw);
    };
  return (slots) => {
    const saw = slots[at] as string | undefined;
    return saw === undefined ? "unknown" : saw === a || saw === b || saw === c || saw === d;
  };
};

const isNotIn = (at: number, wanted: Texts): Asked => {
  const within = isIn(at, wanted);
  return (slots) => {
    const truth = within(slots);
    return truth === "unknown" ? truth : !truth;
  };
};

const isTrue =
  (at: number): Asked =>
  (slots) => {
    const saw = slots[at];
    return saw === undefined ? "unknown" : saw === true;
  };

const isFalse =
  (at: number): Asked =>
  (slots) => {
    const saw = slots[at];
    return saw === undefined ? "unknown" : saw === false;
  };

const kernels: Partial<Record<OperatorName, Record<string, Kernel>>> = {
  equal: {
    boolean: (at, wanted: boolean) => (wanted ? isTrue(at) : isFalse(at)),
    string: (at, wanted: string) => (slots) => {
      const saw = slots[at] as string | undefined;
      return saw === undefined ? "unknown" : saw === wanted;
    },
    number: (at, wanted: number) => (slots) => {
      const saw = slots[at] as number | undefined;
      return saw === undefined ? "unknown" : saw === wanted;
    },
  },
  notEqual: {
    boolean: (at, wanted: boolean) => (wanted ? isFalse(at) : isTrue(at)),
    string: (at, wanted: string) => (slots) => {
      const saw = slots[at] as string | undefined;
      return saw === undefined ? "unknown" : saw !== wanted;
    },
    number: (at, wanted: number) => (slots) => {
      const saw = slots[at] as number | undefined;
      return saw === undefined ? "unknown" : saw !== wanted;
    },
  },
  in: { strings: isIn },
  notIn: { strings: isNotIn },
  atLeast: { string: isIn as Kernel },
  below: { string: isIn as Kernel },
  lessThan: {
    number: (at, wanted: number) => (slots) => {
      const saw = slots[at] as number | undefined;
      return saw === undefined ? "unknown" : saw < wanted;
    },
  },
  lessThanInclusive: {
    number: (at, wanted: number) => (slots) => {
      const saw = slots[at] as number | undefined;
      return saw === undefined ? "unknown" : saw <= wanted;
    },
  },
  greaterThan: {
    number: (at, wanted: number) => (slots) => {
      const saw = slots[at] as number | undefined;
      return saw === undefined ? "unknown" : saw > wanted;
    },
  },
  greaterThanInclusive: {
    number: (at, wanted: number) => (slots) => {
      const saw = slots[at] as number | undefined;
      return saw === undefined ? "unknown" : saw >= wanted;
    },
  },
  contains: {
    string: (at, wanted: string) => (slots) => {
      const saw = slots[at] as Texts | undefined;
      return saw === undefined ? "unknown" : saw.includes(wanted);
    },
  },
  doesNotContain: {
    string: (at, wanted: string) => (slots) => {
      const saw = slots[at] as Texts | undefined;
      return saw === undefined ? "unknown" : !saw.includes(wanted);
    },
  },
};
