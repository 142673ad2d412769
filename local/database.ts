import { openDynamoDbLocal } from "./dynamodb-local.ts";
import { openEmbedded } from "./embedded-dynamo.ts";
import { createLedger, createTable } from "./table-definition.ts";

export interface Database {
  endpoint: string;
  table: string;
  /** The table of the ledger of erasures. */
  erasures: string;
  close(): Promise<void>;
}

export type DatabaseKind = "dynalite" | "dynamodb-local";

const table = "waymark";
const erasures = "waymark-erasures";

/** A database on this machine with our one table: dynalite in a thread of this process, or Amazon's own DynamoDB Local on request. */
export async function openDatabase(kind: DatabaseKind, data?: string): Promise<Database> {
  const opened = kind === "dynamodb-local" ? await openDynamoDbLocal(data) : await openEmbedded(data);
  await createTable(opened.endpoint, table);
  await createLedger(opened.endpoint, erasures);
  return { ...opened, table, erasures };
}
