import { identify } from "#adapters/identify.ts";
import type { Has } from "#adapters/runtime.ts";
import type { Run } from "#adapters/store.ts";
import { programOf } from "./program-of.ts";

/** A person is to see that an execution was ended from outside; again and again is one problem for as long as it is open. */
export async function showInterrupted(
  { store, clock, log }: Has<"store">,
  { journey, generation }: Pick<Run, "journey" | "generation">,
  reason: string,
  program?: string,
): Promise<void> {
  const id = identify("prb", journey, "ended");
  log.error("execution.ended", { journey, generation, status: reason, problem: id });
  await store.problems.put({
    ...{ id, program: program ?? (await programOf(store, journey)), at: clock.now() },
    ...{ code: "execution.ended", detail: { journey, reason }, state: "open" },
  });
}
