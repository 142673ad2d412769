import { type Facts, type FactValue, today } from "../../program/fact.ts";
import { derive } from "../derive.ts";
import { type Atom, comesTo, restOf, type Tree } from "./atom.ts";
import { type Effort, mostOfQuestion, spend } from "./effort.ts";
import { asGiven, following, type Space } from "./space.ts";
import { TooMany } from "./too-many.ts";

/** What is looked for: somebody for whom each of these comes out as wanted. */
export interface Goal {
  tree: Tree;
  wanted: boolean;
}

export interface Searcher {
  atoms: Atom[];
  space: Space;
  /** What may still be looked at, over all questions. */
  effort: Effort;
}

interface Moment extends Searcher {
  goals: Goal[];
  facts: Facts;
  truths: (boolean | undefined)[];
  failed: Set<string>;
  /** What it takes to look at all goals once. */
  size: number;
}

/**
 * Looks for a person, one fact after the other, and turns back as soon as the facts so far settle the question. Only the facts
 * that it took are in the answer; undefined when there is nobody. Throws TooMany.
 */
export function search(searcher: Searcher, goals: Goal[]): Facts | undefined {
  const { atoms, space } = searcher;
  const moment: Moment = {
    atoms,
    space,
    effort: { left: Math.min(mostOfQuestion, searcher.effort.left) },
    goals,
    facts: { [today]: space.on },
    truths: atoms.map(() => undefined),
    failed: new Set(),
    size: goals.reduce((sum, { tree }) => sum + sizeOf(tree), 0),
  };
  const before = moment.effort.left;
  try {
    spend(moment.effort, atoms.length);
    for (const [place, { refs, truth }] of atoms.entries()) {
      if (refs.length === 0) moment.truths[place] = truth(moment.facts) === true;
    }
    return explore(moment) ? confirmed(moment, asGiven(space, moment.facts)) : undefined;
  } finally {
    searcher.effort.left -= before - moment.effort.left;
  }
}

/** Where derived facts could only be reckoned with roughly, nobody is shown who is not there. */
function confirmed({ space, atoms, goals }: Moment, person: Facts): Facts {
  if (space.loose.length === 0) return person;
  const known = derive({ facts: space.dictionary }, person, space.on);
  const truths = atoms
    .map(({ truth }) => truth(known))
    .map((truth) => (truth === "impossible" ? undefined : truth));
  if (!goals.every(({ tree, wanted }) => comesTo(tree, truths) === wanted)) throw new TooMany();
  return person;
}

const sizeOf = (tree: Tree): number =>
  "atom" in tree ? 1 : ("all" in tree ? tree.all : tree.any).reduce((sum, inner) => sum + sizeOf(inner), 1);

function explore(moment: Moment): boolean {
  spend(moment.effort, moment.size);
  const open: Goal[] = [];
  for (const goal of moment.goals) {
    const value = comesTo(goal.tree, moment.truths);
    if (value === undefined) open.push(goal);
    else if (value !== goal.wanted) return false;
  }
  if (open.length === 0) return true;
  const { key, ref } = whatNext(moment, open);
  if (moment.failed.has(key)) return false;
  if (tryEach(moment, ref)) return true;
  moment.failed.add(key);
  return false;
}

/** Where the search stands, in a few signs, and the fact that most of what is open asks for. */
function whatNext(moment: Moment, goals: Goal[]): { key: string; ref: string } {
  const openAtoms = new Set<number>();
  const rest = goals
    .map(({ tree, wanted }) => `${wanted}${restOf(tree, moment.truths, openAtoms)}`)
    .join(";");
  const { space, facts, atoms } = moment;
  const times = new Map<string, number>();
  const seen = new Set<string>();
  for (const atom of openAtoms) {
    for (const ref of atoms[atom]!.refs.flatMap((one) => space.follows.get(one) ?? [one])) {
      if (Object.hasOwn(facts, ref)) seen.add(ref);
      else times.set(ref, (times.get(ref) ?? 0) + 1);
    }
  }
  spend(moment.effort, openAtoms.size + times.size + 2 * seen.size);
  const context = [...seen].sort().map((ref) => `${ref}=${JSON.stringify(facts[ref])}`);
  return { key: `${rest} ${context}`, ref: mostTelling(moment, times) };
}

/** The fact that most is open about, and that has few values; lists after the facts that may be in them. */
function mostTelling(moment: Moment, times: Map<string, number>): string {
  const { space, facts } = moment;
  const weight = ([ref, count]: [string, number]) => count / Math.log2(2 + valuesOf(moment, ref).length);
  const ready = [...times].filter(([ref]) => isReady(space, facts, ref));
  if (ready.length === 0)
    return space.variables.get([...times.keys()][0]!)!.after.find((ref) => !Object.hasOwn(facts, ref))!;
  return ready.reduce((best, one) => (weight(one) > weight(best) ? one : best))[0];
}

/** What it takes to find out that there are too many values. */
const forNothing = 50_000;

function valuesOf({ space, facts, effort }: Moment, ref: string): FactValue[] {
  try {
    return space.variables.get(ref)!.values(facts);
  } catch (error) {
    effort.left -= forNothing;
    throw error;
  }
}

const isReady = (space: Space, facts: Facts, ref: string): boolean =>
  space.variables.get(ref)!.after.every((before) => Object.hasOwn(facts, before));

function tryEach(moment: Moment, ref: string): boolean {
  const concerned = moment.atoms.flatMap((atom, place) =>
    moment.truths[place] === undefined && isAbout(moment.space, atom, ref) ? [place] : [],
  );
  const tried = new Set<string>();
  const behind = [...moment.space.follows.values()].filter((bases) => bases.includes(ref)).flat().length;
  for (const value of valuesOf(moment, ref)) {
    spend(moment.effort, 1 + concerned.length + 2 * behind);
    const follow = set(moment, ref, value, concerned);
    if (follow) {
      // Two values with which every comparison comes out the same stand for each other.
      const told = concerned.every((atom) => moment.truths[atom] !== undefined);
      const way = told ? concerned.map((atom) => (moment.truths[atom] ? 1 : 0)).join("") : undefined;
      if ((way === undefined || !tried.has(way)) && explore(moment)) return true;
      if (way !== undefined) tried.add(way);
    }
    unset(moment, ref, concerned);
  }
  return false;
}

const isAbout = ({ follows }: Space, { refs }: Atom, ref: string): boolean =>
  refs.some((one) => one === ref || follows.get(one)?.includes(ref));

/** False when such a person is impossible. */
function set(moment: Moment, ref: string, value: FactValue, concerned: number[]): boolean {
  moment.facts[ref] = value;
  for (const [derived, bases] of moment.space.follows) {
    if (!bases.includes(ref)) continue;
    const figure = following(moment.space, moment.facts, derived);
    if (figure !== undefined) moment.facts[derived] = figure;
  }
  for (const atom of concerned) {
    const truth = moment.atoms[atom]!.truth(moment.facts);
    if (truth === "impossible") return false;
    moment.truths[atom] = truth;
  }
  return true;
}

function unset(moment: Moment, ref: string, concerned: number[]): void {
  delete moment.facts[ref];
  for (const [derived, bases] of moment.space.follows) {
    if (bases.includes(ref)) delete moment.facts[derived];
  }
  for (const atom of concerned) moment.truths[atom] = undefined;
}
