import { type Execution, enter, note, type Status } from "./execution.ts";
import { evaluate, type Scope } from "./expression.ts";
import { Failure } from "./failure.ts";
import type { Json } from "./json.ts";
import type { Machinery } from "./machinery.ts";

/** The ways out of a state, as a state, a choice rule or a catcher writes them. */
interface Exit {
  Assign?: Record<string, Json>;
  Output?: Json;
  Next?: string;
  End?: true;
}

/** Leaves by an exit. `Assign` and `Output` both see the variables as they were, so nothing changes before both are known. */
export async function leave(
  machinery: Machinery,
  execution: Execution,
  exit: Exit,
  scope: Scope,
  otherwise: Json,
): Promise<void> {
  const output = exit.Output === undefined ? otherwise : await evaluate(exit.Output, scope);
  const assigned = Object.entries(exit.Assign ?? {}).map(
    async ([name, value]) => [name, await evaluate(value, scope)] as const,
  );
  Object.assign(execution.variables, Object.fromEntries(await Promise.all(assigned)));
  note(execution, machinery.now(), "StateExited");
  if (exit.End) return end(machinery, execution, "SUCCEEDED", { output });
  if (!exit.Next) throw new Failure("States.Runtime", `state "${execution.state}" has neither Next nor End`);
  enter(execution, machinery.now(), exit.Next, output);
}

export function end(
  machinery: Machinery,
  execution: Execution,
  status: Status,
  how: Pick<Execution, "output" | "failure">,
): void {
  note(execution, machinery.now(), `Execution${status}`, how.failure?.code);
  const past = { park: undefined, resume: undefined, variables: {}, endedAt: machinery.now() };
  Object.assign(execution, past, { status, ...how });
}
