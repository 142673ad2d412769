import { bind, type Runtime } from "#adapters/runtime.ts";
import { create as createMap } from "./map.ts";
import { reportUnreadable } from "./park.ts";
import { revive } from "./revive.ts";

const atOnce = 500;

export interface Swept {
  mapped: number;
  woken: number;
  started: number;
  failed: number;
}

/**
 * Runs each minute and makes up for every door that died: what was stored and is older than a minute gets mapped, woken or
 * started. Nothing that fails keeps the rest from their turn.
 */
export const create = (runtime: Runtime) => {
  const map = createMap(runtime);
  return async (): Promise<Swept> => {
    const swept = { mapped: 0, woken: 0, started: 0, failed: 0 };
    for (const { kind, id } of await runtime.store.overdue(runtime.clock.now(), atOnce)) {
      try {
        if (kind === "submission") {
          await map({ submission: id });
          swept.mapped += 1;
        } else {
          const revived = await revive(runtime, id);
          if (revived === "started" || revived === "woken") swept[revived] += 1;
        }
      } catch (error) {
        swept.failed += 1;
        await report(runtime, kind, id, error);
      }
    }
    runtime.nudge.post();
    return swept;
  };
};

export const handler = bind(create);

async function report(runtime: Runtime, kind: string, id: string, error: unknown): Promise<void> {
  runtime.log.error("sweep.failed", { kind, id, error: error instanceof Error ? error.name : "unknown" });
  await reportUnreadable(runtime, id, error).catch(() => undefined);
}
