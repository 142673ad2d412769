import { Hono } from "hono";
import * as z from "zod";
import type { Execution } from "./asl/execution.ts";
import { executionArn } from "./asl/machinery.ts";
import type { Runner, Used } from "./asl/runner.ts";

const Start = z.object({
  stateMachineArn: z.string(),
  name: z.string().min(1).max(80),
  input: z.string().default("{}"),
});
const Success = z.object({ taskToken: z.string(), output: z.string() });
const Failed = z.object({
  taskToken: z.string(),
  error: z.string().default(""),
  cause: z.string().default(""),
});
const One = z.object({ executionArn: z.string() });
const Stop = One.extend({ error: z.string().optional(), cause: z.string().optional() });
const status = z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]);
const List = z.object({
  stateMachineArn: z.string(),
  statusFilter: status.optional(),
  maxResults: z.number().int().min(0).max(1000).default(100),
  nextToken: z.string().regex(/^\d+$/).optional(),
});

/** An error under the name that AWS gives it, so that the real client throws the real class. */
class AwsError extends Error {
  override name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

type Action = (body: unknown) => unknown;

/** Step Functions' own protocol (AWS JSON 1.0) in front of the runner, for the real `@aws-sdk/client-sfn`. */
export function stepFunctionsApp(runner: Runner, arn: string, now: () => number): Hono {
  const app = new Hono();
  const actions = actionsOf(runner, arn, now);
  app.post("/", async (c) => {
    const action = actions[c.req.header("x-amz-target")?.replace("AWSStepFunctions.", "") ?? ""];
    try {
      if (!action)
        throw new AwsError("UnknownOperationException", "This runner does not know that operation");
      return reply(200, await action(await c.req.json()));
    } catch (error) {
      return error instanceof AwsError || error instanceof z.ZodError
        ? reply(400, awsFault(error))
        : reply(500, { __type: "InternalFailure" });
    }
  });
  return app;
}

function actionsOf(runner: Runner, arn: string, now: () => number): Record<string, Action> {
  const find = (body: unknown): Execution => {
    const name = One.parse(body).executionArn.split(":").at(-1)!;
    const execution = runner.describe(name);
    if (!execution) throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${name}'`);
    return execution;
  };
  return {
    StartExecution(body) {
      const { name, input } = Start.parse(body);
      const started = runner.start(name, JSON.parse(input));
      if (started === "ExecutionAlreadyExists")
        throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${name}'`);
      return { executionArn: executionArn(arn, name), startDate: started.origin.startedAt / 1000 };
    },
    SendTaskSuccess(body) {
      const { taskToken, output } = Success.parse(body);
      return used(runner.sendTaskSuccess(taskToken, JSON.parse(output)));
    },
    SendTaskFailure(body) {
      const { taskToken, error, cause } = Failed.parse(body);
      return used(runner.sendTaskFailure(taskToken, error, cause));
    },
    DescribeExecution: (body) => describe(arn, find(body)),
    StopExecution(body) {
      const { error, cause } = Stop.parse(body);
      runner.stop(find(body).id, error, cause);
      return { stopDate: now() / 1000 };
    },
    ListExecutions(body) {
      const { statusFilter, maxResults, nextToken } = List.parse(body);
      const offset = Number(nextToken ?? 0);
      const executions = runner.list({ status: statusFilter, offset, limit: maxResults || 100 });
      const more = executions.length === (maxResults || 100) ? String(offset + executions.length) : undefined;
      return { executions: executions.map((execution) => summary(arn, execution)), nextToken: more };
    },
  };
}

/** Stale, closed and unknown tokens each have their own error; only a fresh one is good. */
function used(outcome: Used): object {
  if (outcome !== "used")
    throw new AwsError(
      outcome === "InvalidToken" ? "InvalidToken" : outcome,
      "The task token is no longer good",
    );
  return {};
}

const summary = (arn: string, { id, status, origin }: Execution) => ({
  executionArn: executionArn(arn, id),
  stateMachineArn: arn,
  name: id,
  status,
  startDate: origin.startedAt / 1000,
});

const describe = (arn: string, execution: Execution) => ({
  ...summary(arn, execution),
  input: JSON.stringify(execution.origin.input),
});

const awsFault = (error: Error) => ({
  __type: error instanceof z.ZodError ? "ValidationException" : error.name,
  message: error.message,
});

const reply = (code: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status: code,
    headers: { "content-type": "application/x-amz-json-1.0" },
  });
