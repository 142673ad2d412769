import type { Definition, State } from "./definition.ts";
import type { Execution } from "./execution.ts";
import type { Scope } from "./expression.ts";
import { Failure } from "./failure.ts";
import type { Json } from "./json.ts";
import type { Records } from "./records.ts";

/** A Lambda function: JSON in, JSON out. */
export type Handler = (payload: never) => Promise<unknown>;

/** Everything that running one state needs; time and chance come from outside. */
export interface Machinery {
  /** What new executions start with; those that run keep theirs. */
  definition: Definition;
  /** The state machine's own ARN; executions' are made of it. */
  arn: string;
  handlers: Record<string, Handler>;
  records: Records;
  now(): number;
  random(): number;
  newId(): string;
  /** Told what EventBridge tells: an execution has ended otherwise than well. */
  ended?(name: string, status: "FAILED" | "ABORTED"): void;
}

export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;
}

export function stateOf({ records }: Machinery, { definition, scope, state }: Execution): State {
  const kept = records.definition(definition);
  if (!kept)
    throw new Failure("States.Runtime", "the definition that this execution was started with was not kept");
  let level: { States: Record<string, State> } = kept;
  for (const name of scope) {
    const map = level.States[name];
    if (map?.Type !== "Map") throw new Failure("States.Runtime", `the definition has no Map named "${name}"`);
    level = map.ItemProcessor;
  }
  const found = level.States[state];
  if (!found) throw new Failure("States.Runtime", `the definition has no state named "${state}"`);
  return found;
}

/** What expressions see in the present state: `extra` adds `result` or `errorOutput`, `context` the task's token or the map's item. */
export function scopeOf(
  machinery: Machinery,
  execution: Execution,
  extra: Record<string, Json> = {},
  context: Record<string, Json> = {},
): Scope {
  const { input, variables } = execution;
  const states = { input, context: { ...contextOf(machinery, execution), ...context }, ...extra };
  return { variables, states, now: machinery.now() };
}

function contextOf(
  { arn }: Machinery,
  { origin, state, enteredAt, retries }: Execution,
): Record<string, Json> {
  const instant = (ms: number) => new Date(ms).toISOString();
  return {
    Execution: {
      Id: executionArn(arn, origin.name),
      Input: origin.input,
      Name: origin.name,
      StartTime: instant(origin.startedAt),
    },
    State: {
      Name: state,
      EnteredTime: instant(enteredAt),
      RetryCount: Object.values(retries).reduce((sum, n) => sum + n, 0),
    },
    StateMachine: { Id: arn, Name: arn.slice(arn.lastIndexOf(":") + 1) },
  };
}
