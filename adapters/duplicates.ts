import type { Person } from "#core/people/person.ts";
import { send } from "./inbox.ts";
import type { Has } from "./runtime.ts";

/** The same address elsewhere may be the same person, or a family's one telephone: staff look, nothing merges by itself. */
export async function reportDuplicates(
  runtime: Pick<Has<"store" | "machine">, "store" | "machine" | "clock">,
  journey: string,
  { id, program, email }: Pick<Person, "id" | "program" | "email">,
): Promise<void> {
  if (!email) return;
  const others = (await runtime.store.people.sameEmail(program, email)).filter((other) => other !== id);
  for (const other of others) {
    const event = {
      schema: 1 as const,
      id: `${journey}/duplicate/${other}`,
      at: runtime.clock.now(),
      by: "engine",
    };
    await send(runtime, journey, { type: "possible-duplicate", ...event, other });
  }
}
