import { factsIn } from "../program/conditions.ts";
import type { RuleSet } from "../program/rule-set.ts";
import { partsOf } from "./dictionary.ts";

/** The sides of a pair that a rule set looks at, such as mentor and mentee; none where it is about one person. */
export function sidesOf({ rules }: RuleSet): string[] {
  const refs = rules.flatMap(({ conditions }) => factsIn(conditions));
  const sides = refs.map((ref) => partsOf(ref).side.slice(0, -1));
  return [...new Set(sides)].filter((side) => side !== "");
}
