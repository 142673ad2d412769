import { after, minute } from "#adapters/moment.ts";
import { bind, type Has, machine, store } from "#adapters/runtime.ts";
import { RenewInput } from "./payloads.ts";

/**
 * Goes on in a fresh execution. The generation is moved on first, so that from then on this execution can write nothing;
 * starting the same generation twice is one start.
 */
export const create =
  ({ store, machine, clock }: Has<"store" | "machine">) =>
  async (input: RenewInput): Promise<{ generation: number }> => {
    const { journey, generation } = RenewInput.parse(input);
    await store.runs.bump(journey, generation, after(clock.now(), 2 * minute));
    const run = await store.runs.get(journey);
    // A generation further on was started by whoever moved it.
    if (run?.generation === generation + 1) await machine.start(journey, generation + 1);
    return { generation: run?.generation ?? generation };
  };

export const handler = bind(create, { machine, store });
