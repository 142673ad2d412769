import { isDeepStrictEqual } from "node:util";
import { createDriver } from "./driver.ts";
import { type Execution, enter, note, type Resume, type Status } from "./execution.ts";
import { withinLimit } from "./failure.ts";
import { type Json, plain } from "./json.ts";
import { end } from "./leave.ts";
import type { Machinery } from "./machinery.ts";
import { dropChildren } from "./map.ts";
import { ownerOf } from "./task.ts";

export type Used = "used" | "TaskTimedOut" | "TaskDoesNotExist" | "InvalidToken";

/** Starts executions of one definition, and runs each by the one it was started with. Everything it knows is in its records, so a new runner over the same file goes on. */
export interface Runner {
  /** The same name with the same input is the same execution while it runs. */
  start(name: string, input: unknown): Execution | "ExecutionAlreadyExists";
  sendTaskSuccess(token: string, output: unknown): Used;
  sendTaskFailure(token: string, code: string, cause?: string): Used;
  stop(name: string, code?: string, cause?: string): Execution | undefined;
  describe(name: string): Execution | undefined;
  /** Newest first. */
  list(filter: { status?: Status; offset: number; limit: number }): Execution[];
  /** When the next timer is due, in milliseconds since 1970. */
  nextDue(): number | undefined;
  /** Fires every timer that is due; says how many. */
  tick(): number;
  /** Resolves once nothing is being worked on. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** `onFault` hears of errors of the runner itself; a function's errors belong to its execution. */
export function createRunner(machinery: Machinery, onFault: (error: unknown) => void): Runner {
  const { records } = machinery;
  const driver = createDriver(machinery, onFault);
  for (const { id } of records.running()) driver.go(id);

  return {
    start(name, input) {
      const execution = fresh(machinery, name, withinLimit(plain(input), "the input"));
      if (!records.create(execution)) return known(records.get(name), execution);
      driver.go(name);
      return execution;
    },
    sendTaskSuccess: (token, output) => use(token, { result: withinLimit(plain(output), "the output") }),
    sendTaskFailure: (token, code, cause = "") => use(token, { failure: { code, cause } }),
    stop,
    describe: (name) => topLevel(records.get(name)),
    list: (filter) => records.list(filter),
    nextDue: () => records.nextDue(),
    tick: () => records.due(machinery.now()).filter(fire).length,
    idle: () => driver.idle(),
    async close() {
      await driver.close();
      records.close();
    },
  };

  function use(token: string, resume: Resume): Used {
    const id = ownerOf(token);
    if (!id) return "InvalidToken";
    const execution = records.get(id);
    if (!execution) return "TaskDoesNotExist";
    if (execution.park?.kind !== "token" || execution.park.token !== token) return "TaskTimedOut";
    return goOn(execution, "TaskSucceeded", resume) ? "used" : "TaskTimedOut";
  }

  function fire(execution: Execution): boolean {
    const { park, input } = execution;
    if (park?.kind === "token")
      return goOn(execution, "TaskTimedOut", { failure: { code: "States.Timeout", cause: "" } });
    if (park?.kind !== "time") return false;
    return goOn(execution, "TimerFired", park.why === "wait" ? { result: input } : undefined);
  }

  /** Written down before anyone is told, so that a used token or a fired timer outlives the process. */
  function goOn(execution: Execution, event: string, resume: Resume | undefined): boolean {
    note(execution, machinery.now(), event);
    Object.assign(execution, { park: undefined, resume });
    const saved = records.save(execution);
    if (saved) driver.go(execution.id);
    return saved;
  }

  function stop(name: string, code = "", cause = ""): Execution | undefined {
    const execution = topLevel(records.get(name));
    if (execution?.status !== "RUNNING") return execution;
    end(machinery, execution, "ABORTED", { failure: { code, cause } });
    records.together(() => {
      records.save(execution);
      dropChildren(machinery, name);
    });
    machinery.ended?.(name, "ABORTED");
    return execution;
  }
}

function fresh({ definition, records, now }: Machinery, name: string, input: Json): Execution {
  const execution: Execution = {
    id: name,
    status: "RUNNING",
    definition: records.keep(definition),
    scope: [],
    state: definition.StartAt,
    enteredAt: now(),
    input,
    origin: { name, input, startedAt: now() },
    variables: {},
    retries: {},
    events: 0,
    history: [],
  };
  note(execution, now(), "ExecutionStarted");
  enter(execution, now(), definition.StartAt, input);
  return execution;
}

function known(there: Execution | undefined, wanted: Execution): Execution | "ExecutionAlreadyExists" {
  const same = there?.status === "RUNNING" && isDeepStrictEqual(there.origin.input, wanted.origin.input);
  return same ? there : "ExecutionAlreadyExists";
}

const topLevel = (execution: Execution | undefined) => (execution?.parent ? undefined : execution);
