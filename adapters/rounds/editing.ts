import type { Edit } from "#core/matching/edit-round.ts";
import { openIn, type StagedRound } from "#core/matching/staged-round.ts";
import { send } from "../inbox.ts";
import type { Has } from "../runtime.ts";

type Outside = Has<"store" | "machine">;

/** The round after an edit, or as others have left it: then nothing was changed. */
export type Changed = { round: StagedRound } | { others: StagedRound };

/**
 * Makes an edit to the version that somebody saw, and to no other: whoever comes second sees what changed, and nothing is
 * overwritten. Undefined when there is no such round.
 */
export async function editRound(
  outside: Outside,
  program: string,
  number: number,
  seen: number,
  edit: (round: StagedRound) => Edit,
): Promise<Changed | undefined> {
  const { rounds } = outside.store;
  const round = await rounds.get(program, number);
  if (!round) return undefined;
  const next = round.version === seen ? edit(round) : undefined;
  if (!next || (await rounds.save(next)) === "stale") return { others: (await rounds.get(program, number))! };
  if (openIn(next).length === 0) await tellDone(outside, next);
  return { round: next };
}

/** The journey that asked for it goes on: once, however often it is told. */
export async function tellDone(
  outside: Outside,
  { program, number, cause, done }: StagedRound,
): Promise<void> {
  if (!cause) return;
  const said = { schema: 3 as const, id: `${program}/round/${number}/done`, at: done.at(-1)!.at };
  const event = {
    type: "round.done" as const,
    ...said,
    by: "coordinator",
    cause: cause.effect,
    round: number,
  };
  await send(outside, cause.journey, event);
}
