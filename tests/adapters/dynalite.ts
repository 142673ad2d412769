import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dynamoClient } from "#adapters/dynamo-client.ts";
import type { Table } from "#adapters/table.ts";
import { dynamoTable } from "#adapters/table-dynamo.ts";
import { createTable } from "#local/table-definition.ts";

const dynalite: (options: object) => import("node:http").Server = createRequire(import.meta.url)("dynalite");
const name = "waymark-test";

/** A fresh DynamoDB in this process, with the table and its two indexes. */
export async function startDynalite(): Promise<{ endpoint: string; table: Table; close(): Promise<void> }> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createTable(endpoint, name);
  const { table, disconnect } = connect(endpoint);
  const close = async () => {
    disconnect();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { endpoint, table, close };
}

/** The table through the product's own client. */
export function connect(endpoint: string, table = name) {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = dynamoClient({ endpoint, region: "local", credentials });
  return { table: dynamoTable(client, table), disconnect: () => client.destroy() };
}
