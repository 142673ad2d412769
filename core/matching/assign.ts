import { type Aim, usualAims } from "../program/aim.ts";
import { type AimedAt, aimedAt, type Field } from "./aims.ts";
import { type Proof, proves } from "./assignment/certificate.ts";
import type { People } from "./assignment/problem.ts";
import { solveWhole } from "./assignment/solve-whole.ts";
import { byWaiting, type Standing } from "./candidate.ts";
import type { AimReached, Certificate } from "./certificate.ts";

export interface Pair {
  mentor: Standing;
  mentee: Standing;
  score: number;
}

export interface AssignMore {
  /** As many as possible, then the best total, when left out. */
  aims?: readonly Aim[];
  /** The day of the round ("YYYY-MM-DD"); only waiting is counted from it. */
  on?: string;
  /** Pairs that stay, whatever would be better without them. They take a place on both sides. */
  keep?: readonly Pair[];
  /** Whether `possible` holds every pair there could be; true when left out. */
  complete?: boolean;
  /** Mentors with a free place; those for whom nobody is possible count where a company's mentors are kept together. */
  mentors?: readonly Standing[];
}

export interface Assignment {
  chosen: Pair[];
  certificate: Certificate;
}

/** The best whole assignment by the usual aims. */
export const assign = (possible: Pair[]): Pair[] => assignBest(possible).chosen;

/**
 * The best whole assignment of these pairs, by aims in their order, with a certificate that was checked. Among assignments that are
 * equally good those who wait longest have somebody, mentees before mentors, then those whose id comes first: the same people
 * always give the same pairs, in whatever order they come. The pairs that it gives come best first.
 */
export function assignBest(possible: readonly Pair[], more: AssignMore = {}): Assignment {
  const { aims = usualAims, on = "0000-01-01", keep = [], complete = true, mentors = [] } = more;
  const kept = new Set(keep.map(nameOf));
  const open = possible.filter((pair) => !kept.has(nameOf(pair))).sort(inLine);
  const { field, pairs } = fieldOf(open, keep, mentors);
  const aimed = aims.map((aim) => aimedAt(aim, field, on));
  const weighed = aimed.filter(({ weighing }) => weighing !== undefined);
  const together = aimed.flatMap(({ groups }, place) => {
    const after = aimed.slice(0, place).filter(({ weighing }) => weighing).length;
    return groups ? [{ after, groups }] : [];
  });
  const { used, proof } = solveWhole({
    ...field.graph,
    aims: weighed.map(({ weighing }) => weighing!),
    together,
  });
  const chosen = [...keep, ...pairs.filter((_, candidate) => used[candidate] === 1)].sort(bestFirst);
  const reached = { proof, chosen, field };
  return { chosen, certificate: certified(aimed, reached, { candidates: possible.length, complete }) };
}

const nameOf = ({ mentor, mentee }: Pair): string => JSON.stringify([mentor.id, mentee.id]);

const inLine = (one: Pair, other: Pair): number =>
  byWaiting(one.mentee, other.mentee) || byWaiting(one.mentor, other.mentor);

const bestFirst = (one: Pair, other: Pair): number => other.score - one.score || inLine(one, other);

/** Everybody who is in any pair, and mentors who are in none, in line; and their pairs in the same order. */
function fieldOf(
  pairs: Pair[],
  keep: readonly Pair[],
  free: readonly Standing[],
): { field: Field; pairs: Pair[] } {
  const mentees = [...new Set(pairs.map(({ mentee }) => mentee))];
  const mentors = [...new Set([...pairs.map(({ mentor }) => mentor), ...free])].sort(byWaiting);
  const place = new Map(mentors.map((mentor, index) => [mentor, index]));
  const start = new Int32Array(mentees.length + 1);
  let one = 0;
  pairs.forEach(({ mentee }, candidate) => {
    if (mentees[one] !== mentee) one++;
    start[one + 1] = candidate + 1;
  });
  const people = (side: "mentee" | "mentor", all: Standing[]) =>
    peopleOf(
      all,
      keep.map((pair) => pair[side]),
      Map.groupBy(pairs, (pair) => pair[side]),
    );
  const graph = {
    mentees: people("mentee", mentees),
    mentors: people("mentor", mentors),
    start,
    mentor: Int32Array.from(pairs, ({ mentor }) => place.get(mentor)!),
  };
  return {
    field: { graph, mentees, mentors, scores: Float64Array.from(pairs, ({ score }) => score) },
    pairs,
  };
}

/** Nobody has more places than there is anybody to take. */
function peopleOf(all: Standing[], kept: Standing[], pairs: Map<Standing, Pair[]>): People {
  const taken = Map.groupBy(kept, (one) => one);
  const already = Int32Array.from(all, (one) => taken.get(one)?.length ?? 0);
  const most = Int32Array.from(all, (one, index) =>
    Math.min(pairs.get(one)?.length ?? 0, Math.max(0, one.capacity - already[index]!)),
  );
  return { count: all.length, least: new Int32Array(all.length), most, already };
}

interface Reached {
  proof: Proof;
  chosen: Pair[];
  field: Field;
}

function certified(
  aimed: AimedAt[],
  { proof, chosen, field }: Reached,
  { candidates, complete }: Pick<Certificate, "candidates" | "complete">,
): Certificate {
  let next = 0;
  let sure = true;
  const aims = aimed.map((one): AimReached => {
    if (one.groups) {
      const split = splitGroups(one.groups, field, chosen);
      if (split > 0) sure = false;
      // Whoever else might be kept together is not looked for, so what comes after is the best with these only.
      const told = reachedBy(one, split, 0, sure);
      sure = false;
      return told;
    }
    const place = next++;
    const [value, bound] = [proof.values[place]! / one.per, proof.bounds[place]! / one.per];
    return reachedBy(one, value + 0, bound + 0, sure && value === bound && one.exact);
  });
  const proven = aims.every((aim) => aim.proven) && proves(proof);
  return { aims, candidates, complete, proven, sentence: sentenceOf(proven, complete, candidates) };
}

const splitGroups = (groups: number[][], { mentors }: Field, chosen: Pair[]): number => {
  const matched = new Set(chosen.map(({ mentor }) => mentor));
  return groups.filter((group) => new Set(group.map((one) => matched.has(mentors[one]!))).size > 1).length;
};

function reachedBy({ aim, say }: AimedAt, reached: number, bound: number, proven: boolean): AimReached {
  const best = proven
    ? "proven: no round does better by this that does as well by what comes before"
    : "not proven";
  return { aim: aim.aim, reached, bound, proven, sentence: `${say(reached)} (${best}).` };
}

function sentenceOf(proven: boolean, complete: boolean, candidates: number): string {
  const of = complete
    ? `all ${candidates} possible pairs`
    : `the ${candidates} best candidates that were looked at`;
  return proven
    ? `The best round there is of ${of}, checked by prices of all places.`
    : `A good round of ${of}; that there is no better one is not proven.`;
}
