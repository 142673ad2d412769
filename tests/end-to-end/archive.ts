import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";
import { createStore } from "#adapters/store/store.ts";
import type { Store } from "#adapters/store.ts";
import type { Row } from "#adapters/table.ts";
import { dueIndex, dynamoTable, listIndex } from "#adapters/table-dynamo.ts";
import type { Execution } from "#local/asl/execution.ts";
import { openRecords } from "#local/asl/records.ts";
import { localClock } from "#local/clock.ts";
import { openDatabase } from "#local/database.ts";
import { type Caught, openMailbox } from "#local/mailbox.ts";

/** What a stopped system left in its data folder. */
export interface Archive {
  store: Store;
  now: string;
  rows: Row[];
  /** Rows as the two indexes show them. */
  due: Row[];
  listed: Row[];
  letters: Caught[];
  execution(name: string): Execution | undefined;
  close(): Promise<void>;
}

/** Opens the folder with the real store, the mail catcher's file and the runner's, and none of the code that ran. */
export async function openArchive(data: string): Promise<Archive> {
  const database = await openDatabase("dynalite", data);
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: database.endpoint, region: "local", credentials });
  const { emailHash } = JSON.parse(readFileSync(join(data, "secrets.json"), "utf8"));
  const mailbox = openMailbox(join(data, "mailbox.sqlite"), () => "nothing is sent here");
  const records = openRecords(join(data, "executions.sqlite"));
  return {
    store: createStore(dynamoTable(client, database.table), { emailHash }),
    now: localClock({ file: join(data, "clock") }).now(),
    rows: await scan(client, database.table),
    due: await scan(client, database.table, dueIndex),
    listed: await scan(client, database.table, listIndex),
    letters: mailbox.list(100_000),
    execution: records.get,
    async close() {
      records.close();
      mailbox.close();
      client.destroy();
      await database.close();
    },
  };
}

async function scan(client: DynamoDBClient, table: string, index?: string): Promise<Row[]> {
  const rows: Row[] = [];
  const pages = paginateScan(
    { client: DynamoDBDocumentClient.from(client) },
    { TableName: table, IndexName: index },
  );
  for await (const { Items = [] } of pages) rows.push(...(Items as Row[]));
  return rows;
}
