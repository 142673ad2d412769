import { type FactDictionary, type Facts, type FactValue, today } from "../../program/fact.ts";
import { derive } from "../derive.ts";
import { basesOf, derivedOf, entryOf, own, partsOf } from "../dictionary.ts";
import type { Atom } from "./atom.ts";
import { rangeOf, realized } from "./derived-range.ts";
import { type Group, groupsOf, isSet } from "./group.ts";
import { scalarValues } from "./scalar-values.ts";
import { isFew, setValues } from "./set-values.ts";

/** One fact with the few values that stand for all it may have, as far as the rules can tell. */
export interface Variable {
  ref: string;
  /** Facts that must be set before, because what they say can be in this list. */
  after: string[];
  values(facts: Facts): FactValue[];
}

/** All people there can be, as far as the rules of one set can tell them apart. */
export interface Space {
  dictionary: FactDictionary;
  on: string;
  variables: Map<string, Variable>;
  /** Derived facts that follow from variables here, because a rule looks at what is behind them too. */
  follows: Map<string, string[]>;
  /** Why some of these people may not exist: nothing that is found possible is sure before somebody was found. */
  loose: string[];
}

/**
 * The people that the atoms can tell apart, on the day of a decision. Of somebody of whom something is `known` already, what
 * is derived always follows from what is not.
 */
export function spaceOf(dictionary: FactDictionary, atoms: Atom[], on: string, known?: Facts): Space {
  const space: Space = { dictionary, on, variables: new Map(), follows: new Map(), loose: [] };
  const refs = [...new Set(atoms.flatMap((atom) => atom.refs))];
  const free = settleDerived(space, refs, atoms, known);
  for (const group of groupsOf(space, atoms, [...free])) {
    for (const ref of group.refs) space.variables.set(ref, variableOf(space, group, ref));
  }
  return space;
}

function variableOf(space: Space, group: Group, ref: string): Variable {
  if (isSet(space, ref)) {
    return {
      ref,
      after: group.refs.filter((one) => !isSet(space, one)),
      values: setValues(space, group, ref),
    };
  }
  const values = scalarValues(space, group, ref);
  return { ref, after: [], values: () => values };
}

/** Facts that may take any value by themselves; derived ones follow where that can be reckoned with exactly. */
function settleDerived(space: Space, refs: string[], atoms: Atom[], known?: Facts): Set<string> {
  const { dictionary, on } = space;
  const free = new Set(refs);
  const derived = refs.filter((ref) => derivedOf(dictionary, ref));
  const behind = new Map(derived.map((ref) => [ref, basesBehind(dictionary, ref)]));
  const touches = (other: string, base: string) => other === base || behind.get(other)?.includes(base);
  for (const [ref, bases] of behind) {
    const shared =
      known !== undefined ||
      bases.some((base) => refs.some((other) => other !== ref && touches(other, base)));
    const follows = shared && canFollow(dictionary, ref, bases, atoms);
    if (shared ? !follows : !rangeOf(dictionary, ref, on).exact) space.loose.push(ref);
    if (!follows) continue;
    free.delete(ref);
    const open = bases.filter((base) => !known || own(known, base) === undefined);
    space.follows.set(ref, open);
    for (const base of open) free.add(base);
  }
  return free;
}

export function basesBehind(dictionary: FactDictionary, ref: string): string[] {
  const derived = derivedOf(dictionary, ref);
  if (!derived) return [ref];
  return basesOf(derived).flatMap((base) => basesBehind(dictionary, partsOf(ref).side + base));
}

/** An average of figures without steps cannot be told by a few values of what is behind it. */
function canFollow(dictionary: FactDictionary, ref: string, bases: string[], atoms: Atom[]): boolean {
  const derived = derivedOf(dictionary, ref)!;
  const entries = basesOf(derived).map((base) => entryOf(dictionary, base));
  if (entries.some((entry) => entry === undefined)) return false;
  const types = entries.map((entry) => entry!.type);
  if ("averageOf" in derived) return types.every((type) => type === "rating");
  if ("lowestOf" in derived) return types.every((type) => type === "rating" || type === "number");
  if (!("count" in derived)) return true;
  // How many there are may itself be one of those in a list.
  if (atoms.some(({ refs }) => refs.includes(ref) && refs.some((one) => isSet({ dictionary }, one))))
    return false;
  if (types[0] === "numbers" || isFew(entries[0])) return true;
  return !bases.some((base) => isCompared(base, atoms));
}

/** With another fact, so that which entries it has matters beside how many. */
const isCompared = (base: string, atoms: Atom[]): boolean =>
  atoms.some(({ refs }) => refs.length > 1 && refs.includes(base));

/** What follows from the variables that are set; bases that are not set leave it open. */
export function following(space: Space, facts: Facts, ref: string): FactValue | undefined {
  const bases = space.follows.get(ref)!;
  if (!bases.every((base) => Object.hasOwn(facts, base))) return undefined;
  const known = Object.fromEntries(bases.map((base) => [base, facts[base]!]));
  return derive({ facts: alone(space.dictionary, ref) }, known, space.on)[ref];
}

const dictionaries = new WeakMap<FactDictionary, Map<string, FactDictionary>>();

/** A dictionary with that one derived fact: nothing else is worked out over and over. */
function alone(dictionary: FactDictionary, ref: string): FactDictionary {
  const known = dictionaries.get(dictionary) ?? new Map<string, FactDictionary>();
  dictionaries.set(dictionary, known);
  const { name } = partsOf(ref);
  const one = known.get(name) ?? { facts: {}, derived: { [name]: derivedOf(dictionary, name)! } };
  known.set(name, one);
  return one;
}

/** Facts that a person can give, from values of variables: what stands for a derived fact becomes what is behind it. */
export function asGiven(space: Space, values: Facts): Facts {
  const given: Facts = {};
  for (const [ref, value] of Object.entries(values)) {
    if (ref === today || space.follows.has(ref)) continue;
    if (derivedOf(space.dictionary, ref))
      Object.assign(given, realized(space.dictionary, ref, Number(value), space.on));
    else given[ref] = value;
  }
  return given;
}
