import { bind, type Has, machine, store } from "#adapters/runtime.ts";
import { UnreadableItem } from "#adapters/store/door.ts";
import { nextLook } from "./next-look.ts";
import { AwaitInput } from "./payloads.ts";

/**
 * Keeps the token that wakes a journey, then looks whether anything came before the token was there to be used: whichever
 * of event and token was first, the journey wakes. An execution that was overtaken is woken to find that out and end.
 */
export const create =
  (runtime: Has<"store" | "machine">) =>
  async (input: AwaitInput): Promise<{ state: "waiting" | "woken" }> => {
    const { journey, generation, token, until } = AwaitInput.parse(input);
    const { store, machine, clock } = runtime;
    const dueAt = nextLook(journey, until, clock.now());
    const kept = await store.runs.register(journey, generation, token, { until, dueAt });
    if (kept === "saved" && !(await hasUnread(runtime, journey))) return { state: "waiting" };
    await machine.wake(token);
    return { state: "woken" };
  };

export const handler = bind(create, { machine, store });

/** An event that cannot be read counts: Advance parks the journey for it. */
async function hasUnread({ store }: Has<"store" | "machine">, journey: string): Promise<boolean> {
  try {
    return (await store.events.unread(journey)).length > 0;
  } catch (error) {
    if (error instanceof UnreadableItem) return true;
    throw error;
  }
}
