import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, test, vi } from "vitest";
import { dynamoTable } from "#adapters/table-dynamo.ts";
import { openDatabase } from "#local/database.ts";

const connect = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });

test("has our one table with both indexes, and keeps its rows over a restart", async () => {
  const folder = mkdtempSync(join(tmpdir(), "waymark-table-"));
  const first = await openDatabase("dynalite", folder);
  const client = connect(first.endpoint);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: first.table }));
  const indexes = Table?.GlobalSecondaryIndexes?.map(({ IndexName, Projection }) => [
    IndexName,
    Projection?.ProjectionType,
  ]);
  expect(indexes?.sort()).toEqual([
    ["due", "KEYS_ONLY"],
    ["list", "ALL"],
  ]);
  await dynamoTable(client, first.table).put({
    pk: "a",
    sk: "b",
    duePk: "d",
    dueAt: "2026",
    listPk: "l",
    listSk: "1",
  });
  client.destroy();
  await first.close();

  const second = await openDatabase("dynalite", folder);
  const again = connect(second.endpoint);
  const table = dynamoTable(again, second.table);
  expect(await table.get({ pk: "a", sk: "b" })).toMatchObject({ listSk: "1" });
  expect(await table.due("d", "2027", 10)).toEqual([{ pk: "a", sk: "b", dueAt: "2026" }]);
  expect(await table.list("l")).toHaveLength(1);
  again.destroy();
  await second.close();
  rmSync(folder, { recursive: true });
});

test("says how to get Amazon's own when it is not here", async () => {
  vi.stubEnv("DYNAMODB_LOCAL_HOME", "/nowhere");
  await expect(openDatabase("dynamodb-local")).rejects.toThrow(/npm run dynamodb-local.*DYNAMODB_LOCAL_HOME/);
  vi.unstubAllEnvs();
});
