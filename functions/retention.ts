import { after, minute } from "#adapters/moment.ts";
import { bind, type Has, store } from "#adapters/runtime.ts";
import { forgetFormerStaff } from "./former-staff.ts";

const atOnce = 500;
/** As far as it is counted what is left; more is no other alarm. */
const counted = 10_000;

export interface Kept {
  cleared: number;
  failed: number;
  /** What had expired when it began and is still there. */
  overdue: number;
}

/**
 * Runs each hour and clears away what was kept long enough: the raw bodies of forms, at the day that their program names, and
 * staff who have left long ago.
 * Goes on until nothing is left, and begins nothing after `until`.
 */
export const create =
  (runtime: Has<"store">) =>
  async (until?: string): Promise<Kept> => {
    const { store, clock, meter } = runtime;
    const now = clock.now();
    const cleared = new Set<string>();
    const failed = new Set<string>();
    const isUp = () => until !== undefined && clock.now() >= until;
    while (!isUp()) {
      // The index may still show for a moment what has just gone.
      const found = await store.submissions.expired(now, failed.size + 2 * atOnce);
      const next = found.filter((id) => !cleared.has(id) && !failed.has(id)).slice(0, atOnce);
      if (next.length === 0) break;
      for (const id of next) {
        if (isUp()) break;
        ((await clear(runtime, id)) ? cleared : failed).add(id);
      }
    }
    const left = (await store.submissions.expired(now, counted)).filter((id) => !cleared.has(id));
    // Before anything else can go wrong: the alarm also hears of an hour that says nothing.
    meter.record({ RetentionOverdue: left.length });
    await forgetFormerStaff(runtime);
    return { cleared: cleared.size, failed: failed.size, overdue: left.length };
  };

/** Half a minute before its own end it only counts. */
export const handler = bind(
  (runtime: Has<"store">) => {
    const retain = create(runtime);
    return (_: unknown, { getRemainingTimeInMillis }: { getRemainingTimeInMillis(): number }) =>
      retain(after(runtime.clock.now(), getRemainingTimeInMillis() / 1000 - minute / 2));
  },
  { store },
);

async function clear({ store, log }: Has<"store">, id: string): Promise<boolean> {
  try {
    await store.submissions.clear(id);
    return true;
  } catch (error) {
    // It has another hour: its body is merely kept a little longer, and the alarm sees it.
    log.error("retention.not-cleared", {
      submission: id,
      error: error instanceof Error ? error.name : "unknown",
    });
    return false;
  }
}
