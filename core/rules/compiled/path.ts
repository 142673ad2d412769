import type { Node, Test, Truth } from "../compile.ts";
import { isFactRef } from "../fact-ref.ts";
import { type Comparison, compares, comparisonOf } from "./comparison.ts";
import type { Layout, Slots } from "./layout.ts";
import { no, unknown, yes } from "./truth.ts";

/**
 * A condition as a path: each step is a test and knows where to go on if it holds and if it does not, until an end says what
 * the whole comes to. Asking is then one loop, which is quicker than closures that call each other.
 */
export interface Step extends Comparison {
  /** The place of the fact; -1 at an end. */
  at: number;
  /** The place of the fact it is compared with; -1 where the rule has a value of its own. */
  other: number;
  /** Where to go on if the test holds, and if it does not. */
  yes: Step;
  no: Step;
  /** The same by the bare comparison: `yes` and `no`, or the other way round where the test is its reverse. */
  hit: Step;
  miss: Step;
}

/** Of the same form as any other step, which makes reading steps quicker; nothing comes after it. */
const end = () => {
  const nothing = { kind: 0, reversed: false, wanted: undefined, holds: () => false };
  const nowhere = { yes: undefined, no: undefined, hit: undefined, miss: undefined };
  return { ...nothing, at: -1, other: -1, ...nowhere } as unknown as Step;
};
const ends = { yes: end(), no: end() };

/** The path through a tree of tests, from a step on. */
export function pathOf(node: Node, tests: readonly Test[], places: Layout["places"], after = ends): Step {
  if (typeof node === "number") return stepOf(tests[node]!, places, after);
  const all = "all" in node;
  const parts = [...(all ? node.all : node.any)].sort(
    (one, other) => costOf(one, tests) - costOf(other, tests),
  );
  return parts.reduceRight(
    (next, part) => pathOf(part, tests, places, all ? { ...after, yes: next } : { ...after, no: next }),
    all ? after.yes : after.no,
  );
}

function stepOf(test: Test, places: Layout["places"], after: { yes: Step; no: Step }): Step {
  const { kind, reversed, wanted, holds } = comparisonOf(test);
  const at = places.get(test.fact)!;
  const other = isFactRef(test.value) ? places.get(test.value.fact)! : -1;
  const { yes, no } = after;
  const [hit, miss] = reversed ? [no, yes] : [yes, no];
  return { kind, reversed, wanted, holds, at, other, yes, no, hit, miss };
}

/** What is quick to compare is asked first: it may save the rest. */
function costOf(node: Node, tests: readonly Test[]): number {
  if (typeof node === "number") return comparisonOf(tests[node]!).kind;
  return ("all" in node ? node.all : node.any).reduce<number>((sum, part) => sum + costOf(part, tests), 0);
}

/**
 * What a path comes to: `no`, `unknown` or `yes`. There is no "not" in it, so that more that holds never makes it hold less:
 * it surely holds if it does with all that is unknown failing, and surely not if it does not with all of that holding.
 */
export function ask(first: Step, slots: Slots): number {
  let step = first;
  let open = false;
  while (step.at >= 0) {
    const saw = slots[step.at];
    const wanted = step.other < 0 ? step.wanted : slots[step.other];
    if (saw === undefined || wanted === undefined) {
      open = true;
      step = step.no;
    } else step = compares(step, saw, wanted) ? step.hit : step.miss;
  }
  if (step === ends.yes) return yes;
  return open && mayHold(first, slots) ? unknown : no;
}

/** What a single step comes to, wherever it leads. */
export function askOne(step: Step, slots: Slots): Truth {
  const saw = slots[step.at];
  const wanted = step.other < 0 ? step.wanted : slots[step.other];
  if (saw === undefined || wanted === undefined) return "unknown";
  return compares(step, saw, wanted) !== step.reversed;
}

function mayHold(first: Step, slots: Slots): boolean {
  let step = first;
  while (step.at >= 0) {
    const saw = slots[step.at];
    const wanted = step.other < 0 ? step.wanted : slots[step.other];
    if (saw === undefined || wanted === undefined) step = step.yes;
    else step = compares(step, saw, wanted) ? step.hit : step.miss;
  }
  return step === ends.yes;
}
