import { costOf, type Graph, type Problem, problemOf, type Side } from "./problem.ts";

/**
 * One side while an answer is being worked out. `places` is how many of the other side somebody is to take at the present
 * price, `taken` how many they do. `held` lists the candidates in use, from `hold[one]` on.
 */
export interface Half {
  side: Side;
  count: number;
  start: Int32Array;
  /** By place in `start`: the candidate, and who it is on the other side. */
  candidate: Int32Array;
  partner: Int32Array;
  /** By candidate: who it is on this side. */
  owner: Int32Array;
  price: Float64Array;
  places: Int32Array;
  taken: Int32Array;
  hold: Int32Array;
  held: Int32Array;
}

/** Both sides of a problem with nobody taken. */
export function halvesOf(problem: Problem): { mentees: Half; mentors: Half } {
  const { mentees, mentors } = sidesOf(problem);
  return { mentees: half(problem.mentees, mentees), mentors: half(problem.mentors, mentors) };
}

type Seen = Pick<Half, "start" | "candidate" | "partner" | "owner">;

/** By the mentors of its candidates, what each side sees of a graph: it is asked for more than once. */
const known = new WeakMap<Int32Array, Record<"mentees" | "mentors", Seen>>();

function sidesOf({ start, mentor, mentees, mentors }: Graph): Record<"mentees" | "mentors", Seen> {
  const before = known.get(mentor);
  if (before) return before;
  const size = mentor.length;
  const candidate = new Int32Array(size);
  for (let each = 0; each < size; each++) candidate[each] = each;
  const mentee = new Int32Array(size);
  for (let one = 0; one < mentees.count; one++) mentee.fill(one, start[one], start[one + 1]);
  const turned = turn(mentors.count, mentor);
  const partner = new Int32Array(size);
  for (let place = 0; place < size; place++) partner[place] = mentee[turned.candidate[place]!]!;
  const sides = {
    mentees: { start, candidate, partner: mentor, owner: mentee },
    mentors: { ...turned, partner, owner: mentor },
  };
  known.set(mentor, sides);
  return sides;
}

/** Both sides of an assignment where everything is worth the same: each has the places that are taken. */
export function halvesWith(graph: Graph, used: Uint8Array): { mentees: Half; mentors: Half } {
  const worth = new Float64Array(used.length);
  const bonus = new Float64Array(graph.mentees.count);
  const halves = halvesOf(problemOf(graph, { worth, bonus, step: 0 }));
  for (const half of [halves.mentees, halves.mentors]) {
    for (let candidate = 0; candidate < used.length; candidate++)
      if (used[candidate] === 1) take(half, candidate);
    half.places.set(half.taken);
  }
  return halves;
}

/** The candidates of each mentor, in the order of the mentees. */
function turn(count: number, mentor: Int32Array): Pick<Half, "start" | "candidate"> {
  const start = new Int32Array(count + 1);
  for (let each = 0; each < mentor.length; each++) start[mentor[each]! + 1]!++;
  for (let one = 0; one < count; one++) start[one + 1]! += start[one]!;
  const next = start.slice(0, count);
  const candidate = new Int32Array(mentor.length);
  for (let each = 0; each < mentor.length; each++) candidate[next[mentor[each]!]!++] = each;
  return { start, candidate };
}

function half(side: Side, seen: Seen): Half {
  const { count, most } = side;
  const hold = new Int32Array(count + 1);
  for (let one = 0; one < count; one++)
    hold[one + 1] = hold[one]! + Math.min(most[one]!, seen.start[one + 1]! - seen.start[one]!);
  return {
    ...{ side, count, ...seen, hold, held: new Int32Array(hold[count]!) },
    ...{ price: new Float64Array(count), places: new Int32Array(count), taken: new Int32Array(count) },
  };
}

/** How many somebody is to take at a price: all that it pays for, and at least as many as they must. */
export function placesAt({ side }: Half, one: number, price: number): number {
  let places = side.least[one]!;
  while (places < side.most[one]! && costOf(side, one, places + 1) < price) places++;
  return places;
}

/** Writes down that a candidate is used. */
export function take(half: Half, candidate: number): void {
  const one = half.owner[candidate]!;
  half.held[half.hold[one]! + half.taken[one]!++] = candidate;
}

export function drop(half: Half, candidate: number): void {
  const one = half.owner[candidate]!;
  const from = half.hold[one]!;
  const last = from + --half.taken[one]!;
  for (let place = from; place < last; place++)
    if (half.held[place] === candidate) {
      half.held[place] = half.held[last]!;
      return;
    }
}
