import * as z from "zod";
import { after, minute } from "#adapters/moment.ts";
import { bind, type Has, store } from "#adapters/runtime.ts";
import { UnreadableItem } from "#adapters/store/door.ts";
import type { Run } from "#adapters/store.ts";
import { showInterrupted } from "./interrupted.ts";

/** As stacks/ended.ts cuts it out of the event: the execution's name, which is `{journey}.{generation}`, and nothing that it carried. */
export const EndedInput = z.object({
  execution: z.string(),
  status: z.enum(["FAILED", "TIMED_OUT", "ABORTED"]),
});
export type EndedInput = z.infer<typeof EndedInput>;

/**
 * Hears that an execution was ended before its journey was: the sweep is to look at it soon and starts the next one, and a
 * person is to see that it happened. It starts nothing itself, so that what ends at once is not begun at once, and what
 * ends again and again is one problem for as long as that is open.
 */
export const create =
  (runtime: Has<"store">) =>
  async (event: EndedInput): Promise<{ state: "due" | "left" }> => {
    const { execution, status } = EndedInput.parse(event);
    const { journey, generation } = partsOf(execution);
    const { store, clock } = runtime;
    const run = await store.runs.get(journey);
    if (run?.generation !== generation || !isLookedAfter(run)) return { state: "left" };
    const found = await store.journeys.get(journey).catch(unreadable);
    if (found?.parked) return { state: "left" };
    const soon = [run.dueAt, after(clock.now(), 2 * minute)].sort()[0]!;
    // First, because what was decided must go on even where nobody can be told.
    if ((await store.runs.touch(journey, generation, soon)) === "stale") return { state: "left" };
    await showInterrupted(runtime, { journey, generation }, status, found?.program);
    return { state: "due" };
  };

export const handler = bind(create, { store });

/** A name that somebody gave by hand is that of no journey's execution. */
function partsOf(execution: string): { journey: string; generation: number } {
  const dot = execution.lastIndexOf(".");
  return { journey: execution.slice(0, dot), generation: Number(execution.slice(dot + 1)) };
}

/** One that this release cannot read goes on like any other: whoever it is that meets it next says so. */
function unreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableItem)) throw error;
}

/** Not once the journey was finished, or the person erased. */
const isLookedAfter = ({ erased, dueAt }: Run): boolean => !erased && dueAt !== "";
