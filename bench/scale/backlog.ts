import type { Pack } from "#core/program/pack.ts";
import { duration } from "./bill.ts";
import type { Counts } from "./counts.ts";
import { createTime } from "./time.ts";
import { openWorld } from "./world.ts";

const from = "2026-03-02T08:00:00.000Z";

export interface Backlog {
  items: number;
  sweeps: number;
  /** How many the fullest of them took. */
  most: number;
  /** What the sweeps did, all together. */
  counts: Counts;
  /** Seconds that it takes in the cloud, by the latencies that are assumed. */
  seconds: number;
}

/** So many journeys whose executions are gone, as after an outage: how often the sweep must run until each has been started again. */
export async function backlog(pack: Pack, items: number): Promise<Backlog> {
  const world = await openWorld([pack], from);
  try {
    const time = createTime(world);
    for (let n = 0; n < items; n += 1)
      await world.runtime.store.runs.open(`jrn_${String(n).padStart(24, "0")}`, from);
    world.clock.moveTo("2026-03-02T09:00:00.000Z");
    let [started, sweeps, most] = [0, 0, 0];
    while (started < items) {
      const swept = await time.sweep();
      await time.settle();
      if (swept.started === 0) throw new Error(`The sweep stood still after ${started} of ${items}.`);
      started += swept.started;
      most = Math.max(most, swept.started);
      sweeps += 1;
    }
    const counts = world.tally.of("sweep");
    const each = (duration("sweep", counts) * sweeps) / items;
    return { items, sweeps, most, counts, seconds: (each * most) / 1000 };
  } finally {
    await world.close();
  }
}
