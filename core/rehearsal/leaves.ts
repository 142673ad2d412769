import type { Condition, Leaf } from "../program/rule-set.ts";

/** Every single comparison in a condition. */
export function leaves(condition: Condition): Leaf[] {
  if ("all" in condition) return condition.all.flatMap(leaves);
  if ("any" in condition) return condition.any.flatMap(leaves);
  return "not" in condition ? leaves(condition.not) : [condition];
}
