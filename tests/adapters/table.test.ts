import { afterAll, beforeAll } from "vitest";
import { memoryTable } from "#adapters/table-memory.ts";
import { startDynalite } from "./dynalite.ts";
import { tableContract } from "./table.contract.ts";

let local: Awaited<ReturnType<typeof startDynalite>>;
beforeAll(async () => {
  local = await startDynalite();
});
afterAll(() => local.close());

tableContract("in memory", memoryTable);
tableContract("over DynamoDB's client", () => local.table);
