import { drop, type Half, halvesWith } from "./half.ts";
import { Paths } from "./paths.ts";
import type { Graph } from "./problem.ts";

/** An assignment within the bounds of a graph. */
export interface Within {
  graph: Graph;
  used: Uint8Array<ArrayBuffer>;
}

/** In how many orders the groups are gone through, at most. */
const mostOrders = 20;

/**
 * Changes an assignment, within its graph, so that of few groups of mentors some are matched and others are not: group by group,
 * all of it are matched or, where that cannot be, none; none either of those of whom nobody is matched. It begins with each group
 * in turn and takes what splits the fewest. What it comes to is kept in the bounds of the mentors. The fewest groups that must be
 * split cannot be found for sure in any reasonable time (it contains exact cover), so this claims no more than it finds. `groups`
 * are mentors by group; `settled` says who has a mentee for good already.
 */
export function keepTogether(
  start: Within,
  groups: number[][],
  settled: (mentor: number) => boolean,
): Within {
  const taken = countsOf(start);
  const missing = (group: number[]) => group.filter((one) => !settled(one) && taken[one] === 0).length;
  const order = groups.toSorted((one, other) => missing(one) - missing(other));
  let best: { within: Within; split: number } = { within: start, split: Number.POSITIVE_INFINITY };
  for (let first = 0; first < Math.min(order.length, mostOrders) && best.split > 0; first++) {
    const within = inTurn(start, [...order.slice(first), ...order.slice(0, first)], settled);
    const split = splitIn(within, groups, settled);
    if (split < best.split) best = { within, split };
  }
  return best.within;
}

function inTurn(start: Within, groups: number[][], settled: (mentor: number) => boolean): Within {
  let now = start;
  for (const group of groups) {
    const held = countsOf(now);
    const open = group.filter((one) => !settled(one));
    const nobody = open.length === group.length && group.every((one) => held[one] === 0);
    const all = nobody ? undefined : matchAll(now, open);
    const none = all || open.length < group.length ? undefined : matchNone(now, group);
    now = all ?? none ?? now;
  }
  return now;
}

function splitIn(within: Within, groups: number[][], settled: (mentor: number) => boolean): number {
  const counts = countsOf(within);
  const matched = (one: number) => settled(one) || counts[one]! > 0;
  return groups.filter((group) => new Set(group.map(matched)).size > 1).length;
}

/** Of each mentor, how many mentees. */
export function countsOf({ graph, used }: Within): Int32Array {
  const counts = new Int32Array(graph.mentors.count);
  for (let candidate = 0; candidate < used.length; candidate++)
    counts[graph.mentor[candidate]!]! += used[candidate]!;
  return counts;
}

/** Undefined where not all of them can have somebody at once. */
function matchAll({ graph, used }: Within, group: number[]): Within | undefined {
  const { mentees, mentors, now } = opened(graph, used);
  const paths = new Paths(mentors, mentees, new Float64Array(used.length), now);
  const { least } = mentors.side;
  for (const one of group) {
    if (mentors.side.most[one] === 0) return undefined;
    if (mentors.taken[one] === 0 && !paths.find(one)) return undefined;
    least[one] = Math.max(1, least[one]!);
  }
  return { graph: withRoom(graph, mentors), used: now };
}

/** Undefined where somebody needs one of them. */
function matchNone({ graph, used }: Within, group: number[]): Within | undefined {
  const { mentees, mentors, now } = opened(graph, used);
  const { least, most } = mentors.side;
  if (group.some((one) => least[one]! > 0)) return undefined;
  const left = group.flatMap((one) => [
    ...mentors.held.subarray(mentors.hold[one], mentors.hold[one]! + mentors.taken[one]!),
  ]);
  for (const candidate of left) {
    now[candidate] = 0;
    for (const half of [mentees, mentors]) {
      drop(half, candidate);
      half.places[half.owner[candidate]!]!--;
    }
  }
  for (const one of group) most[one] = 0;
  const paths = new Paths(mentees, mentors, new Float64Array(used.length), now);
  for (const candidate of left) {
    const one = mentees.owner[candidate]!;
    if (mentees.taken[one]! < mentees.side.least[one]! && !paths.find(one)) return undefined;
  }
  return { graph: withRoom(graph, mentors), used: now };
}

/** To be changed without changing what it came from. */
function opened(graph: Graph, used: Within["used"]): { mentees: Half; mentors: Half; now: Within["used"] } {
  const own = { ...graph.mentors, least: graph.mentors.least.slice(), most: graph.mentors.most.slice() };
  return { ...halvesWith({ ...graph, mentors: own }, used), now: used.slice() };
}

const withRoom = (graph: Graph, { side: { least, most } }: Half): Graph => ({
  ...graph,
  mentors: { ...graph.mentors, least, most },
});
