import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Table } from "#adapters/table.ts";
import { type Database, openDatabase } from "#local/database.ts";
import { connect } from "./dynalite.ts";
import { startFaultyEndpoint } from "./faulty-endpoint.ts";
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

  it("says in a refusal whose row it is, so that who may only write knows its own", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    const faulty = await startFaultyEndpoint(local.endpoint);
    const away = connect(faulty.endpoint, local.table);
    const row = { pk: "refusal", sk: "a" };
    faulty.plan("unanswered");
    expect(await away.table.put(row, { absent: true })).toBe(true);
    faulty.plan("unanswered");
    expect(await away.table.update(row, { set: { n: 1 } }, { equals: { pk: row.pk } })).toBe(true);
    faulty.plan("throttling");
    expect(await away.table.put(row, { absent: true })).toBe(false);
    // Two tries each, and no read.
    expect(faulty.count()).toBe(6);
    away.disconnect();
    await faulty.close();
    vi.restoreAllMocks();
  });
}
