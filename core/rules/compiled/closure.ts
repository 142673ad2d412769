import type { FactValue } from "../../program/fact.ts";
import type { Node, Test, Truth } from "../compile.ts";
import { isFactRef } from "../fact-ref.ts";
import { operators } from "../operators.ts";
import type { Layout, Slots } from "./layout.ts";

/** A condition, ready to be asked of anybody. */
export type Asked = (slots: Slots) => Truth;

/** One test. Its types were looked at when the slots were filled. */
export function leaf(test: Test, places: Layout["places"]): Asked {
  const at = places.get(test.fact)!;
  const holds = operators[test.operator].holds as (...sides: unknown[]) => boolean;
  const { value, values = [], limit } = test;
  if (!isFactRef(value)) return against(at, (saw) => holds(saw, value, values, limit));
  const other = places.get(value.fact)!;
  return (slots) => {
    const saw = slots[at];
    const wanted = slots[other];
    return saw === undefined || wanted === undefined ? "unknown" : holds(saw, wanted, values, limit);
  };
}

const against =
  (at: number, holds: (saw: FactValue) => boolean): Asked =>
  (slots) => {
    const saw = slots[at];
    return saw === undefined ? "unknown" : holds(saw);
  };

/** A tree of tests, asked no further than it takes. */
export function tree(node: Node, leaves: readonly Asked[]): Asked {
  if (typeof node === "number") return leaves[node]!;
  const inner = ("all" in node ? node.all : node.any).map((one) => tree(one, leaves));
  return inner.reduceRight((rest, one) => ("all" in node ? both(one, rest) : either(one, rest)));
}

const both =
  (one: Asked, other: Asked): Asked =>
  (slots) => {
    const first = one(slots);
    if (first === false) return false;
    const second = other(slots);
    return first === true || second === false ? second : first;
  };

const either =
  (one: Asked, other: Asked): Asked =>
  (slots) => {
    const first = one(slots);
    if (first === true) return true;
    const second = other(slots);
    return first === false || second === true ? second : first;
  };
