import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { dynamoTable } from "#adapters/table-dynamo.ts";
import { type System, startSystem } from "../end-to-end/system.ts";
import { everyRow, useEnvironment } from "./a-stage.ts";
import { waymark } from "./waymark.ts";

const data = mkdtempSync(join(tmpdir(), "waymark-restore-"));
const person = "per_restored";
let system: System;
let client: DynamoDBClient;
let point: string;

beforeAll(async () => {
  system = await startSystem({ data });
  await system.runtime.store.people.create({
    ...{ schema: 1, id: person, program: "cemewe", givenName: "Samira", familyName: "", language: "en" },
    ...{ holds: [], createdAt: new Date().toISOString(), version: 1 },
  });
  const { endpoint, table } = system.database;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new DynamoDBClient({ endpoint, region: "local", credentials });
  point = new Date(Date.now() - 1000).toISOString();
  const { Table } = await client.send(new DescribeTableCommand({ TableName: table }));
  await client.send(
    new CreateTableCommand({
      TableName: "restored",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: Table!.KeySchema,
      AttributeDefinitions: Table!.AttributeDefinitions!.filter(({ AttributeName }) =>
        /^[ps]k$/.test(AttributeName!),
      ),
    }),
  );
  await vi.waitFor(async () => {
    const found = await client.send(new DescribeTableCommand({ TableName: "restored" }));
    expect(found.Table!.TableStatus).toBe("ACTIVE");
  }, 10_000);
  for (const row of await everyRow(endpoint, table)) await dynamoTable(client, "restored").put(row);
}, 60_000);
afterAll(async () => {
  client.destroy();
  await system.close();
  rmSync(data, { recursive: true });
});
beforeEach(() => void useEnvironment(data));
afterEach(() => void vi.unstubAllEnvs());

const restore = (...more: string[]) => waymark("restore", "--from", "restored", "--at", point, ...more);

describe("restoring", () => {
  it("counts what is missing, brings it back when told, and the second time nothing", async () => {
    const own = dynamoTable(client, system.database.table);
    const row = (await own.query(`PERSON#${person}`)).find(({ sk }) => sk === "PERSON")!;
    await own.delete(row);
    const counted = await restore("--only", person);
    expect(counted).toMatchObject({ code: 0, stdout: expect.stringContaining("1 row is missing today.") });
    expect(await own.get(row)).toBeUndefined();
    expect(JSON.parse((await restore("--yes", "--json")).stdout)).toMatchObject({
      missing: 1,
      replaced: 0,
      written: true,
    });
    expect(await own.get(row)).toEqual(row);
    expect(JSON.parse((await restore("--yes", "--json")).stdout)).toMatchObject({ missing: 0, remapped: 0 });
  });

  it("refuses while somebody who was erased stands in the restored table, or the postman is at work", async () => {
    const { store, erasures } = system.runtime;
    await store.leases.take("postman", "other", new Date().toISOString(), "2999-01-01T00:00:00.000Z");
    expect(await restore("--yes")).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("postman is at work"),
    });
    await store.leases.release("postman", "other");
    await erasures.note({ person, program: "cemewe", at: point, journeys: [] });
    expect(await restore()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("waymark erase --again --table restored"),
    });
  });

  it("knows how it is used wrongly", async () => {
    expect(await waymark("restore", "--from", "restored", "--at", "yesterday")).toMatchObject({ code: 2 });
    expect(await waymark("restore", "--from", system.database.table, "--at", point)).toMatchObject({
      code: 2,
    });
  });
});
