import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type Definition, readDefinition } from "#local/asl/definition.ts";
import { bench, functions, journeyFile } from "./bench.ts";

const input = { journey: "j1", generation: 1 };
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function file(): string {
  const folder = mkdtempSync(join(tmpdir(), "waymark-runner-"));
  folders.push(folder);
  return join(folder, "machine.sqlite");
}

function define(StartAt: string, States: Record<string, unknown>): Definition {
  return { QueryLanguage: "JSONata", StartAt, States } as Definition;
}

async function outcome(definition: Definition, given: unknown = {}, handlers = functions().handlers) {
  const { runner } = bench(handlers, { definition });
  runner.start("x", given);
  await runner.idle();
  const { status, output, failure } = runner.describe("x")!;
  return { status, output, failure };
}

const never = () => new Promise<never>(() => {});

describe("after a crash", () => {
  test("a task that was being invoked is invoked again", async () => {
    const path = file();
    const first = functions({ advance: never });
    bench(first.handlers, { path }).runner.start("j1.1", input);
    await expect.poll(() => first.of("Advance").length).toBe(1);
    const second = functions();
    const { runner } = bench(second.handlers, { path });
    await runner.idle();
    expect(second.of("Advance")).toEqual(first.of("Advance"));
    expect(second.of("Await")).toHaveLength(1);
  });

  test("tokens and timers live on", async () => {
    const path = file();
    const first = functions();
    const before = bench(first.handlers, { path });
    before.runner.start("j1.1", input);
    before.runner.start("j2.1", { ...input, journey: "j2" });
    await before.runner.idle();
    const [{ token }] = first.of<{ token: string }>("Await") as [{ token: string }];
    const second = functions();
    const { runner, until } = bench(second.handlers, { path });
    await runner.idle();
    expect(second.calls).toEqual([]);
    expect(runner.sendTaskSuccess(token, {})).toBe("used");
    await runner.idle();
    expect(second.of("Advance")).toMatchObject([{ journey: "j1", loops: 1, delivered: 1 }]);
    await until("2026-03-08T09:00:00.000Z");
    expect(second.of<{ journey: string }>("Advance").map(({ journey }) => journey)).toContain("j2");
  });

  test("a token whose registrar had not answered is handed out again, the same one", async () => {
    const path = file();
    const first = functions({ await: never });
    bench(first.handlers, { path }).runner.start("j1.1", input);
    await expect.poll(() => first.of("Await").length).toBe(1);
    const second = functions();
    await bench(second.handlers, { path }).runner.idle();
    expect(second.of("Await")).toEqual(first.of("Await"));
  });

  test("a map goes on with the chunks that were not through", async () => {
    const path = file();
    const chunks = Array.from({ length: 7 }, (_, n) => ({ effects: [`e${n}`] }));
    const answer = { next: "wait", chunks, version: 5, until: "2026-03-02T09:00:00.000Z" };
    const first = functions({
      advance: () => answer,
      deliver: ({ effects }: { effects: string[] }) => (effects[0] === "e1" ? {} : never()),
    });
    bench(first.handlers, { path }).runner.start("j1.1", input);
    await expect.poll(() => first.of("Deliver").length).toBe(5);
    const second = functions();
    const { runner, until } = bench(second.handlers, { path });
    await runner.idle();
    expect(second.of<{ effects: string[] }>("Deliver").flatMap(({ effects }) => effects)).toEqual([
      "e0",
      "e2",
      "e3",
      "e4",
      "e5",
      "e6",
    ]);
    await until("2026-03-02T09:00:00.000Z");
    expect(second.of("Advance")).toMatchObject([{ delivered: 5 }]);
  });
});

describe("an execution", () => {
  test("keeps the definition it was started with, iterations and all, when another one is deployed", async () => {
    const path = file();
    const first = functions();
    const before = bench(first.handlers, { path });
    before.runner.start("j1.1", input);
    await before.runner.idle();
    const newer = readDefinition(journeyFile);
    newer.States.Await = { Type: "Succeed" };
    delete newer.States.Renew;
    const chunks = [{ effects: ["e1"] }, { effects: ["e2"] }];
    const second = functions({
      advance: () => ({ next: "wait", chunks, version: 2, until: "2026-06-01T09:00:00.000Z" }),
    });
    const { runner, until } = bench(second.handlers, { path, definition: newer });
    runner.start("j2.1", { ...input, journey: "j2" });
    await runner.idle();
    expect(runner.describe("j2.1")?.status).toBe("SUCCEEDED");
    await until("2026-03-08T09:00:00.000Z");
    expect(runner.describe("j1.1")).toMatchObject({ status: "RUNNING", state: "Await" });
    expect(second.of<{ journey: string }>("Await").map(({ journey }) => journey)).toEqual(["j1"]);
    expect(second.of<{ journey: string }>("Deliver").filter(({ journey }) => journey === "j1")).toHaveLength(
      2,
    );
  });

  test("of the same name and input is the same while it runs", async () => {
    const { handlers, of } = functions();
    const { runner } = bench(handlers);
    expect(runner.start("j1.1", input)).toMatchObject({ id: "j1.1" });
    expect(runner.start("j1.1", { ...input })).toMatchObject({ id: "j1.1" });
    expect(runner.start("j1.1", { ...input, generation: 2 })).toBe("ExecutionAlreadyExists");
    await runner.idle();
    expect(of("Advance")).toHaveLength(1);
  });

  test("that has ended keeps its name", async () => {
    const { handlers } = functions({ advance: () => ({ next: "end", chunks: [] }) });
    const { runner } = bench(handlers);
    runner.start("j1.1", input);
    await runner.idle();
    expect(runner.start("j1.1", input)).toBe("ExecutionAlreadyExists");
  });

  test("that is stopped does nothing more, also when a function was still at work", async () => {
    let finish = () => {};
    const { handlers, of } = functions({
      advance: () =>
        new Promise((done) => {
          finish = () => done({ next: "wait", chunks: [], version: 1, until: "2026-03-02T09:00:00.000Z" });
        }),
    });
    const { runner, ended } = bench(handlers);
    runner.start("j1.1", input);
    await expect.poll(() => of("Advance").length).toBe(1);
    runner.stop("j1.1", "test", "enough");
    runner.stop("j1.1", "test", "enough");
    finish();
    await runner.idle();
    expect(runner.describe("j1.1")).toMatchObject({ status: "ABORTED", failure: { code: "test" } });
    expect(ended).toEqual([["j1.1", "ABORTED"]]);
    expect(of("Await")).toEqual([]);
    expect(runner.nextDue()).toBeUndefined();
  });

  test("fails when the functions keep failing, with the error's name", async () => {
    const { handlers } = functions({
      advance: () => {
        throw new RangeError("no");
      },
    });
    const { runner, until, ended } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T10:00:00.000Z");
    expect(runner.describe("j1.1")).toMatchObject({ status: "FAILED", failure: { code: "RangeError" } });
    expect(ended).toEqual([["j1.1", "FAILED"]]);
  });

  test("ends at 25,000 events, as in the cloud", async () => {
    const loop = define("A", { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } });
    expect(await outcome(loop)).toMatchObject({ status: "FAILED", failure: { code: "States.Runtime" } });
  });

  test("keeps only the tail of its history but counts all", async () => {
    const { handlers } = functions({
      advance: () => ({ next: "wait", chunks: [], version: 1, until: "2026-03-01T09:00:00.000Z" }),
    });
    const { runner, until } = bench(handlers);
    runner.start("j1.1", input);
    await until("2026-03-01T09:01:00.000Z");
    const { events, history } = runner.describe("j1.1")!;
    expect(events).toBeGreaterThan(60 * 15);
    expect(history).toHaveLength(20);
  });
});

describe("the language", () => {
  test("evaluates Assign and Output against the variables as they were", async () => {
    const swap = define("Set", {
      Set: { Type: "Pass", Assign: { a: 1, b: 2 }, Next: "Swap" },
      Swap: { Type: "Pass", Assign: { a: "{% $b %}", b: "{% $a %}" }, Output: "{% $a %}", Next: "Show" },
      Show: { Type: "Succeed", Output: { was: "{% $states.input %}", a: "{% $a %}", b: "{% $b %}" } },
    });
    expect(await outcome(swap)).toMatchObject({ output: { was: 1, a: 2, b: 1 } });
  });

  test.each([
    ["a name that does not exist", "{% $states.input.nobody %}"],
    ["a variable that was not assigned", "{% $nobody %}"],
    ["a type error", "{% 'a' + 1 %}"],
    ["eval", "{% $eval('1') %}"],
  ])("calls %s an error, never nothing", async (_, Output) => {
    const found = await outcome(define("A", { A: { Type: "Pass", Output, End: true } }));
    expect(found).toMatchObject({ status: "FAILED", failure: { code: "States.QueryEvaluationError" } });
  });

  test("takes the time from the clock", async () => {
    const definition = define("A", { A: { Type: "Pass", Output: "{% [$now(), $millis()] %}", End: true } });
    expect(await outcome(definition)).toMatchObject({
      output: ["2026-03-01T09:00:00.000Z", Date.parse("2026-03-01T09:00:00Z")],
    });
  });

  test("refuses more than 256 KiB, and States.ALL does not catch it", async () => {
    const definition = define("A", {
      A: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Arguments: { FunctionName: "Deliver", Payload: {} },
        Retry: [],
        Catch: [{ ErrorEquals: ["States.ALL"], Next: "B" }],
        End: true,
      },
      B: { Type: "Succeed" },
    });
    const { handlers } = functions({ deliver: () => "x".repeat(262_145) });
    expect(await outcome(definition, {}, handlers)).toMatchObject({
      status: "FAILED",
      failure: { code: "States.DataLimitExceeded" },
    });
    const { handlers: smaller } = functions({ deliver: () => "x".repeat(1000) });
    expect(await outcome(definition, {}, smaller)).toMatchObject({ status: "SUCCEEDED" });
  });

  test("waits, chooses and fails as it says", async () => {
    const definition = define("Wait", {
      Wait: { Type: "Wait", Seconds: "{% $states.input.days * 86400 %}", Next: "Long?" },
      "Long?": { Type: "Choice", Choices: [{ Condition: "{% $states.input.days > 30 %}", Next: "Long" }] },
      Long: { Type: "Fail", Error: "TooLong", Cause: "{% $string($states.input.days) & ' days' %}" },
    });
    const { runner, until } = bench({}, { definition });
    runner.start("long", { days: 40 });
    runner.start("short", { days: 4 });
    await until("2026-03-20T09:00:00.000Z");
    expect(runner.describe("short")).toMatchObject({
      status: "FAILED",
      failure: { code: "States.NoChoiceMatched" },
    });
    expect(runner.describe("long")?.status).toBe("RUNNING");
    await until("2026-04-10T09:00:00.000Z");
    expect(runner.describe("long")).toMatchObject({
      status: "FAILED",
      failure: { code: "TooLong", cause: "40 days" },
    });
  });

  test("keeps a map's results in order and hands the item to its selector", async () => {
    const definition = define("Map", {
      Map: {
        Type: "Map",
        Items: "{% $states.input %}",
        ItemSelector: {
          index: "{% $states.context.Map.Item.Index %}",
          item: "{% $states.context.Map.Item.Value %}",
        },
        MaxConcurrency: 0,
        Retry: [],
        Catch: [],
        ItemProcessor: {
          StartAt: "P",
          States: {
            P: { Type: "Pass", Output: "{% $states.input.item & $string($states.input.index) %}", End: true },
          },
        },
        End: true,
      },
    });
    expect(await outcome(definition, ["a", "b", "c"])).toMatchObject({ output: ["a0", "b1", "c2"] });
    expect(await outcome(definition, ["a"])).toMatchObject({ output: ["a0"] });
    expect(await outcome(definition, [])).toMatchObject({ output: [] });
  });
});
