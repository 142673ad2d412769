import type { Path } from "./node.ts";
import type { Condition, Leaf } from "./rule-set.ts";

/** The single conditions of a group of groups, each with the way to it. */
export function leavesOf(condition: Condition, path: Path = []): { leaf: Leaf; path: Path }[] {
  if ("all" in condition)
    return condition.all.flatMap((part, index) => leavesOf(part, [...path, "all", index]));
  if ("any" in condition)
    return condition.any.flatMap((part, index) => leavesOf(part, [...path, "any", index]));
  if ("not" in condition) return leavesOf(condition.not, [...path, "not"]);
  return [{ leaf: condition, path }];
}

/** Every fact that conditions look at, on either side of an operator. */
export function factsIn(condition: Condition): string[] {
  return leavesOf(condition).flatMap(({ leaf }) =>
    typeof leaf.value === "object" && "fact" in leaf.value ? [leaf.fact, leaf.value.fact] : [leaf.fact],
  );
}
