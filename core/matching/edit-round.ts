import { type By, type Couple, type Deed, type StagedPair, type StagedRound, same } from "./staged-round.ts";

/** Who does it, and when. */
export interface Hand {
  by: By;
  at: string;
}

/** The round after an edit, or undefined where a pair is not as the edit needs it: somebody else was there before. */
export type Edit = StagedRound | undefined;

const states = {
  approved: "approved",
  rejected: "rejected",
  apart: "apart",
  "not-approved": "open",
} as const;

/** Says a last word about pairs, or takes back that they were approved when they could not be proposed. */
export function decidePairs(
  round: StagedRound,
  couples: readonly Couple[],
  did: keyof typeof states,
  hand: Hand,
): Edit {
  const before = did === "not-approved" ? "approved" : "open";
  const isTheirs = (pair: StagedPair) => couples.some((couple) => same(couple, pair));
  const theirs = round.pairs.filter((pair) => isTheirs(pair) && pair.state === before);
  if (round.putAway || theirs.length === 0 || theirs.length < couples.length) return undefined;
  const pairs = round.pairs.map((pair) =>
    theirs.includes(pair) ? { ...pair, state: states[did], locked: false } : pair,
  );
  return edited({ ...round, pairs }, did, couples, hand);
}

export function lockPair(round: StagedRound, couple: Couple, did: "locked" | "unlocked", hand: Hand): Edit {
  const found = openPair(round, couple);
  if (!found || found.locked === (did === "locked")) return undefined;
  const pairs = round.pairs.map((pair) => (pair === found ? { ...pair, locked: did === "locked" } : pair));
  return edited({ ...round, pairs }, did, [couple], hand);
}

/** Two mentors exchange their mentees; `put` are the new pairs, in the places of the old ones. A locked pair stays as it is. */
export function swapPairs(
  round: StagedRound,
  [one, other]: readonly [Couple, Couple],
  put: readonly [StagedPair, StagedPair],
  hand: Hand,
): Edit {
  const [first, second] = [openPair(round, one), openPair(round, other)];
  if (!first || !second || first === second || first.locked || second.locked) return undefined;
  if (put.some((pair) => round.pairs.some((known) => known.state === "open" && same(known, pair))))
    return undefined;
  const pairs = round.pairs.map((pair) => (pair === first ? put[0] : pair === second ? put[1] : pair));
  return edited({ ...round, pairs }, "swapped", [one, other], hand);
}

/** What is open and not locked gives way to what was worked out around the rest. */
export function reworkRound(
  round: StagedRound,
  found: Pick<StagedRound, "pairs" | "unmatched" | "certificate">,
  hand: Hand,
): Edit {
  if (round.putAway) return undefined;
  const stay = round.pairs.filter((pair) => pair.state !== "open" || pair.locked);
  const next = { ...round, ...found, pairs: [...stay, ...found.pairs] };
  return edited(next, "worked-out", found.pairs.map(coupleOf), hand);
}

/** Nobody looks through it any more; whoever is in it stands in the line as before. */
export const putAway = (round: StagedRound, hand: Hand): Edit =>
  round.putAway ? undefined : edited({ ...round, putAway: true }, "put-away", [], hand);

export const coupleOf = ({ mentor, mentee }: Couple): Couple => ({ mentor, mentee });

/** What others did since somebody looked: after the version that they saw. */
export const doneSince = ({ done }: StagedRound, version: number): StagedRound["done"] =>
  done.filter((deed) => deed.version > version);

const openPair = ({ pairs, putAway }: StagedRound, couple: Couple): StagedPair | undefined =>
  putAway ? undefined : pairs.find((pair) => pair.state === "open" && same(pair, couple));

function edited(round: StagedRound, did: Deed, couples: readonly Couple[], { by, at }: Hand): StagedRound {
  const version = round.version + 1;
  const deed = { version, at, by, did, pairs: couples.map(coupleOf) };
  return { ...round, version, done: [...round.done, deed] };
}
