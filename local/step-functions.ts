import { Hono } from "hono";
import * as z from "zod";
import type { Execution } from "./asl/execution.ts";
import { Failure } from "./asl/failure.ts";
import { executionArn } from "./asl/machinery.ts";
import type { Runner, Used } from "./asl/runner.ts";

/** Step Functions' own protocol (AWS JSON 1.0) in front of the runner, for the real `@aws-sdk/client-sfn`; any signature is good. */
export function stepFunctionsApp(runner: Runner, arn: string, now: () => number): Hono {
  const actions = actionsOf(runner, arn, now);
  const app = new Hono();
  app.post("/", async (c) => {
    const [, name = ""] = (c.req.header("x-amz-target") ?? "").split("AWSStepFunctions.");
    const { status, body } = answer(actions[name], await c.req.text());
    return c.body(JSON.stringify(body), status, { "content-type": "application/x-amz-json-1.0" });
  });
  return app;
}

/** An error under the name that AWS gives it, so that the real client throws the real class. */
class AwsError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

type Action = (body: unknown) => object;

function answer(action: Action | undefined, text: string): { status: 200 | 400 | 500; body: object } {
  try {
    if (!action) throw new AwsError("UnknownOperationException", "the runner does not know this operation");
    return { status: 200, body: action(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof AwsError) return fault(400, error.name, error.message);
    if (error instanceof z.ZodError || error instanceof Failure || error instanceof SyntaxError)
      return fault(400, "ValidationException", error.message);
    return fault(500, "InternalFailure", "");
  }
}

const fault = (status: 400 | 500, __type: string, message: string) => ({ status, body: { __type, message } });

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "is not JSON" });
    return z.NEVER;
  }
});

const Start = z.object({
  stateMachineArn: z.string(),
  name: z.string().regex(/^[\w.-]{1,80}$/, "up to 80 letters, digits, dots, dashes and underscores"),
  input: Json.default({}),
});
const Success = z.object({ taskToken: z.string(), output: Json });
const Failed = z.object({
  taskToken: z.string(),
  error: z.string().default(""),
  cause: z.string().default(""),
});
const Machine = z.object({ stateMachineArn: z.string() });
const Alias = z.object({ stateMachineAliasArn: z.string() });
const One = z.object({ executionArn: z.string() });
const Stop = One.extend({ error: z.string().default(""), cause: z.string().default("") });
const List = z.object({
  statusFilter: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "ABORTED"]).optional(),
  maxResults: z.number().int().min(0).max(1000).default(100),
  nextToken: z.coerce.number().int().nonnegative().default(0),
});

function actionsOf(runner: Runner, arn: string, now: () => number): Record<string, Action> {
  return {
    StartExecution(body) {
      const { stateMachineArn, name, input } = Start.parse(body);
      if (stateMachineArn !== liveArn(arn) && stateMachineArn !== arn) throw noMachine(arn);
      const started = runner.start(name, input);
      if (started === "ExecutionAlreadyExists")
        throw new AwsError(started, `Execution Already Exists: '${name}'`);
      return { executionArn: executionArn(arn, name), startDate: started.origin.startedAt / 1000 };
    },
    DescribeStateMachine(body) {
      if (Machine.parse(body).stateMachineArn !== arn) throw noMachine(arn);
      return { stateMachineArn: arn, name: nameIn(arn), status: "ACTIVE", type: "STANDARD" };
    },
    DescribeStateMachineAlias(body) {
      const { stateMachineAliasArn } = Alias.parse(body);
      if (stateMachineAliasArn !== liveArn(arn))
        throw new AwsError("ResourceNotFound", `only ${liveArn(arn)} is here`);
      return { stateMachineAliasArn, name: nameIn(stateMachineAliasArn) };
    },
    SendTaskSuccess(body) {
      const { taskToken, output } = Success.parse(body);
      return used(runner.sendTaskSuccess(taskToken, output));
    },
    SendTaskFailure(body) {
      const { taskToken, error, cause } = Failed.parse(body);
      return used(runner.sendTaskFailure(taskToken, error, cause));
    },
    DescribeExecution(body) {
      return described(arn, find(runner, arn, One.parse(body)));
    },
    StopExecution(body) {
      const { error, cause, ...one } = Stop.parse(body);
      const stopped = runner.stop(find(runner, arn, one).id, error, cause);
      return { stopDate: (stopped?.endedAt ?? now()) / 1000 };
    },
    ListExecutions(body) {
      const { statusFilter, maxResults, nextToken } = List.parse(body);
      const limit = maxResults || 100;
      const some = runner.list({ status: statusFilter, offset: nextToken, limit: limit + 1 });
      const executions = some.slice(0, limit).map((execution) => summary(arn, execution));
      return { executions, ...(some.length > limit ? { nextToken: String(nextToken + limit) } : {}) };
    },
  };
}

/** The one alias that is here, named as the deployed one. */
export const liveArn = (arn: string): string => `${arn}:live`;

const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf(":") + 1);

const noMachine = (arn: string): AwsError => new AwsError("StateMachineDoesNotExist", `only ${arn} is here`);

/** Stale, closed and unknown tokens each have their own error; only a fresh one is good. */
function used(outcome: Used): object {
  if (outcome === "used") return {};
  throw new AwsError(outcome, "the task token is no longer, or never was, good");
}

function find(runner: Runner, arn: string, one: z.infer<typeof One>): Execution {
  const execution = runner.describe(one.executionArn.slice(one.executionArn.lastIndexOf(":") + 1));
  if (execution && executionArn(arn, execution.id) === one.executionArn) return execution;
  throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${one.executionArn}'`);
}

const summary = (arn: string, { id, status, origin, endedAt }: Execution) => ({
  executionArn: executionArn(arn, id),
  stateMachineArn: arn,
  name: id,
  status,
  startDate: origin.startedAt / 1000,
  ...(endedAt === undefined ? {} : { stopDate: endedAt / 1000 }),
});

const described = (arn: string, execution: Execution) => ({
  ...summary(arn, execution),
  input: JSON.stringify(execution.origin.input),
  ...(execution.output === undefined ? {} : { output: JSON.stringify(execution.output) }),
  ...(execution.failure ? { error: execution.failure.code, cause: execution.failure.cause } : {}),
});
