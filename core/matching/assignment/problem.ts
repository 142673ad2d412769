/** One side of an assignment: how many more of the other side each of `count` people takes, and how many they have already. */
export interface People {
  count: number;
  least: Int32Array;
  most: Int32Array;
  already: Int32Array;
}

/**
 * Who may go with whom. The candidates of mentee i are those from `start[i]` to before `start[i + 1]`, and each of them names a
 * mentor, none twice.
 */
export interface Graph {
  mentees: People;
  mentors: People;
  start: Int32Array;
  mentor: Int32Array;
}

/**
 * What an assignment is worth by one aim, in whole numbers: the `worth` of every candidate that is used, and the `bonus`, at least 0,
 * of every mentee who has somebody; less `step`, at least 0, for a mentor's second mentee, twice that for the third, and so on.
 */
export interface Weighing {
  worth: Float64Array;
  bonus: Float64Array;
  step: number;
}

/** Aims stand in their order: no part of a later one is worth giving up the smallest part of an earlier one. */
export interface Whole extends Graph {
  aims: readonly Weighing[];
  /** Groups of mentors of whom all are to be matched or none, and after how many of the aims that is looked at. */
  together?: readonly { after: number; groups: number[][] }[];
}

/** People weighed by one aim. What the n-th one whom somebody has costs never falls as n grows. */
export interface Side extends People {
  bonus: Float64Array;
  step: number;
}

/** An assignment with a single aim. */
export interface Problem extends Graph {
  mentees: Side;
  mentors: Side;
  worth: Float64Array;
}

/** What another place of each person would be worth. With the problem alone they prove how good an assignment can be at best. */
export interface Prices {
  mentees: Float64Array;
  mentors: Float64Array;
}

/** `used`, by candidate: 1 where the two go together. */
export interface Answer {
  used: Uint8Array;
  prices: Prices;
}

export function problemOf(graph: Graph, { worth, bonus, step }: Weighing): Problem {
  const free = new Float64Array(graph.mentors.count);
  return {
    ...graph,
    mentees: { ...graph.mentees, bonus, step: 0 },
    mentors: { ...graph.mentors, bonus: free, step },
    worth,
  };
}

/** What it costs that somebody takes a k-th one. */
export function costOf({ already, bonus, step }: Side, one: number, kth: number): number {
  const nth = already[one]! + kth;
  return nth === 1 ? -bonus[one]! : step * (nth - 1);
}
