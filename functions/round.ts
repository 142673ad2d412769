import { send } from "#adapters/inbox.ts";
import { stageRound } from "#adapters/rounds/staging.ts";
import type { Has } from "#adapters/runtime.ts";
import type { RoundEffect } from "#core/journey/effect.ts";
import type { Journey } from "#core/journey/journey.ts";

/** Works out the round that the program's own journey asks for, and tells it what came of that. */
export async function workOutRound(
  runtime: Has<"store" | "machine">,
  { id: journey, program }: Journey,
  { id, at, waiting }: RoundEffect,
): Promise<void> {
  const by = { id: "engine", name: "engine" };
  const staged = await stageRound(runtime, program, { by, at, waiting, cause: { journey, effect: id } });
  const said = { schema: 3 as const, id: `${id}/staged`, at, by: "engine", cause: id };
  const found =
    "round" in staged
      ? { round: staged.round.number, pairs: staged.round.certificate.pairs }
      : { pairs: 0, why: staged.not };
  await send(runtime, journey, { type: "round.staged", ...said, ...found });
}
