import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, paginateScan } from "@aws-sdk/lib-dynamodb";

/** Every partition of a table, once: a scan goes through one partition after the other. No door may scan; commands may. */
export async function* partitions(client: DynamoDBClient, table: string): AsyncGenerator<string> {
  const documents = DynamoDBDocumentClient.from(client);
  let last: string | undefined;
  const input = { TableName: table, ProjectionExpression: "pk", ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client: documents }, input)) {
    for (const { pk } of Items as { pk: string }[]) {
      if (pk !== last) yield pk;
      last = pk;
    }
  }
}
