import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { dynamoDbLocalHome } from "./dynamodb-local-home.ts";
import { javaCommand, javaProblem } from "./java.ts";

export interface DynamoDbLocal {
  endpoint: string;
  /** Of the JVM. */
  pid: number;
  close(): Promise<void>;
}

const guard = resolve(import.meta.dirname, "dynamodb-local-guard.ts");
const tries = 3;
const patience = 60_000;
/** It lives for minutes and not for months: half the work to start, and little memory. */
const light = ["-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];

/** Amazon's DynamoDB Local in a JVM that ends with us, also when we are killed. It listens on every address of the machine. */
export async function openDynamoDbLocal(data?: string, choosePort = freePort): Promise<DynamoDbLocal> {
  const home = dynamoDbLocalHome();
  if (!home) {
    throw new Error(
      "Amazon's DynamoDB Local is not here: `npm run dynamodb-local` brings it (56 MB), or set DYNAMODB_LOCAL_HOME to the folder of DynamoDBLocal.jar.",
    );
  }
  const problem = javaProblem();
  if (problem) throw new Error(problem);
  const place = data ? ["-dbPath", made(resolve(data, "dynamodb-local"))] : ["-inMemory"];
  for (let attempt = 1; ; attempt += 1) {
    const opened = await open(home, await choosePort(), place);
    if ("endpoint" in opened) return opened;
    const taken = opened.said.includes("BindException");
    if (!taken || attempt === tries) throw new Error(`DynamoDB Local did not start: ${opened.said.trim()}`);
  }
}

async function open(home: string, port: number, place: string[]): Promise<DynamoDbLocal | { said: string }> {
  const jar = [...light, "-Djava.library.path=./DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"];
  const flags = ["-port", String(port), "-sharedDb", "-disableTelemetry", ...place];
  const child = fork(guard, [javaCommand(), ...jar, ...flags], {
    cwd: home,
    // In a group of its own, so that Ctrl-C ends the program first and its database after it.
    detached: true,
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const said = listenTo(child);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const pid = new Promise<number>((resolve) => child.once("message", resolve));
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answers(endpoint, child))) {
    if (child.connected) child.disconnect();
    await gone;
    return { said: said() };
  }
  const close = async () => {
    if (child.connected) child.send("close");
    await gone;
  };
  return { endpoint, pid: await pid, close };
}

/** The end of what it complained about. */
function listenTo(child: ChildProcess): () => string {
  let text = "";
  child.stderr!.on("data", (bytes) => {
    text = (text + String(bytes)).slice(-2000);
  });
  return () => text;
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Below the range that systems give out by themselves, so that nobody is given it between now and the JVM's own try. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once("error", () => resolve(false));
      server.listen(port, () => resolve(true));
    });
    if (!free) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}

async function answers(endpoint: string, child: ChildProcess): Promise<boolean> {
  const until = Date.now() + patience;
  while (child.exitCode === null && Date.now() < until) {
    if (await fetch(endpoint).then(Boolean, () => false)) return child.exitCode === null;
    await pause(50);
  }
  return false;
}
