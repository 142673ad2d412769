import type { StateOf } from "./definition.ts";
import type { Execution } from "./execution.ts";
import { evaluate } from "./expression.ts";
import { Failure } from "./failure.ts";
import { end, leave } from "./leave.ts";
import { type Machinery, scopeOf, stateOf } from "./machinery.ts";
import { runMap } from "./map.ts";
import { asFailure, recover } from "./recover.ts";
import { runTask } from "./task.ts";

const maxEvents = 25_000;

/** Takes an execution one state further: to the next state, to a park, or to its end. Failures are part of it. */
export async function step(machinery: Machinery, execution: Execution): Promise<void> {
  try {
    if (execution.events >= maxEvents && !execution.parent)
      throw new Failure(
        "States.Runtime",
        `the execution reached the maximum number of history events (${maxEvents})`,
      );
    if (execution.resume) await resume(machinery, execution, execution.resume);
    else await run(machinery, execution);
  } catch (error) {
    await recover(machinery, execution, asFailure(error));
  }
}

async function resume(
  machinery: Machinery,
  execution: Execution,
  how: NonNullable<Execution["resume"]>,
): Promise<void> {
  if ("failure" in how) throw new Failure(how.failure.code, how.failure.cause);
  const state = stateOf(machinery, execution);
  if (state.Type !== "Task" && state.Type !== "Map" && state.Type !== "Wait")
    throw new Failure("States.Runtime", `the definition changed: "${execution.state}" waits for nothing now`);
  await leave(machinery, execution, state, scopeOf(machinery, execution, { result: how.result }), how.result);
}

async function run(machinery: Machinery, execution: Execution): Promise<void> {
  const state = stateOf(machinery, execution);
  const scope = scopeOf(machinery, execution);
  if (state.Type === "Pass") return leave(machinery, execution, state, scope, execution.input);
  if (state.Type === "Task") return runTask(machinery, execution, state);
  if (state.Type === "Map") return runMap(machinery, execution, state);
  if (state.Type === "Choice") return choose(machinery, execution, state);
  if (state.Type === "Wait") return wait(machinery, execution, state);
  if (state.Type === "Succeed")
    return leave(machinery, execution, { Output: state.Output, End: true }, scope, execution.input);
  const code = String(await evaluate(state.Error ?? "States.Failed", scope));
  const cause = String(await evaluate(state.Cause ?? "", scope));
  end(machinery, execution, "FAILED", { failure: { code, cause } });
}

async function choose(machinery: Machinery, execution: Execution, state: StateOf<"Choice">): Promise<void> {
  const scope = scopeOf(machinery, execution);
  for (const rule of state.Choices) {
    const holds = await evaluate(rule.Condition, scope);
    if (typeof holds !== "boolean")
      throw new Failure("States.QueryEvaluationError", "a Condition is neither true nor false");
    if (holds) return leave(machinery, execution, rule, scope, execution.input);
  }
  if (!state.Default) throw new Failure("States.NoChoiceMatched", `no rule of "${execution.state}" holds`);
  const { Assign, Output, Default } = state;
  await leave(machinery, execution, { Assign, Output, Next: Default }, scope, execution.input);
}

async function wait(machinery: Machinery, execution: Execution, state: StateOf<"Wait">): Promise<void> {
  const scope = scopeOf(machinery, execution);
  const at =
    state.Seconds === undefined
      ? Date.parse(String(await evaluate(state.Timestamp ?? "", scope)))
      : machinery.now() + 1000 * Number(await evaluate(state.Seconds, scope));
  if (!Number.isFinite(at))
    throw new Failure("States.QueryEvaluationError", "a Wait needs whole Seconds or an ISO Timestamp");
  execution.park = { kind: "time", at, why: "wait" };
}
