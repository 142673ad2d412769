import type { Leaf } from "../program/rule-set.ts";

/** Whether a condition compares a fact with another fact, not with a value of its own. */
export const isFactRef = (value: Leaf["value"]): value is { fact: string } =>
  typeof value === "object" && !Array.isArray(value);
