import { setImmediate as turn } from "node:timers/promises";
import type { Door } from "#functions/grants.ts";
import type { Tally } from "./counts.ts";

export type Invoke = <T>(door: Door, work: () => Promise<T>, scheduled?: boolean) => Promise<T>;

/** Counts each call of a door, and times those that had the process to themselves: with the table in memory that is their computing. */
export function invoker(tally: Tally): Invoke {
  let busy = 0;
  let begun = 0;
  return async (door, work, scheduled = false) => {
    const counts = tally.of(door);
    counts.invocations += 1;
    if (scheduled) counts.scheduled += 1;
    // Whoever called it has its say first, as in the cloud, where nobody shares a process.
    await turn();
    busy += 1;
    begun += 1;
    const [alone, mine, from] = [busy === 1, begun, process.cpuUsage()];
    try {
      return await work();
    } finally {
      busy -= 1;
      if (alone && begun === mine) {
        counts.alone += 1;
        counts.aloneMilliseconds += computed(from);
      }
    }
  };
}

/** Milliseconds of processor time since then, however busy the machine is with others. */
export function computed(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}
