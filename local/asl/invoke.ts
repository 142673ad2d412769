import type { Call } from "./execution.ts";
import { Failure, withinLimit } from "./failure.ts";
import { type Json, plain } from "./json.ts";
import type { Machinery } from "./machinery.ts";

/** Invokes a function as Lambda would: its own copy of the payload, plain JSON back, an error's name as the code. */
export async function invoke({ handlers }: Machinery, call: Call): Promise<Json> {
  const handler = handlers[call.function];
  if (!handler)
    throw new Failure(
      "Lambda.ResourceNotFoundException",
      `no function named "${call.function}" is registered`,
    );
  return withinLimit(
    await answer(() => handler(plain(call.payload) as never)),
    `the answer of ${call.function}`,
  );
}

async function answer(work: () => Promise<unknown>): Promise<Json> {
  try {
    return plain(await work());
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: "Error", message: String(error) };
    throw new Failure(name, message);
  }
}
