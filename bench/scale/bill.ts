import type { Door } from "#functions/grants.ts";
import { type Item, prices } from "../prices.ts";
import { assumed, memoryOf } from "./assumptions.ts";
import type { Counts } from "./counts.ts";
import { shown } from "./table.ts";

/** So many of each thing that has a price. */
export type Use = Partial<Record<Item, number>>;

/** Milliseconds of one call of a door: its computing on a part of a processor, what it waits for, and new processes. */
export function duration(door: Door, counts: Counts): number {
  if (counts.invocations === 0) return 0;
  const { latency, wholeProcessor, cold } = assumed;
  const computing = counts.alone > 0 ? counts.aloneMilliseconds / counts.alone : 0;
  const waiting =
    counts.strongReads * latency.read +
    counts.indexReads * latency.index +
    counts.writes * latency.write +
    counts.starts * latency.start +
    counts.wakes * latency.wake +
    counts.looks * latency.look +
    counts.mails * latency.mail;
  return (
    computing * Math.max(1, wholeProcessor / memoryOf(door)) +
    waiting / counts.invocations +
    cold.share * cold.milliseconds
  );
}

/** What the calls of one door use. */
export function usedBy(door: Door, counts: Counts): Use {
  const { accessLogBytes, platformLogBytes } = assumed;
  return {
    reads: counts.strongUnits + counts.indexReadUnits,
    writes: counts.writeUnits + counts.dueUnits + counts.listUnits,
    invocations: counts.invocations,
    gigabyteSeconds: ((counts.invocations * duration(door, counts)) / 1000) * (memoryOf(door) / 1024),
    requests: counts.requests,
    bytesOut: counts.bytesOut,
    logBytes:
      counts.logBytes +
      counts.logLines * 26 +
      counts.invocations * platformLogBytes +
      counts.requests * accessLogBytes,
  };
}

export function add(...uses: Use[]): Use {
  const sum: Use = {};
  for (const use of uses) for (const [item, amount] of entries(use)) sum[item] = (sum[item] ?? 0) + amount;
  return sum;
}

export const times = (use: Use, factor: number): Use =>
  Object.fromEntries(entries(use).map(([item, amount]) => [item, amount * factor]));

export const dollarsFor = (item: Item, amount: number): number =>
  (amount / prices[item].per) * prices[item].dollars;

export const dollars = (use: Use): number =>
  entries(use).reduce((sum, [item, amount]) => sum + dollarsFor(item, amount), 0);

/** Bytes are shown as GB, everything else as it is. */
export const shownAmount = (item: Item, amount: number): string =>
  shown(prices[item].per === 2 ** 30 ? amount / 2 ** 30 : amount);

export const entries = (use: Use): [Item, number][] => Object.entries(use) as [Item, number][];
