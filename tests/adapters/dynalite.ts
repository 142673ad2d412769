import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Table } from "#adapters/table.ts";
import { dueIndex, dynamoTable, listIndex } from "#adapters/table-dynamo.ts";

const dynalite: (options: object) => import("node:http").Server = createRequire(import.meta.url)("dynalite");

/** A fresh DynamoDB in this process, with the table and its two indexes. */
export async function startDynalite(): Promise<{
  client: DynamoDBClient;
  table: Table;
  close(): Promise<void>;
}> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "local", credentials });
  await client.send(new CreateTableCommand(definition("waymark-test")));
  const close = async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { client, table: dynamoTable(client, "waymark-test"), close };
}

const definition = (name: string) => ({
  TableName: name,
  BillingMode: "PAY_PER_REQUEST" as const,
  AttributeDefinitions: ["pk", "sk", "duePk", "dueAt", "listPk", "listSk"].map((attribute) => ({
    AttributeName: attribute,
    AttributeType: "S" as const,
  })),
  KeySchema: keys("pk", "sk"),
  GlobalSecondaryIndexes: [
    {
      IndexName: dueIndex,
      KeySchema: keys("duePk", "dueAt"),
      Projection: { ProjectionType: "KEYS_ONLY" as const },
    },
    {
      IndexName: listIndex,
      KeySchema: keys("listPk", "listSk"),
      Projection: { ProjectionType: "ALL" as const },
    },
  ],
});

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
];
