import { spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { dueIndex, listIndex } from "#adapters/table-dynamo.ts";

export interface Database {
  endpoint: string;
  table: string;
  close(): Promise<void>;
}

export type DatabaseKind = "dynalite" | "dynamodb-local";

const table = "waymark";

/** A database on this machine with our one table: dynalite in a thread of this process, or Amazon's own DynamoDB Local on request. */
export async function openDatabase(kind: DatabaseKind, data?: string): Promise<Database> {
  const { endpoint, close } = kind === "dynamodb-local" ? await openAmazon(data) : await openDynalite(data);
  await createTable(endpoint);
  return { endpoint, table, close };
}

async function openDynalite(data?: string) {
  const worker = new Worker(new URL("./dynalite-worker.ts", import.meta.url), {
    workerData: { path: data && join(data, "table") },
    // The thread reads TypeScript by itself; what this process was started with is not for it.
    execArgv: [],
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  const close = async () => {
    const gone = new Promise((resolve) => worker.once("exit", resolve));
    worker.postMessage("close");
    await gone;
  };
  return { endpoint: `http://127.0.0.1:${port}`, close };
}

/** Amazon's license allows it for development and tests; it is not on npm by itself, so its folder must be named. */
async function openAmazon(data?: string) {
  const home = process.env.DYNAMODB_LOCAL_HOME;
  if (!home || !existsSync(join(home, "DynamoDBLocal.jar"))) {
    throw new Error(
      "Amazon's DynamoDB Local is not here: download it from AWS, unpack it, and set DYNAMODB_LOCAL_HOME to its folder. Java 17 or newer is needed.",
    );
  }
  const port = await freePort();
  const place = data ? ["-dbPath", made(join(data, "dynamodb-local"))] : ["-inMemory"];
  const jar = ["-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"];
  const child = spawn("java", ["-Xmx256m", ...jar, "-port", String(port), "-sharedDb", ...place], {
    cwd: home,
    stdio: "ignore",
  });
  const kill = () => void child.kill();
  process.once("exit", kill);
  const gone = new Promise<never>((_, reject) => {
    child.once("error", (cause) =>
      reject(
        new Error("Java did not start: install a runtime (apt-get install openjdk-17-jre-headless)", {
          cause,
        }),
      ),
    );
    child.once("exit", (code) => reject(new Error(`DynamoDB Local ended at once with code ${code}`)));
  });
  gone.catch(() => undefined);
  const endpoint = `http://127.0.0.1:${port}`;
  await Promise.race([answers(endpoint), gone]);
  const close = async () => {
    process.off("exit", kill);
    if (child.exitCode === null) await new Promise((resolve) => child.once("exit", resolve).kill());
  };
  return { endpoint, close };
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function answers(endpoint: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const reply = await fetch(endpoint).catch(() => undefined);
    if (reply) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("DynamoDB Local did not answer within 20 seconds");
}

const text = (name: string) => ({ AttributeName: name, AttributeType: "S" as const });
const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: "HASH" as const },
  { AttributeName: range, KeyType: "RANGE" as const },
];

/** The same keys and indexes that the deployed table has. */
async function createTable(endpoint: string): Promise<void> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "local", credentials });
  const command = new CreateTableCommand({
    TableName: table,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: ["pk", "sk", "duePk", "dueAt", "listPk", "listSk"].map(text),
    KeySchema: keys("pk", "sk"),
    GlobalSecondaryIndexes: [
      { IndexName: dueIndex, KeySchema: keys("duePk", "dueAt"), Projection: { ProjectionType: "KEYS_ONLY" } },
      { IndexName: listIndex, KeySchema: keys("listPk", "listSk"), Projection: { ProjectionType: "ALL" } },
    ],
  });
  await client.send(command).catch((error: unknown) => {
    if (!(error instanceof ResourceInUseException)) throw error;
  });
  await waitUntilTableExists(
    { client, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.2 },
    { TableName: table },
  );
  client.destroy();
}
