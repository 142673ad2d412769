import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { dynamoTable } from "#adapters/table-dynamo.ts";
import { openDatabase } from "#local/database.ts";

/** A process that writes rows without end, each a little later in its indexes than before, until somebody kills it. */
const { endpoint, table } = await openDatabase("dynalite", process.argv[2]);
const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const rows = dynamoTable(new DynamoDBClient({ endpoint, region: "local", credentials }), table);
console.log("writing");

const write = async (hand: number): Promise<void> => {
  for (let n = 1_000_000; ; n += 1) {
    const pk = `row ${hand} ${n % 10}`;
    await rows.put({ pk, sk: "-", duePk: "due", dueAt: String(n), listPk: "list", listSk: String(n) });
  }
};
await Promise.all([1, 2, 3, 4].map(write));
