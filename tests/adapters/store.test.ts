import { afterAll, beforeAll } from "vitest";
import { memoryTable } from "#adapters/table-memory.ts";
import { startDynalite } from "./dynalite.ts";
import { storeContract } from "./store.contract.ts";

let local: Awaited<ReturnType<typeof startDynalite>>;
beforeAll(async () => {
  local = await startDynalite();
});
afterAll(() => local.close());

storeContract("in memory", memoryTable);
storeContract("over DynamoDB's client", () => local.table);
