import type { Pack } from "../program/pack.ts";
import type { Leaf } from "../program/rule-set.ts";
import { leaves } from "./leaves.ts";

/** The facts of a role that the matching rules look at. */
export function matchedOn(pack: Pack, role: string): Set<string> {
  const all = matchingLeaves(pack).flatMap(({ fact, value }) => [
    fact,
    ...(isRef(value) ? [value.fact] : []),
  ]);
  return new Set(all.flatMap((ref) => (ref.startsWith(`${role}.`) ? [ref.slice(role.length + 1)] : [])));
}

export function matchingLeaves(pack: Pack): Leaf[] {
  const { constraints, scores } = pack.program.matching ?? {};
  const rules = [constraints, scores].flatMap((name) => pack.ruleSets[name ?? ""]?.rules ?? []);
  return rules.flatMap((rule) => leaves(rule.conditions));
}

/** A condition that holds one fact against another. */
export const isRef = (value: Leaf["value"]): value is { fact: string } =>
  typeof value === "object" && !Array.isArray(value);
