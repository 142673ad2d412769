import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import validate from "asl-validator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Definition, readDefinition } from "#local/asl/definition.ts";
import type { Handler } from "#local/asl/machinery.ts";
import type { Synth } from "#synth/synth.ts";
import { type Bench, bench, functions } from "../local/bench.ts";
import { synthesized } from "./synthesized.ts";

const folder = mkdtempSync(join(tmpdir(), "waymark-machine-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let synth: Synth;
let deployed: Definition;
let arns: Record<string, string>;
beforeAll(async () => {
  synth = await synthesized("production");
  const file = join(folder, "deployed.asl.json");
  writeFileSync(file, JSON.stringify(synth.stateMachine));
  deployed = readDefinition(file);
  arns = Object.fromEntries(
    ["Advance", "Deliver", "Await", "Renew", "Problem"].map((name) => [
      name,
      `arn:aws:lambda:eu-north-1:123456789012:function:waymark-production-${name.toLowerCase()}`,
    ]),
  );
}, 240_000);

describe("the deployed state machine", () => {
  it("is valid Amazon States Language, with a function of ours wherever one is called", () => {
    expect(validate(synth.stateMachine!)).toMatchObject({ isValid: true, errors: [] });
    const text = JSON.stringify(synth.stateMachine);
    expect(text).not.toContain("${");
    const called = [...text.matchAll(/"FunctionName":"([^"]+)"/g)].map(([, arn]) => arn!);
    expect([...new Set(called)].toSorted()).toEqual(Object.values(arns).toSorted());
  });

  it("calls functions that are deployed", () => {
    const deployedNames = synth.resources
      .filter(({ type }) => type === "aws:lambda/function:Function")
      .map(({ inputs }) => inputs.name);
    for (const arn of Object.values(arns)) expect(deployedNames).toContain(arn.split(":").at(-1));
  });
});

const input = { schema: 1, journey: "j1", generation: 1 };
const wait = (until: string, chunks: string[][] = [], version = 1) => ({
  next: "wait",
  version,
  until,
  chunks: chunks.map((effects) => ({ effects })),
});
const inTurn = (...answers: unknown[]) => {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)];
};
const fails = (name: string, times: number) => {
  let left = times;
  return () => {
    if (left-- > 0) throw Object.assign(new Error("out of order"), { name });
    return {};
  };
};

interface Story {
  answers: () => Parameters<typeof functions>[0];
  happens: (bench: Bench, token: () => string) => Promise<void>;
}

const march = "2026-03-08T09:00:00.000Z";
const june = "2026-06-01T09:00:00.000Z";
const week: Story["happens"] = ({ until }) => until("2026-03-08T10:00:00.000Z");

/** What a journey meets: each way through the definition. */
const stories: Record<string, Story> = {
  "sleeps, wakes at its time and sleeps again": {
    answers: () => ({ advance: inTurn(wait(march), wait(june)) }),
    happens: week,
  },
  "is woken by a token, which is no good a second time": {
    answers: () => ({ advance: inTurn(wait(june), wait(june, [], 2)) }),
    happens: async ({ runner }, token) => {
      await runner.idle();
      const used = token();
      expect(runner.sendTaskSuccess(used, {})).toBe("used");
      await runner.idle();
      expect(runner.sendTaskSuccess(used, {})).toBe("TaskTimedOut");
    },
  },
  "delivers in chunks and says so": {
    answers: () => ({ advance: inTurn(wait(march, [["a"], ["b", "c"]]), wait(june)) }),
    happens: week,
  },
  "delivers after a trouble of Lambda's": {
    answers: () => ({
      advance: inTurn(wait(march, [["a"]]), wait(june)),
      deliver: fails("Lambda.ServiceException", 3),
    }),
    happens: week,
  },
  "files a problem for what cannot be delivered, and tries it again": {
    answers: () => ({ advance: inTurn(wait(june, [["a"]])), deliver: fails("TypeError", 4) }),
    happens: week,
  },
  "fails when Advance fails for good": {
    answers: () => ({ advance: fails("TypeError", 99) }),
    happens: week,
  },
  "is parked when Advance is ended from outside": {
    answers: () => ({
      advance: (payload: { failed?: string }) => {
        if (payload.failed === undefined)
          throw Object.assign(new Error("killed"), { name: "Sandbox.Timedout" });
        return { next: "end", chunks: [{ effects: ["a"] }], version: 1, until: june };
      },
    }),
    happens: week,
  },
  "renews itself": { answers: () => ({ advance: () => ({ next: "renew", chunks: [] }) }), happens: week },
  ends: { answers: () => ({ advance: () => ({ next: "end", chunks: [] }) }), happens: week },
};

describe.each(Object.entries(stories))("a journey that %s", (_, story) => {
  it("does so as deployed exactly as it does locally", async () => {
    const local = await told(story, undefined, (name) => name);
    const there = await told(story, deployed, (name) => arns[name]!);
    expect(there).toEqual(local);
    expect(local.calls.length).toBeGreaterThan(0);
    expect(local.faults).toEqual([]);
  });
});

/** Everything that was called with what, when, and how it ended; only tokens differ from run to run. */
async function told(story: Story, definition: Definition | undefined, called: (name: string) => string) {
  const { handlers, calls } = functions(story.answers());
  const log: { at: number; name: string; payload: object }[] = [];
  const renamed = Object.entries(handlers).map(([name, handler]): [string, Handler] => [
    called(name),
    async (payload: never) => {
      log.push({ at: made.clock.now, name, payload: withoutToken(payload) });
      return handler(payload);
    },
  ]);
  const made = bench(Object.fromEntries(renamed), { definition });
  made.runner.start("j1.1", input);
  await story.happens(made, () => {
    const { payload } = calls.findLast(({ name }) => name === "Await")!;
    return (payload as { token: string }).token;
  });
  return { calls: log, status: made.runner.describe("j1.1")?.status, faults: made.faults };
}

const withoutToken = ({ token, ...rest }: { token?: string }): object => ({
  ...rest,
  ...(token && { token: "given" }),
});
