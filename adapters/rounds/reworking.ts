import { type Hand, reworkRound } from "#core/matching/edit-round.ts";
import type { Candidate } from "#core/matching/round.ts";
import type { Couple, StagedRound } from "#core/matching/staged-round.ts";
import type { Has } from "../runtime.ts";
import { type Changed, editRound } from "./editing.ts";
import { type Line, lineOf } from "./line.ts";
import { workOut } from "./staging.ts";

/**
 * Works out anew what is open and not locked, among those who stood in this round and are still free: so whoever was declined gets the
 * next best without starting over. What came to nothing, was rejected here or is never to be is not suggested.
 */
export async function workOutRest(
  outside: Has<"store" | "machine">,
  program: string,
  number: number,
  seen: number,
  hand: Hand,
): Promise<Changed | { not: "never" } | undefined> {
  const { store } = outside;
  const [pack, round] = await Promise.all([store.packs.live(program), store.rounds.get(program, number)]);
  if (!pack || !round) return undefined;
  const found = workOut(pack, restOf(round, await lineOf(store, pack)), hand.at);
  if (!found) return { not: "never" };
  return editRound(outside, program, number, seen, (now) => reworkRound(now, found, hand));
}

function restOf({ pairs, candidates }: StagedRound, { mentors, mentees, never, before }: Line): Line {
  const locked = pairs.filter((pair) => pair.state === "open" && pair.locked);
  const rejected = pairs.filter(({ state }) => state === "rejected");
  const left = (side: keyof Couple, ids: string[], all: Candidate[]) =>
    all
      .filter(({ id }) => ids.includes(id))
      .map((one) => ({
        ...one,
        capacity: (one.capacity ?? 1) - locked.filter((pair) => pair[side] === one.id).length,
      }))
      .filter(({ capacity }) => capacity > 0);
  return {
    mentors: left("mentor", candidates.mentors, mentors),
    mentees: left("mentee", candidates.mentees, mentees),
    never: [...never, ...rejected],
    before,
  };
}
