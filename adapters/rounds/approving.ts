import type { Journey } from "#core/journey/journey.ts";
import { matchingOf } from "#core/matching/candidate.ts";
import { coupleOf, decidePairs, type Hand } from "#core/matching/edit-round.ts";
import { type Couple, type StagedRound, same } from "#core/matching/staged-round.ts";
import type { Pack } from "#core/program/pack.ts";
import { type Proposed, proposeMatch } from "../proposing.ts";
import type { Has } from "../runtime.ts";
import { type Changed, editRound } from "./editing.ts";
import { coupleIn } from "./line.ts";
import { type Away, awayOf } from "./waiting.ts";

type Outside = Has<"store" | "machine">;

/** What became of an approved pair: the match, or why there is none; `away` says who of the two cannot be matched now. */
export interface Outcome {
  couple: Couple;
  match?: string;
  refused?: Extract<Proposed, { refused: string }>["refused"] | "match.away";
  away?: { side: keyof Couple; why: Away };
}

/** How many matches are opened side by side. */
const sideBySide = 5;

/**
 * Approves pairs of the version that somebody saw, and proposes them. The round says first that they are approved: of two
 * coordinators one is too late, and nobody is asked on the word of that one. What cannot be proposed is open again. A crash in
 * between leaves an approved pair without a match, which `proposeApproved` brings about.
 */
export async function approvePairs(
  outside: Outside,
  program: string,
  number: number,
  seen: number,
  couples: readonly Couple[],
  hand: Hand,
): Promise<{ outcomes: Outcome[] } | Extract<Changed, { others: unknown }> | undefined> {
  const claimed = await editRound(outside, program, number, seen, (round) =>
    decidePairs(round, couples, "approved", hand),
  );
  if (!claimed || "others" in claimed) return claimed;
  return { outcomes: await proposeApproved(outside, claimed.round, couples, hand) };
}

/** Proposes approved pairs, each once however often this is done. */
export async function proposeApproved(
  outside: Outside,
  round: StagedRound,
  couples: readonly Couple[],
  hand: Hand,
): Promise<Outcome[]> {
  const { store } = outside;
  const pack = (await store.packs.live(round.program))!;
  const matches = await store.journeys.list(round.program, matchingOf(pack).journey);
  const running = matches.filter(({ ended }) => !ended);
  const approved = round.pairs.filter(({ state }) => state === "approved").map(coupleOf);
  const wanted = approved.filter((one) => couples.some((couple) => same(one, couple)));
  const outcomes: Outcome[] = [];
  for (let from = 0; from < wanted.length; from += sideBySide) {
    const some = wanted.slice(from, from + sideBySide);
    outcomes.push(...(await Promise.all(some.map((couple) => propose(outside, pack, running, couple)))));
  }
  const back = outcomes.filter(({ match }) => match === undefined).map(({ couple }) => couple);
  if (back.length > 0) await reopen(outside, round, back, hand);
  return outcomes;
}

async function propose(outside: Outside, pack: Pack, running: Journey[], couple: Couple): Promise<Outcome> {
  const isTheirs = (match: Journey) => same(coupleIn(pack, match) ?? nobody, couple);
  const away = running.some(isTheirs) ? undefined : await awayIn(outside, pack.id, running, couple);
  if (away) return { couple, refused: "match.away", away };
  const proposed = await proposeMatch(outside, pack.id, couple, "coordinator");
  return { couple, ...("match" in proposed ? { match: proposed.match.id } : proposed) };
}

const nobody: Couple = { mentor: "", mentee: "" };

async function awayIn({ store }: Outside, program: string, running: Journey[], couple: Couple) {
  for (const side of ["mentor", "mentee"] as const) {
    const why = await awayOf(store, program, couple[side], running);
    if (why) return { side, why };
  }
  return undefined;
}

const tries = 5;

/** Whatever else happened to the round meanwhile stays. */
async function reopen(
  outside: Outside,
  { program, number }: StagedRound,
  couples: readonly Couple[],
  hand: Hand,
): Promise<void> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const round = await outside.store.rounds.get(program, number);
    const next = round && decidePairs(round, couples, "not-approved", hand);
    if (!next || (await outside.store.rounds.save(next)) === "saved") return;
  }
  throw new Error(`round.contended: the round ${number} of ${program} was changed by others ${tries} times`);
}
