import { describe, expect, it } from "vitest";
import { readDefinition } from "#local/asl/definition.ts";
import { openRecords } from "#local/asl/records.ts";
import { createRunner } from "#local/asl/runner.ts";
import { countedRecords } from "../../bench/scale/counted-records.ts";

const asl = new URL("../../stacks/journey.asl.json", import.meta.url);
const start = Date.parse("2026-03-02T08:00:00.000Z");

/** The deployed machine over functions that say how far it goes: `chunks` of effects, then the end; Advance fails as often as told. */
async function transitions({ chunks = 0, failures = 0 }) {
  let [count, left, now] = [0, failures, start];
  const handlers = {
    async Advance() {
      if (left-- > 0) throw new Error("not yet");
      return { next: "end", chunks: Array.from({ length: chunks }, () => ({ effects: ["e"] })), version: 1 };
    },
    Deliver: async () => ({ delivered: 1 }),
  };
  const records = countedRecords(openRecords(":memory:"), () => {
    count += 1;
  });
  const machinery = { definition: readDefinition(asl), arn: "arn:a:b:c:d:stateMachine:j", handlers, records };
  const runner = createRunner(
    { ...machinery, now: () => now, random: () => 0, newId: () => "id" },
    (error) => {
      throw error;
    },
  );
  runner.start("j.1", { schema: 1, journey: "j", generation: 1 });
  for (await runner.idle(); runner.nextDue() !== undefined; await runner.idle()) {
    now = runner.nextDue()!;
    runner.tick();
  }
  const status = runner.describe("j.1")?.status;
  await runner.close();
  return { count, status };
}

describe("state transitions", () => {
  it("are the states that were entered: Begin, Advance, Deliver, Done? and Done", async () => {
    expect(await transitions({})).toEqual({ count: 5, status: "SUCCEEDED" });
  });

  it("count what runs inside a map for each of its items", async () => {
    expect(await transitions({ chunks: 3 })).toEqual({ count: 8, status: "SUCCEEDED" });
  });

  it("count every attempt that is made again", async () => {
    expect(await transitions({ failures: 2 })).toEqual({ count: 7, status: "SUCCEEDED" });
  });
});
