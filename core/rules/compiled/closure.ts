import type { FactValue } from "../../program/fact.ts";
import type { Node, Test, Truth } from "../compile.ts";
import { isFactRef } from "../fact-ref.ts";
import { operators } from "../operators.ts";
import { kernelOf } from "./kernel.ts";
import type { Layout, Slots } from "./layout.ts";

/** A condition, ready to be asked of anybody. */
export type Asked = (slots: Slots) => Truth;

/** One test. Its types were looked at when the slots were filled. */
export function leaf(test: Test, places: Layout["places"]): Asked {
  const at = places.get(test.fact)!;
  const holds = operators[test.operator].holds as (...sides: unknown[]) => boolean;
  const { value, values = [], limit } = test;
  if (!isFactRef(value)) return kernelOf(test, at) ?? against(at, (saw) => holds(saw, value, values, limit));
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
  if ("all" in node) return all(node.all.map((one) => tree(one, leaves)));
  return node.any.map((one) => tree(one, leaves)).reduceRight((rest, one) => either(one, rest));
}

/** Three in one closure: fewer calls for most of what rules ask. */
function all(parts: readonly Asked[]): Asked {
  const [one, two, ...rest] = parts;
  if (!two) return one!;
  return rest.length === 0 ? both(one!, two) : allThree(one!, two, all(rest));
}

const allThree =
  (one: Asked, two: Asked, three: Asked): Asked =>
  (slots) => {
    const first = one(slots);
    if (first === false) return false;
    const second = two(slots);
    if (second === false) return false;
    const third = three(slots);
    if (third === false) return false;
    return first === true && second === true ? third : "unknown";
  };

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
