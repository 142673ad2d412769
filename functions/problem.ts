import { identify } from "#adapters/identify.ts";
import { bind, type Has, store } from "#adapters/runtime.ts";
import { ProblemInput } from "./payloads.ts";
import { programOf } from "./program-of.ts";

/** Files what could not be delivered after every retry. The effects stay in the outbox and are tried again in the next round. */
export const create =
  ({ store, clock, log }: Has<"store">) =>
  async (input: ProblemInput): Promise<{ problem: string }> => {
    const { journey, effects, code } = ProblemInput.parse(input);
    const id = identify("prb", journey, "delivery", ...effects);
    const program = await programOf(store, journey);
    const detail = { journey, effects: effects.join(" "), reason: code.slice(0, 100) };
    log.error("delivery.gave-up", { journey, problem: id });
    await store.problems.put({
      id,
      program,
      at: clock.now(),
      code: "delivery.gave-up",
      detail,
      state: "open",
    });
    return { problem: id };
  };

export const handler = bind(create, { store });
