import { afterAll, beforeAll, it } from "vitest";
import type { Table } from "#adapters/table.ts";
import { type Database, openDatabase } from "#local/database.ts";
import { connect } from "./dynalite.ts";
import { needsJava } from "./java.ts";
import { storeContract } from "./store.contract.ts";
import { tableContract } from "./table.contract.ts";

const missing = needsJava();

if (missing) it("passes the contract suite in Amazon's own DynamoDB Local", (ctx) => ctx.skip(missing));
else {
  let local: Database;
  let table: Table;
  let disconnect: () => void;
  beforeAll(async () => {
    local = await openDatabase("dynamodb-local");
    ({ table, disconnect } = connect(local.endpoint, local.table));
  }, 400_000);
  afterAll(async () => {
    disconnect();
    await local.close();
  });
  tableContract("in Amazon's DynamoDB Local", () => table);
  storeContract("in Amazon's DynamoDB Local", () => table);
}
