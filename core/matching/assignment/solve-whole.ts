import { breakTies } from "./break-ties.ts";
import { type Proof, proofOf } from "./certificate.ts";
import { type Face, faceOf, facing, narrow, supportSettled, usedOf } from "./face.ts";
import { type Prices, problemOf, type Whole } from "./problem.ts";
import { solve } from "./solve.ts";
import { countsOf, keepTogether } from "./together.ts";

export interface Solved {
  /** By candidate: 1 where the two go together. */
  used: Uint8Array;
  /** By aim: what proves it. */
  prices: Prices[];
  proof: Proof;
}

/**
 * The best assignment by all aims in their order: by the first; of all that are best by the first, by the second; and so on, so
 * that no weight has to stand for another aim. Among equals, those who come first in the graph are served first. Where mentors are
 * to be kept together, the proof is of the assignments that match all or none of the same groups.
 */
export function solveWhole(whole: Whole): Solved {
  let done: Descent = { whole, face: faceOf(whole), used: new Uint8Array(whole.mentor.length), prices: [] };
  for (const { after, groups } of whole.together ?? []) {
    done = descend(done, after);
    done = together(done, groups);
  }
  const { whole: bounded, face, used, prices } = descend(done, whole.aims.length);
  breakTies(face.graph, used);
  const all = usedOf(face, used, whole.mentor.length);
  return { used: all, prices, proof: proofOf(bounded, all, prices) };
}

/** How far the aims have come. */
interface Descent {
  whole: Whole;
  face: Face;
  used: Uint8Array<ArrayBuffer>;
  prices: Prices[];
}

function descend({ whole, face, used, prices }: Descent, until: number): Descent {
  const done = { whole, face, used, prices: [...prices] };
  for (const weighing of whole.aims.slice(prices.length, until)) {
    const problem = problemOf(done.face.graph, { ...weighing, worth: facing(done.face, weighing.worth) });
    const answer = solve(problem);
    if (done.face.fixed.length > 0) supportSettled(problem, answer, whole);
    done.prices.push(answer.prices);
    Object.assign(done, narrow(done.face, problem, answer));
  }
  return done;
}

/**
 * Starts from what the aims that are left would come to. The bounds of the mentors who are kept together hold for the whole too,
 * as it is what the proof is about.
 */
function together(now: Descent, groups: number[][]): Descent {
  const { whole, face } = now;
  const ahead = descend(now, whole.aims.length);
  const likely = usedOf(ahead.face, ahead.used, whole.mentor.length);
  const used = Uint8Array.from(face.candidate, (candidate) => likely[candidate]!);
  const settled = (mentor: number) => face.graph.mentors.already[mentor]! > 0;
  const kept = keepTogether({ graph: face.graph, used }, groups, settled);
  const counts = countsOf(kept);
  const [least, most] = [whole.mentors.least.slice(), whole.mentors.most.slice()];
  for (const group of groups) {
    if (group.every((one) => settled(one) || counts[one]! > 0))
      for (const one of group) if (whole.mentors.already[one] === 0) least[one] = Math.max(1, least[one]!);
    if (group.every((one) => !settled(one) && kept.graph.mentors.most[one] === 0))
      for (const one of group) most[one] = 0;
  }
  const mentors = { ...whole.mentors, least, most };
  return { ...now, whole: { ...whole, mentors }, face: { ...face, graph: kept.graph }, used: kept.used };
}
