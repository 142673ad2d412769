import { always, fixed, never, type Tree } from "./atom.ts";
import type { Finding } from "./finding.ts";
import type { Questions } from "./questions.ts";

/** The conditions of a rule that fits nobody which together leave nobody: without any of them somebody would be left. */
export function culprits({ who, trees }: Questions, rule: number): number[] {
  let tree = trees[rule]!;
  return testsOf(tree).filter((test) => {
    const without = fixed(tree, test, always);
    if (who({ tree: without, wanted: true })) return true;
    tree = without;
    return false;
  });
}

/** Conditions that a rule would be the same without, and those that can never help it to fit; from the last to the first. */
export function conditionFindings(ask: Questions, rule: number): Finding[] {
  const found: Finding[] = [];
  let tree = ask.trees[rule]!;
  for (const test of testsOf(tree).reverse()) {
    const kind = idleKind(ask, tree, test);
    if (kind === undefined) continue;
    const alone = ask.who({ tree: only(tree, test), wanted: kind === "dead" }) === undefined;
    found.unshift({ kind, rule, test, alone });
    // What follows is asked of the rule without it: of two that say the same, one is needed.
    tree = fixed(tree, test, kind === "idle" ? always : never);
  }
  return found;
}

/** Nobody is in the wider rule and not in the narrower one: then the condition makes no difference. */
function idleKind({ who }: Questions, tree: Tree, test: number): "idle" | "dead" | undefined {
  if (!testsOf(tree).includes(test)) return undefined;
  const differs = (wide: Tree, narrow: Tree) =>
    who({ tree: wide, wanted: true }, { tree: narrow, wanted: false }) !== undefined;
  if (!differs(fixed(tree, test, always), tree)) return "idle";
  return differs(tree, fixed(tree, test, never)) ? undefined : "dead";
}

export function testsOf(tree: Tree): number[] {
  if ("atom" in tree) return [tree.test];
  return ("all" in tree ? tree.all : tree.any).flatMap(testsOf);
}

function only(tree: Tree, test: number): Tree {
  if ("atom" in tree) return tree;
  const inner = "all" in tree ? tree.all : tree.any;
  return only(inner.find((one) => testsOf(one).includes(test))!, test);
}
