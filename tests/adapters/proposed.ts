import { proposeMatch } from "#adapters/proposing.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { World } from "../functions/a-world.ts";

/** The match that a coordinator proposes, where the rules have nothing against it. */
export async function proposed(
  { runtime }: Pick<World, "runtime">,
  sides = { mentor: "jrn_mentor", mentee: "jrn_mentee" },
): Promise<Journey> {
  const answer = await proposeMatch(runtime, "test", sides, "coordinator");
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.match;
}
