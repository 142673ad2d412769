import type { Facts } from "../../program/fact.ts";
import type { OperatorName } from "../../program/rule-set.ts";
import { asWritten } from "../as-written.ts";
import { type CompiledRule, isFactRef, type Node, type Test } from "../compile.ts";
import { own } from "../dictionary.ts";
import { factsOf } from "../evaluate.ts";
import { operators, WrongType } from "../operators.ts";

/** One comparison that rules make, however often and whichever way round they make it. */
export interface Atom {
  test: Test;
  /** The facts it asks about; what is known already, such as what day it is, is no question. */
  refs: string[];
  /** What it holds them against: the rule's own values, and what is known. */
  named: readonly (string | number | boolean)[];
  /** Undefined while a fact is missing; "impossible" when the two cannot be compared at all. */
  truth(facts: Facts): boolean | undefined | "impossible";
}

/** A rule's conditions over atoms. `test` is the place of the condition among the rule's own. */
export type Tree = { atom: number; yes: boolean; test: number } | { all: Tree[] } | { any: Tree[] };

export const always: Tree = { all: [] };
export const never: Tree = { any: [] };

/**
 * The rules of a set as trees over one list of atoms: "before" and "on or after" the same day are one atom. `known` is no question
 * any more, and the day of the decision is always among it.
 */
export function atomsOf(
  rules: readonly Pick<CompiledRule, "root" | "tests">[],
  known: Facts,
): { atoms: Atom[]; trees: Tree[] } {
  const atoms: Atom[] = [];
  const places = new Map<string, number>();
  const trees = rules.map(({ root, tests }) => {
    const literals = tests.map((test) => literalOf(test, atoms, places, known));
    return grow(root, literals);
  });
  return { atoms, trees };
}

interface Literal {
  atom: number;
  yes: boolean;
}

const order = Object.keys(operators) as OperatorName[];

function literalOf(test: Test, atoms: Atom[], places: Map<string, number>, facts: Facts): Literal {
  const { opposite } = operators[test.operator];
  const yes = order.indexOf(test.operator) < order.indexOf(opposite);
  const { fact, value, operator, wanted: _, truth: __, ...limits } = test;
  const key = JSON.stringify([fact, yes ? operator : opposite, value, limits]);
  const known = places.get(key);
  if (known !== undefined) return { atom: known, yes };
  places.set(key, atoms.length);
  atoms.push({
    test,
    refs: [...new Set(factsOf(test))].filter((ref) => own(facts, ref) === undefined),
    named: namedIn(test, facts),
    truth: (facts) => truthOf(test, yes, facts),
  });
  return { atom: atoms.length - 1, yes };
}

function namedIn(test: Test, known: Facts): Atom["named"] {
  const values = factsOf(test).map((ref) => own(known, ref));
  const said = [isFactRef(test.value) ? undefined : test.value, ...values];
  return said.flatMap((value) => (value === undefined ? [] : [asWritten(test, value)].flat()));
}

function truthOf(test: Test, yes: boolean, facts: Facts): boolean | undefined | "impossible" {
  try {
    const truth = test.truth(facts);
    return truth === "unknown" ? undefined : truth === yes;
  } catch (error) {
    if (error instanceof WrongType) return "impossible";
    throw error;
  }
}

function grow(node: Node, literals: Literal[]): Tree {
  if (typeof node === "number") return { ...literals[node]!, test: node };
  const inner = (one: Node) => grow(one, literals);
  return "all" in node ? { all: node.all.map(inner) } : { any: node.any.map(inner) };
}

/** The tree with one condition taken for certain. */
export function fixed(tree: Tree, test: number, by: Tree): Tree {
  if ("atom" in tree) return tree.test === test ? by : tree;
  const inner = (one: Tree) => fixed(one, test, by);
  return "all" in tree ? { all: tree.all.map(inner) } : { any: tree.any.map(inner) };
}

/** Three-valued: undefined while what is known does not settle it. */
export function comesTo(tree: Tree, truths: readonly (boolean | undefined)[]): boolean | undefined {
  if ("atom" in tree) {
    const truth = truths[tree.atom];
    return truth === undefined ? undefined : truth === tree.yes;
  }
  const decisive = "any" in tree;
  let value: boolean | undefined = !decisive;
  for (const inner of "all" in tree ? tree.all : tree.any) {
    const one = comesTo(inner, truths);
    if (one === decisive) return decisive;
    if (one === undefined) value = undefined;
  }
  return value;
}

/** What is left to find out, written down: equal for two moments from which everything goes on alike. */
export function restOf(tree: Tree, truths: readonly (boolean | undefined)[], open: Set<number>): string {
  if ("atom" in tree) {
    open.add(tree.atom);
    return `${tree.yes ? "" : "-"}${tree.atom}`;
  }
  const parts = ("all" in tree ? tree.all : tree.any)
    .filter((inner) => comesTo(inner, truths) === undefined)
    .map((inner) => restOf(inner, truths, open));
  return `${"all" in tree ? "&" : "|"}(${parts})`;
}
