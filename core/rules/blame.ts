import type { RuleSet } from "../program/rule-set.ts";
import type { Node, Truth } from "./compile.ts";
import { factsOf, type Looked, truthOf } from "./evaluate.ts";

/** Facts of which one has to change before a rule that does not hold can hold. */
export function againstTruth(looked: Looked): string[] {
  return named(looked, toTurn(looked.root, looked.results, true));
}

/** Facts of which one has to change before the outcome of a rule that holds, or that of no rule, is what comes out. */
export function obstacles(
  { hitPolicy }: RuleSet,
  looked: Looked[],
  target: number | undefined,
  outcome: string,
): string[] {
  if (hitPolicy === "all that match" && target !== undefined) return [];
  const others = looked.filter(({ rule }, place) => {
    const before = target === undefined || (hitPolicy === "first match" ? place < target : place !== target);
    return before && (hitPolicy !== "first match" || rule.event.type !== outcome);
  });
  const holding = others.find(({ truth }) => truth === true);
  // One that is unknown may yet hold whatever the unknown is.
  const blocking = holding ? [holding] : others.filter(({ truth }) => truth === "unknown");
  return blocking.flatMap((one) => named(one, toTurn(one.root, one.results, false)));
}

const named = ({ tests }: Looked, places: number[]): string[] =>
  places.flatMap((test) => factsOf(tests[test]!));

/** Tests of which one at least has to come out otherwise before the whole is as wanted. */
function toTurn(node: Node, results: readonly Truth[], wanted: boolean): number[] {
  if (truthOf(node, results) === wanted) return [];
  if (typeof node === "number") return [node];
  const inner = "all" in node ? node.all : node.any;
  const off = inner.filter((one) => truthOf(one, results) !== wanted);
  const surely = off.filter((one) => truthOf(one, results) === !wanted);
  // Where all parts have to turn, looking at one that surely has to is enough; where one has to, it may be any.
  const each = "all" in node === wanted && surely.length > 0 ? surely.slice(0, 1) : off;
  return each.flatMap((one) => toTurn(one, results, wanted));
}
