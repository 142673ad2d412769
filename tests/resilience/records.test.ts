import fc from "fast-check";
import { expect, it } from "vitest";
import { readDefinition } from "#local/asl/definition.ts";
import type { Execution } from "#local/asl/execution.ts";
import { openRecords, type Records } from "#local/asl/records.ts";
import { memoryRecords } from "./records.ts";

const definition = readDefinition(new URL("../../stacks/journey.asl.json", import.meta.url));

/** One of the three is an iteration of another. */
const anExecution = (id: string, status: Execution["status"], at: number): Execution => ({
  ...{ id, status, definition: "the one", scope: [], state: "Advance", enteredAt: 0, input: {} },
  ...{ origin: { name: id, input: {}, startedAt: 0 }, variables: {}, retries: {}, events: 0, history: [] },
  ...(at > 0 && { park: { kind: "time" as const, at, why: "wait" as const } }),
  ...(id === "c" && { parent: { id: "a", index: 0 } }),
});

const deed = fc.record({
  method: fc.constantFrom("create" as const, "save" as const, "drop" as const),
  id: fc.constantFrom("a", "b", "c"),
  status: fc.constantFrom("RUNNING" as const, "RUNNING" as const, "SUCCEEDED" as const),
  at: fc.integer({ min: 0, max: 3 }),
});

const seen = (records: Records) => ({
  all: ["a", "b", "c"].map((id) => records.get(id)),
  running: records.running(),
  children: records.childrenOf("a"),
  next: records.nextDue(),
  due: records.due(2),
  list: records.list({ offset: 0, limit: 2 }),
  ended: records.list({ status: "SUCCEEDED", offset: 0, limit: 9 }),
});

it("executions in memory are kept as in the runner's own file", () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 12 }), (deeds) => {
      const [memory, file] = [memoryRecords(definition), openRecords(":memory:")];
      for (const { method, id, status, at } of deeds) {
        const [one, other] = [memory, file].map((records) =>
          method === "drop" ? records.drop(id) : records[method](anExecution(id, status, at)),
        );
        expect(one).toEqual(other);
      }
      expect(seen(memory)).toEqual(seen(file));
      file.close();
    }),
    { numRuns: 200 },
  );
});
