import type { Facts, FactValue } from "../../program/fact.ts";
import type { Test } from "../compile.ts";
import { isFactRef } from "../fact-ref.ts";
import { operators } from "../operators.ts";
import { type Guard, guardOf, waysOf } from "./guard.ts";

/** The facts that a rule set looks at, each with a place of its own. */
export interface Layout {
  places: ReadonlyMap<string, number>;
  /** Place by place, what a value there must be. */
  guards: readonly Guard[];
  /** Facts that are compared with each other, and whether they can be. */
  crossed: readonly Crossed[];
  /** In file order. */
  tests: readonly Test[];
}

interface Crossed {
  at: number;
  other: number;
  comparable(saw: FactValue, wanted: FactValue): boolean;
}

/** What is known of somebody, by place; of types that every test of the layout can compare. */
export type Slots = readonly (FactValue | undefined)[];

export function layoutOf(tests: readonly Test[]): Layout {
  const places = new Map<string, number>();
  for (const name of tests.flatMap(namesOf)) if (!places.has(name)) places.set(name, places.size);
  const guards = [...places.keys()].map((name) => guardsOf(name, tests));
  return {
    places,
    guards: guards.map(every),
    crossed: tests.flatMap((test) => crossing(test, places, guards) ?? []),
    tests,
  };
}

/** Only what the facts themselves have is knowledge, never what they inherit. Throws WrongType as the first test to meet it would. */
export function slotsOf(layout: Layout, facts: Facts): Slots {
  const slots = new Array<FactValue | undefined>(layout.places.size).fill(undefined);
  const fit = inheritsNothing(facts) ? fill(layout, facts, slots) : fill(layout, { ...facts }, slots);
  if (!fit || !fitTogether(layout, slots)) for (const test of layout.tests) test.truth(facts);
  return slots;
}

/** `for in` is the quickest way over what an object has, and right where there is nothing to inherit. */
function fill({ places, guards }: Layout, facts: Facts, slots: (FactValue | undefined)[]): boolean {
  let fit = true;
  for (const name in facts) {
    const place = places.get(name);
    if (place === undefined) continue;
    const value = facts[name];
    slots[place] = value;
    if (value !== undefined && !guards[place]!(value)) fit = false;
  }
  return fit;
}

function inheritsNothing(facts: Facts): boolean {
  for (const _ in Object.getPrototypeOf(facts)) return false;
  return true;
}

function fitTogether({ crossed }: Layout, slots: Slots): boolean {
  for (const { at, other, comparable } of crossed) {
    const saw = slots[at];
    const wanted = slots[other];
    if (saw !== undefined && wanted !== undefined && !comparable(saw, wanted)) return false;
  }
  return true;
}

const namesOf = ({ fact, value }: Test): string[] => (isFactRef(value) ? [fact, value.fact] : [fact]);

function guardsOf(name: string, tests: readonly Test[]): Guard[] {
  const own = tests.filter((test) => test.fact === name && !isFactRef(test.value));
  return [...new Set(own.map(guardOf))];
}

const every = (guards: readonly Guard[]): Guard =>
  guards.length === 1 ? guards[0]! : (value) => guards.every((guard) => guard(value));

/** Undefined where the guards of both facts have seen to it already. */
function crossing(
  test: Test,
  places: Layout["places"],
  guards: readonly (readonly Guard[])[],
): Crossed | undefined {
  if (!isFactRef(test.value)) return undefined;
  const at = places.get(test.fact)!;
  const other = places.get(test.value.fact)!;
  const ways = waysOf(test);
  if (ways?.some(([one, two]) => guards[at]!.includes(one) && guards[other]!.includes(two))) return undefined;
  const { operator, values, limit } = test;
  const fits: Crossed["comparable"] = (saw, wanted) => operators[operator].fits(saw, wanted, values, limit);
  return {
    at,
    other,
    comparable: ways ? (saw, wanted) => ways.some(([one, two]) => one(saw) && two(wanted)) : fits,
  };
}
