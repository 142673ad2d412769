import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { dueIndex, listIndex } from "#adapters/table-dynamo.ts";

const text = (name: string) => ({ AttributeName: name, AttributeType: "S" as const });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
];

/** Makes a table with the same keys and indexes that the deployed one has, unless it is there already. */
export function createTable(endpoint: string, name: string): Promise<void> {
  return create(endpoint, definition(name));
}

/** The ledger of erasures: keys, and no index. */
export function createLedger(endpoint: string, name: string): Promise<void> {
  return create(endpoint, { ...plain(name), AttributeDefinitions: ["pk", "sk"].map(text) });
}

async function create(endpoint: string, table: CreateTableCommandInput): Promise<void> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "local", credentials });
  await client.send(new CreateTableCommand(table)).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  await waitUntilTableExists(
    { client, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.2 },
    { TableName: table.TableName },
  );
  client.destroy();
}

const plain = (name: string) => ({
  TableName: name,
  BillingMode: "PAY_PER_REQUEST" as const,
  KeySchema: keys("pk", "sk"),
});

const definition = (name: string): CreateTableCommandInput => ({
  ...plain(name),
  AttributeDefinitions: ["pk", "sk", "duePk", "dueAt", "listPk", "listSk"].map(text),
  GlobalSecondaryIndexes: [
    { IndexName: dueIndex, KeySchema: keys("duePk", "dueAt"), Projection: { ProjectionType: "KEYS_ONLY" } },
    { IndexName: listIndex, KeySchema: keys("listPk", "listSk"), Projection: { ProjectionType: "ALL" } },
  ],
});
