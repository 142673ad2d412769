import { bind, type Has, store } from "#adapters/runtime.ts";

const atOnce = 500;

export interface Kept {
  cleared: number;
  failed: number;
}

/** Runs each hour and clears away what was kept long enough: the raw bodies of forms, at the day that their program names. */
export const create = (runtime: Has<"store">) => async (): Promise<Kept> => {
  const { store, clock, log, meter } = runtime;
  const kept = { cleared: 0, failed: 0 };
  for (const id of await store.submissions.expired(clock.now(), atOnce)) {
    try {
      await store.submissions.clear(id);
      kept.cleared += 1;
    } catch (error) {
      // It has another hour: its body is merely kept a little longer, and the alarm sees it.
      kept.failed += 1;
      log.error("retention.not-cleared", {
        submission: id,
        error: error instanceof Error ? error.name : "unknown",
      });
    }
  }
  meter.record({ RetentionOverdue: kept.failed });
  return kept;
};

export const handler = bind(create, { store });
