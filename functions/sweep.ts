import { identify } from "#adapters/identify.ts";
import { after, hour, minute } from "#adapters/moment.ts";
import { bind, type Has, machine, secrets, store } from "#adapters/runtime.ts";
import { UnreadableItem } from "#adapters/store/door.ts";
import { nobodys } from "#adapters/store/problems.ts";
import type { Overdue, Problem } from "#adapters/store.ts";
import { backoff } from "./backoff.ts";
import { beginPrograms } from "./begin-program.ts";
import { create as createMap, failureId } from "./map.ts";
import { reportUnreadable } from "./park.ts";
import { programOf } from "./program-of.ts";
import { revive } from "./revive.ts";

const atOnce = 500;
/** What fails once may have met a moment of trouble; what fails again is for a person to see. */
const shownFrom = 2;

export interface Swept {
  mapped: number;
  woken: number;
  started: number;
  failed: number;
}

/**
 * Runs each minute and makes up for every door that died: what was stored and is older than a minute gets mapped, woken or
 * started; whoever sleeps is looked in on about once a day. Nothing that fails keeps the rest from their turn: what was looked at stands behind what was not.
 */
export const create = (runtime: Has<"store" | "machine">) => {
  const map = createMap(runtime);
  const look = async (item: Overdue): Promise<"mapped" | "woken" | "started" | undefined> => {
    if (item.kind === "submission") {
      await map({ submission: item.id });
      return "mapped";
    }
    const revived = await revive(runtime, item.id, item.kind === "run");
    const rest = revived === "parked" ? hour : 2 * minute;
    if (item.kind === "event") await runtime.store.postpone(item, after(runtime.clock.now(), rest));
    return revived === "started" || revived === "woken" ? revived : undefined;
  };
  return async (): Promise<Swept> => {
    const { store, clock, meter } = runtime;
    const swept = { mapped: 0, woken: 0, started: 0, failed: 0 };
    const overdue = await store.overdue(clock.now(), atOnce);
    for (const item of overdue) {
      try {
        const done = await look(item);
        if (done) swept[done] += 1;
      } catch (error) {
        swept.failed += 1;
        await report(runtime, item, error);
      }
    }
    await beginPrograms(runtime);
    const OldestDueSeconds = secondsSince(overdue[0]?.dueAt, clock.now());
    meter.record({ OldestDueSeconds, JourneysRestarted: swept.started, ...(await standing(runtime)) });
    return swept;
  };
};

export const handler = bind(create, { store, machine, secrets: secrets("emailHash") });

/** What waits for a person, over all programs: the alarms see it while it stands, not only when it came. */
async function standing({ store }: Has<"store">): Promise<{ ProblemsOpen: number; HeldMails: number }> {
  const programs = await store.packs.programs();
  const problems = await Promise.all(programs.map((program) => store.problems.list(program)));
  const held = await Promise.all(
    programs.flatMap((program) => [store.mails.list(program, "held"), store.mails.list(program, "unknown")]),
  );
  return {
    ProblemsOpen: new Set(problems.flat().map(({ id }) => id)).size,
    HeldMails: held.flat().length,
  };
}

const secondsSince = (moment: string | undefined, now: string): number =>
  moment === undefined ? 0 : Math.max(0, (Date.parse(now) - Date.parse(moment)) / 1000);

/** Reporting may fail for the same reason as the work: then it is for the next sweep, and the rest have their turn. */
async function report(runtime: Has<"store" | "machine">, item: Overdue, error: unknown): Promise<void> {
  const { store, clock, log } = runtime;
  log.error("sweep.failed", { ...item, error: nameOf(error) });
  try {
    const until = (failures: number) => backoff(clock.now(), item.id, failures);
    const failures = await store.failed(item, until);
    const unreadable = error instanceof UnreadableItem;
    if (unreadable && item.kind !== "submission") await reportUnreadable(runtime, item.id, error);
    else if (unreadable || failures >= shownFrom)
      await store.problems.put(await problemOf(runtime, item, error));
  } catch (again) {
    log.error("sweep.not-reported", { ...item, error: nameOf(again) });
  }
}

async function problemOf(
  { store, clock }: Has<"store" | "machine">,
  { kind, id }: Overdue,
  error: unknown,
): Promise<Problem> {
  const common = { at: clock.now(), state: "open" as const };
  const reason = nameOf(error);
  if (kind !== "submission") {
    const [own, program] = [identify("prb", id, "sweep"), await programOf(store, id)];
    return { ...common, id: own, program, code: "sweep.failed", detail: { journey: id, reason } };
  }
  const own = error instanceof UnreadableItem ? error.program : undefined;
  const program = own ?? (await store.submissions.get(id).catch(() => undefined))?.program ?? nobodys;
  const detail = { submission: id, reason };
  return { ...common, id: failureId(id), program, code: "submission.failed", detail };
}

function nameOf(error: unknown): string {
  if (error instanceof UnreadableItem) return error.code;
  return error instanceof Error ? error.name : "unknown";
}
