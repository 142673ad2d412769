import type { Facts, FactValue } from "../../program/fact.ts";
import type { Test } from "../compile.ts";
import { isFactRef } from "../fact-ref.ts";
import { operators } from "../operators.ts";
import { every, fits, type Guard, guardOf, waysOf } from "./guard.ts";
import { type Names, namesIn, turn } from "./names.ts";

/** The facts that a rule set looks at, each with a place of its own. */
export interface Layout {
  places: ReadonlyMap<string, number>;
  names: Names;
  /** Slots of somebody of whom nothing is known. */
  nothing: readonly undefined[];
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
  const crossed = tests.flatMap((test) => crossing(test, places, guards) ?? []);
  return {
    places,
    names: namesIn(places, guards.map(every)),
    nothing: guards.map(() => undefined),
    crossed,
    tests,
  };
}

/** Only what the facts themselves have is knowledge, never what they inherit. Throws WrongType as the first test to meet it would. */
export function slotsOf(layout: Layout, facts: Facts): Slots {
  const slots = layout.nothing.slice();
  const fit = inheritsNothing(facts) ? fill(layout, facts, slots) : fill(layout, { ...facts }, slots);
  if (!fit || !fitTogether(layout, slots)) for (const test of layout.tests) test.truth(facts);
  return slots;
}

/** `for in` is the quickest way over what an object has, and right where there is nothing to inherit. */
function fill({ names }: Layout, facts: Facts, slots: (FactValue | undefined)[]): boolean {
  let fit = true;
  let last = names.start;
  for (const name in facts) {
    const here = last.next.name === name ? last.next : turn(names, last, name);
    last = here;
    if (here.place < 0) continue;
    const value = facts[name];
    slots[here.place] = value;
    if (value !== undefined && !fits(here, value)) fit = false;
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
  return own.map(guardOf);
}

/**
 * Where only one way fits two facts, each gets a guard of its own and they need not be looked at together. It may be too
 * strict where the other fact is not known, but then the tests themselves are asked.
 */
function crossing(test: Test, places: Layout["places"], guards: readonly Guard[][]): Crossed | undefined {
  if (!isFactRef(test.value)) return undefined;
  const at = places.get(test.fact)!;
  const other = places.get(test.value.fact)!;
  const ways = waysOf(test);
  const only = ways?.find(
    ([one, two]) => ways.length === 1 || guards[at]!.includes(one) || guards[other]!.includes(two),
  );
  if (only) {
    guards[at]!.push(only[0]);
    guards[other]!.push(only[1]);
    return undefined;
  }
  const { operator, values, limit } = test;
  const fits: Crossed["comparable"] = (saw, wanted) => operators[operator].fits(saw, wanted, values, limit);
  return {
    at,
    other,
    comparable: ways ? (saw, wanted) => ways.some(([one, two]) => one.fits(saw) && two.fits(wanted)) : fits,
  };
}
