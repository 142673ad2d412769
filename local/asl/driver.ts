import { type Execution, note } from "./execution.ts";
import { flights } from "./flights.ts";
import { invoke } from "./invoke.ts";
import type { Machinery } from "./machinery.ts";
import { settle } from "./map.ts";
import { asFailure } from "./recover.ts";
import { step } from "./step.ts";

/** Drives executions until they park or end, each by one driver at a time. */
export interface Driver {
  go(id: string): void;
  idle(): Promise<void>;
  close(): Promise<void>;
}

export function createDriver(machinery: Machinery, onFault: (error: unknown) => void): Driver {
  const { records } = machinery;
  const work = flights(onFault);
  const busy = new Set<string>();
  let closed = false;

  function go(id: string): void {
    if (!closed && !busy.has(id)) work.launch(() => drive(id));
  }

  async function drive(id: string): Promise<void> {
    const execution = records.get(id);
    if (!execution) return;
    busy.add(id);
    try {
      await driveOn(execution);
    } finally {
      busy.delete(id);
    }
    if (!closed) after(execution);
  }

  async function driveOn(execution: Execution): Promise<void> {
    while (execution.status === "RUNNING" && !execution.park && !closed) {
      await step(machinery, execution);
      // Somebody may have stopped it while a function ran: then its row says so, and this copy is worth nothing.
      if (closed || !keep(execution)) return;
    }
  }

  function keep(execution: Execution): boolean {
    const { id, parent } = execution;
    const saved = records.together(() => {
      const kept = records.save(execution);
      if (kept && parent && execution.status !== "RUNNING") settle(machinery, execution);
      return kept;
    });
    if (saved && !parent && execution.status === "FAILED") machinery.ended?.(id, "FAILED");
    return saved;
  }

  function after({ id, park, parent, status }: Execution): void {
    if (park?.kind === "token" && !park.handed && !busy.has(park.token))
      work.launch(() => hand(id, park.token));
    if (park?.kind === "children") for (const child of records.childrenOf(id)) go(child.id);
    if (parent && status !== "RUNNING") go(parent.id);
  }

  /** Gives the token to its function. It may have been used, or have run out, before that function answers. */
  async function hand(id: string, token: string): Promise<void> {
    const park = records.get(id)?.park;
    if (park?.kind !== "token" || park.token !== token) return;
    busy.add(token);
    const failure = await invoke(machinery, park.call).then(() => undefined, asFailure);
    busy.delete(token);
    const execution = closed ? undefined : records.get(id);
    if (execution?.park?.kind !== "token" || execution.park.token !== token) return;
    if (failure)
      Object.assign(execution, {
        park: undefined,
        resume: { failure: { code: failure.code, cause: failure.message } },
      });
    else execution.park.handed = true;
    note(execution, machinery.now(), failure ? "TaskSubmitFailed" : "TaskSubmitted", failure?.code);
    if (records.save(execution) && failure) go(id);
  }

  return {
    go,
    idle: work.idle,
    async close() {
      closed = true;
      await work.idle();
    },
  };
}
