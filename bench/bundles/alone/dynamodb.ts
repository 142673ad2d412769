import { ConditionalCheckFailedException, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

/** What the store cannot do without, and the first request that it would make. */
export async function askTable(): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  await client.send(new GetCommand({ TableName: "waymark", Key: { pk: "PROGRAMS", sk: "cemewe" } }));
}

export const used = [ConditionalCheckFailedException, DeleteCommand, PutCommand, QueryCommand, UpdateCommand];
