import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
} from "@aws-sdk/client-dynamodb";
import { dueIndex, listIndex } from "../table-dynamo.ts";
import { type Finding, look, note, problem, putBack } from "./finding.ts";

/** Stages of which nobody has to be able to put last week back. */
export const isKept = (stage: string | undefined): boolean => stage === "production" || stage === "staging";

/** A system on one machine has its own way of being quick, and nothing to expire in its place. */
const isLocal = (stage: string | undefined): boolean => stage === "local";

const asOnOneMachine = ({ code, message }: Finding): Finding =>
  note(code, message, "As it is on one machine.");

/** The table with everything that code relies on: its keys, its two indexes, its stream, its second net, its way back. */
export function tableFindings(
  client: DynamoDBClient,
  name: string,
  stage: string | undefined,
): Promise<Finding[]> {
  return described(client, name, async (table) => {
    const expiry = await look(`the expiry of rows of ${name}`, () => expiryFindings(client, name));
    const around = [...streamFindings(table), ...expiry];
    const beside = isLocal(stage) ? around.map(asOnOneMachine) : around;
    const kept = [...(await backupFindings(client, name, stage)), ...protectionFindings(table, stage)];
    return [...indexFindings(table), ...beside, ...kept];
  });
}

/** The ledger of erasures must be there, and not be put back with the other one. */
export function ledgerFindings(
  client: DynamoDBClient,
  name: string,
  table: string,
  stage: string | undefined,
): Promise<Finding[]> {
  if (name === table) {
    const message = `WAYMARK_ERASURES names the same table as WAYMARK_TABLE (${name}): after a restore nobody would know who was erased.`;
    return Promise.resolve([
      problem("erasures.same-table", message, "Set WAYMARK_ERASURES to the table of the ledger."),
    ]);
  }
  return described(client, name, async (found) => [
    ...(await backupFindings(client, name, stage)),
    ...protectionFindings(found, stage),
  ]);
}

/** The region that a table is in, as its own name says. */
export async function regionOfTable(client: DynamoDBClient, name: string): Promise<string | undefined> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  return Table?.TableArn?.split(":")[3];
}

async function described(
  client: DynamoDBClient,
  name: string,
  see: (table: TableDescription) => Promise<Finding[]>,
): Promise<Finding[]> {
  return look(`the table ${name}`, async () => {
    try {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
      return await see(Table ?? {});
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      const fix =
        'Look at AWS_REGION and at the account you are signed in to. If it was deleted: "Backup and restore" in docs/operations.md.';
      return [problem("table.missing", `There is no table ${name} in this region.`, fix)];
    }
  });
}

const indexes = [
  { name: dueIndex, keys: "duePk dueAt", projection: "KEYS_ONLY" },
  { name: listIndex, keys: "listPk listSk", projection: "ALL" },
];

function indexFindings({ TableName, GlobalSecondaryIndexes = [] }: TableDescription): Finding[] {
  return indexes.flatMap(({ name, keys, projection }) => {
    const index = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === name);
    if (!index) return [problem("table.no-index", `The table ${TableName} has no index "${name}".`, putBack)];
    const found = (index.KeySchema ?? []).map(({ AttributeName }) => AttributeName).join(" ");
    const other = found !== keys || index.Projection?.ProjectionType !== projection;
    const message = `The index "${name}" of ${TableName} is another one: it has ${found} (${index.Projection?.ProjectionType}), not ${keys} (${projection}).`;
    if (other) return [problem("table.other-index", message, putBack)];
    const building = index.IndexStatus !== undefined && index.IndexStatus !== "ACTIVE";
    const wait = `The index "${name}" of ${TableName} is ${index.IndexStatus}: lists are not whole yet.`;
    return building ? [problem("table.index-building", wait, "Wait until it is ACTIVE.")] : [];
  });
}

function streamFindings({ TableName, StreamSpecification: stream }: TableDescription): Finding[] {
  if (!stream?.StreamEnabled) {
    const message = `The table ${TableName} has no stream: forms and letters wait for the sweep, up to two minutes.`;
    return [problem("table.no-stream", message, putBack)];
  }
  if (stream.StreamViewType === "KEYS_ONLY") return [];
  const message = `The stream of ${TableName} carries ${stream.StreamViewType}, with what people wrote in it; keys are enough.`;
  return [problem("table.wide-stream", message, putBack)];
}

async function expiryFindings(client: DynamoDBClient, name: string): Promise<Finding[]> {
  const command = new DescribeTimeToLiveCommand({ TableName: name });
  const { TimeToLiveDescription: ttl } = await client.send(command);
  const on = ttl?.TimeToLiveStatus === "ENABLED" || ttl?.TimeToLiveStatus === "ENABLING";
  if (on && ttl?.AttributeName === "goneBy") return [];
  const message = `Rows of ${name} do not expire by "goneBy": what has had its time stays until somebody takes it away.`;
  return [problem("table.no-expiry", message, putBack)];
}

const backupFindings = (client: DynamoDBClient, name: string, stage: string | undefined) =>
  look(`the backup of ${name}`, async () => {
    const command = new DescribeContinuousBackupsCommand({ TableName: name });
    const { ContinuousBackupsDescription: backups } = await client.send(command);
    const status = backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
    if (status === "ENABLED") return [];
    const message = `The table ${name} cannot be put back to an earlier moment (point-in-time recovery is off).`;
    return isKept(stage)
      ? [problem("table.no-backup", message, putBack)]
      : [note("table.no-backup", message, "As it should be on a stage of one's own.")];
  });

/** Elsewhere a table may go with its stage. */
function protectionFindings(
  { TableName, DeletionProtectionEnabled }: TableDescription,
  stage: string | undefined,
): Finding[] {
  if (stage !== "production" || DeletionProtectionEnabled) return [];
  const message = `The table ${TableName} may be deleted by one call (deletion protection is off).`;
  return [problem("table.unprotected", message, putBack)];
}
