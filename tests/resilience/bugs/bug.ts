import type { Runtime } from "#adapters/runtime.ts";
import type { Store } from "#adapters/store.ts";
import type { Table } from "#adapters/table.ts";
import type { Door } from "#functions/grants.ts";

/** A mistake that somebody could have made, laid over what a door works with: the product itself has no such switch. */
export interface Bug {
  name: string;
  /** Where it shows, when not in any storm. */
  shows?: "in a race" | "when overtaken" | "when clocks are wrong" | { refused: Door };
  /** The first storm in which it is tried: some need one with a certain fault in it. */
  seed?: number;
  /** The table of a door, before the store is made over it. */
  table?(door: Door, table: Table): Table;
  /** What the door works with. */
  runtime?(door: Door, runtime: Runtime): Runtime;
  /** What the door is called with. */
  input?(door: Door, input: unknown): unknown;
  /** What an execution is started with, beyond the two ids. */
  execution?(journey: string): Record<string, string>;
}

/** The runtime with another hand in one noun of its store. */
export function withStore<N extends keyof Store>(
  runtime: Runtime,
  noun: N,
  change: (own: Store[N]) => Partial<Store[N]>,
): Runtime {
  const own = runtime.store[noun];
  return { ...runtime, store: { ...runtime.store, [noun]: { ...own, ...change(own) } } };
}
