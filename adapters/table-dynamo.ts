import { randomBytes } from "node:crypto";
import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import { expression, update } from "./dynamo-expression.ts";
import { checkChange, checkRow } from "./row-limits.ts";
import type { Key, Row, Table } from "./table.ts";

/** Index names, as the deployed table has them and the local one too: `due` holds keys only, `list` whole rows. */
export const dueIndex = "due";
export const listIndex = "list";

/** The id of the conditional write that made a row what it is; nobody above sees it. */
const writeId = "writeId";

/** The Table over DynamoDB's document client. */
export function dynamoTable(client: DynamoDBClient, name: string): Table {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const read = async (key: Key): Promise<Row | undefined> => {
    const found = await documents.send(
      new GetCommand({ TableName: name, Key: pick(key), ConsistentRead: true }),
    );
    return found.Item as Row | undefined;
  };
  return {
    async get(key) {
      const row = await read(key);
      return row && bare(row);
    },
    async put(row, when) {
      checkRow(row);
      const id = newId();
      const Item = when ? { ...row, [writeId]: id } : row;
      const input = { TableName: name, Item, ...expression(when), ...showingWhatWas };
      return done(documents.send(new PutCommand(input)), id, () => read(row));
    },
    async update(key, change, when) {
      checkChange(key, change);
      const id = newId();
      const marked = when ? { ...change, set: { ...change.set, [writeId]: id } } : change;
      const input = { TableName: name, Key: pick(key), ...update(marked, when), ...showingWhatWas };
      return done(documents.send(new UpdateCommand(input)), id, () => read(key));
    },
    async delete(key) {
      await documents.send(new DeleteCommand({ TableName: name, Key: pick(key) }));
    },
    query: (pk, options = {}) =>
      pages(
        documents,
        { TableName: name, ...within("pk", "sk", pk, options), ConsistentRead: true },
        options.limit,
      ),
    async due(duePk, upTo, limit) {
      const rows = await pages(documents, { TableName: name, ...dueUpTo(duePk, upTo) }, limit);
      return rows.map(({ pk, sk, dueAt }) => ({ pk, sk, dueAt: dueAt! }));
    },
    list: (listPk, options = {}) =>
      pages(
        documents,
        { TableName: name, IndexName: listIndex, ...within("listPk", "listSk", listPk, options) },
        options.limit,
      ),
  };
}

/**
 * False for a condition that did not hold; everything else that goes wrong is the caller's to see. When the SDK tried more
 * than once, the condition may have failed because an earlier try had been made and only its answer was lost.
 */
async function done(write: Promise<unknown>, id: string, read: () => Promise<Row | undefined>) {
  try {
    await write;
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    if ((error.$metadata.attempts ?? 1) === 1) return false;
    // Dynalite alone shows nothing; in the cloud a door that may only put can still know its own row.
    const was = error.Item ? error.Item[writeId]?.S : (await read())?.[writeId];
    return was === id;
  }
}

const showingWhatWas = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;

const newId = (): string => randomBytes(9).toString("base64url");

function bare({ [writeId]: _, ...row }: Row): Row {
  return row as Row;
}

type Query = Omit<QueryCommandInput, "TableName">;

function within(
  hash: string,
  range: string,
  value: string,
  options: { prefix?: string; newestFirst?: boolean },
): Query {
  const { prefix, newestFirst = false } = options;
  return {
    KeyConditionExpression: prefix ? "#hash = :hash AND begins_with(#range, :prefix)" : "#hash = :hash",
    ExpressionAttributeNames: { "#hash": hash, ...(prefix && { "#range": range }) },
    ExpressionAttributeValues: { ":hash": value, ...(prefix && { ":prefix": prefix }) },
    ScanIndexForward: !newestFirst,
  };
}

function dueUpTo(duePk: string, upTo: string): Query {
  return {
    IndexName: dueIndex,
    KeyConditionExpression: "#hash = :hash AND #range <= :upTo",
    ExpressionAttributeNames: { "#hash": "duePk", "#range": "dueAt" },
    ExpressionAttributeValues: { ":hash": duePk, ":upTo": upTo },
  };
}

/** A page ends at 1 MB, so a query is only through when no key to go on from comes back. */
async function pages(
  client: DynamoDBDocumentClient,
  input: QueryCommandInput,
  limit = Number.POSITIVE_INFINITY,
): Promise<Row[]> {
  const rows: Row[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const left = limit - rows.length;
    const page = await client.send(
      new QueryCommand({ ...input, ExclusiveStartKey: from, ...(left < 1000 && { Limit: left }) }),
    );
    rows.push(...((page.Items ?? []) as Row[]).map(bare));
    from = page.LastEvaluatedKey;
  } while (from && rows.length < limit);
  return rows;
}

const pick = ({ pk, sk }: Key): Key => ({ pk, sk });
