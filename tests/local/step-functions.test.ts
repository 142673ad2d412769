import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Listening, serve } from "#local/listen.ts";
import { stepFunctionsApp } from "#local/step-functions.ts";
import { bench, functions, machineArn } from "./bench.ts";

const fake = functions();
const { runner } = bench(fake.handlers);
let endpoint: Listening;
let client: SFNClient;

beforeEach(async () => {
  fake.calls.length = 0;
  endpoint = await serve(stepFunctionsApp(runner, machineArn, () => 0));
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new SFNClient({ endpoint: endpoint.url, region: "eu-north-1", credentials, maxAttempts: 1 });
});
afterEach(async () => {
  client.destroy();
  await endpoint.close();
});

const input = (journey: string) => JSON.stringify({ journey, generation: 1 });
const start = (name: string, over: object = {}) =>
  client.send(new StartExecutionCommand({ stateMachineArn: machineArn, name, input: input(name), ...over }));

async function tokenOf(name: string): Promise<string> {
  await start(name);
  await runner.idle();
  return fake.of<{ token: string; journey: string }>("Await").findLast(({ journey }) => journey === name)!
    .token;
}

test("starts, describes and ends an execution", async () => {
  const { executionArn, startDate } = await start("a.1");
  expect(executionArn).toBe("arn:aws:states:eu-north-1:000000000000:execution:Journey:a.1");
  expect(startDate).toEqual(new Date("2026-03-01T09:00:00.000Z"));
  const running = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(running).toMatchObject({ status: "RUNNING", input: input("a.1"), name: "a.1" });
  await client.send(new StopExecutionCommand({ executionArn, error: "enough" }));
  const stopped = await client.send(new DescribeExecutionCommand({ executionArn }));
  expect(stopped).toMatchObject({ status: "ABORTED", error: "enough" });
  await runner.idle();
});

test("starts the same again without harm, and refuses another input", async () => {
  const first = await start("b.1");
  expect((await start("b.1")).executionArn).toBe(first.executionArn);
  await expect(start("b.1", { input: input("other") })).rejects.toBeInstanceOf(ExecutionAlreadyExists);
  await runner.idle();
});

test("takes a token once", async () => {
  const taskToken = await tokenOf("c.1");
  const use = () => client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" }));
  await use();
  await runner.idle();
  expect(fake.of("Advance")).toHaveLength(2);
  await expect(use()).rejects.toBeInstanceOf(TaskTimedOut);
});

test("takes a failure, which the machine tries again", async () => {
  const taskToken = await tokenOf("d.1");
  await client.send(new SendTaskFailureCommand({ taskToken, error: "Broken", cause: "by hand" }));
  await runner.idle();
  expect(runner.describe("d.1")).toMatchObject({ status: "RUNNING", park: { kind: "time", why: "retry" } });
});

test("names what is wrong with a token or an execution", async () => {
  const use = (taskToken: string) => client.send(new SendTaskSuccessCommand({ taskToken, output: "{}" }));
  await expect(use("nonsense")).rejects.toBeInstanceOf(InvalidToken);
  await expect(use(`${Buffer.from("nobody.1").toString("base64url")}.x`)).rejects.toBeInstanceOf(
    TaskDoesNotExist,
  );
  const executionArn = "arn:aws:states:eu-north-1:000000000000:execution:Journey:nobody.1";
  await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toBeInstanceOf(
    ExecutionDoesNotExist,
  );
});

test("refuses names and inputs that the cloud would refuse", async () => {
  await expect(start("a/b")).rejects.toMatchObject({ name: "ValidationException" });
  await expect(start("e.1", { input: "{" })).rejects.toMatchObject({ name: "ValidationException" });
  await expect(start("e.1", { input: JSON.stringify("x".repeat(300_000)) })).rejects.toMatchObject({
    name: "ValidationException",
  });
  await expect(start("e.1", { stateMachineArn: `${machineArn}2` })).rejects.toMatchObject({
    name: "StateMachineDoesNotExist",
  });
});

test("lists executions, newest first and page by page", async () => {
  const page = await client.send(new ListExecutionsCommand({ stateMachineArn: machineArn, maxResults: 2 }));
  expect(page.executions?.map(({ name }) => name)).toEqual(["d.1", "c.1"]);
  const next = await client.send(
    new ListExecutionsCommand({ stateMachineArn: machineArn, maxResults: 9, nextToken: page.nextToken }),
  );
  expect(next.executions?.map(({ name }) => name)).toEqual(["b.1", "a.1"]);
  const stopped = await client.send(
    new ListExecutionsCommand({ stateMachineArn: machineArn, statusFilter: "ABORTED" }),
  );
  expect(stopped.executions?.map(({ name }) => name)).toEqual(["a.1"]);
});
