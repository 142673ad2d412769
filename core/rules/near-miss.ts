import type { Facts } from "../program/fact.ts";
import type { Node, Truth } from "./compile.ts";
import type { Decision } from "./decision.ts";
import type { Looked } from "./evaluate.ts";
import { sides } from "./trace.ts";

type NearMiss = Decision["nearMisses"][number];

/** The most tests that may be off for a rule to have been near. */
const most = 2;

/** Rules that would have led elsewhere, had one or two facts been different: which facts, what was seen and what was wanted. */
export function nearMisses(looked: Looked[], facts: Facts, said: readonly string[]): NearMiss[] {
  return looked.flatMap((one) => {
    const outcome = one.rule.event.type;
    if (one.truth !== false || said.includes(outcome)) return [];
    const off = fewest(one.root, one.results);
    if (!off || off.length > most) return [];
    const differs = off.map((test) => ({ fact: one.tests[test]!.fact, ...sides(one.tests[test]!, facts) }));
    return [{ outcome, rule: one.rule.name, differs }];
  });
}

/** The smallest set of failed tests that would make it true; undefined when something unknown stands in the way. */
function fewest(node: Node, results: readonly Truth[]): number[] | undefined {
  if (typeof node === "number") {
    const result = results[node];
    return result === "unknown" ? undefined : result ? [] : [node];
  }
  if ("all" in node) {
    const parts = node.all.map((inner) => fewest(inner, results));
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  const ways = node.any.map((inner) => fewest(inner, results)).filter((way) => way !== undefined);
  return ways.sort((a, b) => a.length - b.length)[0];
}
