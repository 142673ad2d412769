import type { StateOf } from "./definition.ts";
import { type Call, type Execution, note } from "./execution.ts";
import { evaluate, type Scope } from "./expression.ts";
import { Failure } from "./failure.ts";
import { invoke } from "./invoke.ts";
import { leave } from "./leave.ts";
import { type Machinery, scopeOf } from "./machinery.ts";

export async function runTask(
  machinery: Machinery,
  execution: Execution,
  state: StateOf<"Task">,
): Promise<void> {
  if (state.Resource.endsWith(".waitForTaskToken")) return parkOnToken(machinery, execution, state);
  if (state.TimeoutSeconds !== undefined)
    throw new Failure("States.Runtime", "locally only a task that waits for a token may have TimeoutSeconds");
  const call = await callOf(state, scopeOf(machinery, execution));
  for (const type of ["TaskScheduled", "TaskStarted"]) note(execution, machinery.now(), type);
  const result = { Payload: await invoke(machinery, call), StatusCode: 200 };
  note(execution, machinery.now(), "TaskSucceeded");
  await leave(machinery, execution, state, scopeOf(machinery, execution, { result }), result);
}

/** The token is kept before anyone hears of it: it may come back before the call that hands it out has returned. */
async function parkOnToken(
  machinery: Machinery,
  execution: Execution,
  state: StateOf<"Task">,
): Promise<void> {
  const token = `${Buffer.from(execution.id).toString("base64url")}.${machinery.newId()}`;
  const scope = scopeOf(machinery, execution, {}, { Task: { Token: token } });
  const call = await callOf(state, scope);
  const seconds =
    state.TimeoutSeconds === undefined ? undefined : await evaluate(state.TimeoutSeconds, scope);
  const at = seconds === undefined ? undefined : machinery.now() + 1000 * checkedSeconds(seconds);
  note(execution, machinery.now(), "TaskScheduled");
  execution.park = { kind: "token", token, at, call, handed: false };
}

/** Whose token it is; undefined when it cannot be one of ours. */
export function ownerOf(token: string): string | undefined {
  const [id, mark, ...rest] = token.split(".");
  return id && mark && rest.length === 0 ? Buffer.from(id, "base64url").toString("utf8") : undefined;
}

async function callOf(state: StateOf<"Task">, scope: Scope): Promise<Call> {
  return { function: state.Arguments.FunctionName, payload: await evaluate(state.Arguments.Payload, scope) };
}

function checkedSeconds(value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value > 0 && value <= 99_999_999) return value;
  throw new Failure(
    "States.QueryEvaluationError",
    `TimeoutSeconds must be a whole number from 1 to 99999999, not ${String(value)}`,
  );
}
