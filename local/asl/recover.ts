import type { Retrier } from "./definition.ts";
import { type Execution, note } from "./execution.ts";
import { Failure, matches } from "./failure.ts";
import { end, leave } from "./leave.ts";
import { type Machinery, scopeOf, stateOf } from "./machinery.ts";

/** After a failure in the present state: wait and try again, go where a catcher says, or fail the execution. */
export async function recover(machinery: Machinery, execution: Execution, failure: Failure): Promise<void> {
  Object.assign(execution, { resume: undefined, park: undefined });
  note(execution, machinery.now(), "Failed", failure.code);
  try {
    if (tryAgain(machinery, execution, failure) || (await caught(machinery, execution, failure))) return;
    end(machinery, execution, "FAILED", { failure: { code: failure.code, cause: failure.message } });
  } catch (error) {
    const { code, message } = asFailure(error);
    end(machinery, execution, "FAILED", { failure: { code, cause: message } });
  }
}

/** A bug of ours is a runtime error: nothing catches it and it is seen. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure("States.Runtime", error instanceof Error ? error.message : String(error));
}

function tryAgain(machinery: Machinery, execution: Execution, failure: Failure): boolean {
  const state = stateOf(machinery, execution);
  const retriers = "Retry" in state ? state.Retry : [];
  const index = retriers.findIndex((retrier) => matches(retrier.ErrorEquals, failure.code));
  const retrier = retriers[index];
  const attempts = execution.retries[index] ?? 0;
  if (!retrier || attempts >= retrier.MaxAttempts) return false;
  execution.retries[index] = attempts + 1;
  const at = machinery.now() + Math.round(1000 * delay(retrier, attempts, machinery.random));
  execution.park = { kind: "time", at, why: "retry" };
  return true;
}

function delay(retrier: Retrier, attempts: number, random: () => number): number {
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** attempts;
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return retrier.JitterStrategy === "FULL" ? random() * seconds : seconds;
}

async function caught(machinery: Machinery, execution: Execution, failure: Failure): Promise<boolean> {
  const state = stateOf(machinery, execution);
  const catcher =
    "Catch" in state && state.Catch.find(({ ErrorEquals }) => matches(ErrorEquals, failure.code));
  if (!catcher) return false;
  const errorOutput = { Error: failure.code, Cause: failure.message };
  await leave(machinery, execution, catcher, scopeOf(machinery, execution, { errorOutput }), errorOutput);
  return true;
}
