import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { dynamoClient } from "#adapters/dynamo-client.ts";
import { jsonLog } from "#adapters/json-log.ts";
import type { Log } from "#adapters/log.ts";
import type { Meter } from "#adapters/meter.ts";
import { loadPack } from "#adapters/pack-files.ts";
import type { Runtime } from "#adapters/runtime.ts";
import * as parts from "#adapters/runtime.ts";
import type { SecretsFile } from "#adapters/secrets.ts";
import type { Table } from "#adapters/table.ts";
import { dynamoTable } from "#adapters/table-dynamo.ts";
import { create as createAdvance } from "#functions/advance.ts";
import { create as createAwait } from "#functions/await.ts";
import { create as createDeliver } from "#functions/deliver.ts";
import { create as createEnded } from "#functions/ended.ts";
import type { Door } from "#functions/grants.ts";
import { submissionOf } from "#functions/key-stream.ts";
import { create as createMap } from "#functions/map.ts";
import { create as createProblem } from "#functions/problem.ts";
import { create as createRenew } from "#functions/renew.ts";
import { readDefinition } from "./asl/definition.ts";
import { flights } from "./asl/flights.ts";
import type { Handler, Machinery } from "./asl/machinery.ts";
import { openRecords } from "./asl/records.ts";
import { createRunner, type Runner } from "./asl/runner.ts";
import { type LocalClock, localClock } from "./clock.ts";
import { clockApp } from "./clock-page.tsx";
import { type Database, type DatabaseKind, openDatabase } from "./database.ts";
import { writeEnvironment } from "./environment.ts";
import { gateway } from "./gateway.ts";
import { serve } from "./listen.ts";
import { loginApp } from "./login.tsx";
import { type Mailbox, openMailbox } from "./mailbox.ts";
import { outboxApp } from "./outbox.tsx";
import { permit, type Watch } from "./permit.ts";
import { type Found, findPacks, publish } from "./publish.ts";
import { resendApp } from "./resend.ts";
import { localSecrets } from "./secrets.ts";
import { liveArn, stepFunctionsApp } from "./step-functions.ts";
import { streamed } from "./stream.ts";
import { createTime, type Time } from "./time.ts";

export interface LocalOptions {
  /** Folder with the programs. */
  rules: string;
  port?: number;
  /** Folder that keeps everything; in memory when left out. */
  data?: string;
  database?: DatabaseKind;
  /** Where a new clock begins. */
  startAt?: string;
  say?: (line: string) => void;
  /** Hears of every grant that a door uses. */
  watch?: Watch;
}

export interface Local {
  url: string;
  clock: LocalClock;
  runtime: Runtime;
  time: Time;
  mailbox: Mailbox;
  database: Pick<Database, "endpoint" | "table">;
  close(): Promise<void>;
}

const machineArn = "arn:aws:states:local:000000000000:stateMachine:waymark-journey";

/** The whole system in this process. The clients are the real ones; only what they talk to is ours. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const { data, say = () => undefined } = options;
  const file = (name: string) => data && join(data, name);
  if (data) mkdirSync(data, { recursive: true });
  const clock = localClock({ file: file("clock"), start: options.startAt });
  const found = await findPacks(options.rules);
  const database = await openDatabase(options.database ?? "dynalite", data);
  const mailbox = openMailbox(file("mailbox.sqlite") ?? ":memory:", randomUUID);
  const mail = await serve(resendApp(mailbox, clock.now));
  const [machine, door] = [await openDoor(), await openDoor(options.port)];

  const streaming = flights((error) => log.error("local.stream-failed", { error: nameOf(error) }));
  const secrets = localSecrets(formsOf(found), file("secrets.json"));
  const environment = environmentOf({
    database,
    machine: machine.url,
    mail: mail.url,
    origin: door.url,
    secrets,
  });
  const written = data && writeEnvironment(data, environment);
  const runtime = await parts.runtime(environment, whole, { clock, log, meter });
  const table = streamed(tableOf(database), (key) => {
    const submission = submissionOf(key.pk);
    if (submission) streaming.launch(async () => void (await map({ submission })));
  });
  const doorOf = (name: Door): Runtime => permit(runtime, table, secrets, name, options.watch);
  const map = createMap(doorOf("map"));
  await publish(runtime, found, say);

  const ended = createEnded(doorOf("ended"));
  const runner = openRunner(
    file("executions.sqlite") ?? ":memory:",
    clock,
    handlersOf(doorOf),
    (execution, status) => streaming.launch(async () => void (await ended({ execution, status }))),
  );
  machine.mount(stepFunctionsApp(runner, machineArn, () => Date.parse(clock.now())));
  const time = createTime({ clock, runner, runtime, doorOf, streaming });
  door.mount(pagesOf(doorOf, options.rules, clock, time, mailbox));
  return { url: door.url, clock, runtime, time, mailbox, database, close };

  async function close(): Promise<void> {
    await time.stop();
    await door.close();
    await streaming.idle();
    await runner.close();
    await Promise.all([machine.close(), mail.close()]);
    await database.close();
    mailbox.close();
    if (written) rmSync(written, { force: true });
  }
}

/** The system as a whole, for what belongs to no door: publishing, the demo, tests. */
const whole = {
  store: parts.store,
  machine: parts.machine,
  erasures: parts.erasures,
  mailer: parts.mailer,
  mailFrom: parts.mailFrom,
  addresses: parts.addresses,
  secrets: parts.secrets("linkKey", "sessionKey", "emailHash", "resendKey", "webhooks"),
};

/** Nobody watches a dashboard of one machine. */
const meter: Meter = { record: () => undefined };

const tableOf = ({ endpoint, table }: Database): Table => {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return dynamoTable(dynamoClient({ region: "local", endpoint, credentials }), table);
};

/** On a terminal only what went wrong is worth a line; codes and ids, as everywhere. */
const log: Log = { ...jsonLog(), info: () => undefined };

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");

const formsOf = ({ packs }: Found): string[] =>
  packs.flatMap(({ id, intake }) => Object.keys(intake).map((form) => `${id}/${form}`));

function environmentOf(places: {
  database: Database;
  machine: string;
  mail: string;
  origin: string;
  secrets: SecretsFile;
}): Record<string, string> {
  return {
    WAYMARK_TABLE: places.database.table,
    WAYMARK_ERASURES: places.database.erasures,
    WAYMARK_MACHINE: liveArn(machineArn),
    WAYMARK_ORIGIN: places.origin,
    WAYMARK_SECRETS: JSON.stringify(places.secrets),
    WAYMARK_MAIL_FROM: "waymark@example.org",
    // Nobody is at the other end who could be asked too often.
    WAYMARK_MAIL_RATE: "10000",
    RESEND_BASE_URL: places.mail,
    AWS_REGION: "local",
    AWS_ENDPOINT_URL_DYNAMODB: places.database.endpoint,
    AWS_ENDPOINT_URL_SFN: places.machine,
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
  };
}

type DoorOf = (name: Door) => Runtime;

function handlersOf(doorOf: DoorOf): Record<string, Handler> {
  return {
    Advance: createAdvance(doorOf("advance")),
    Deliver: createDeliver(doorOf("deliver")),
    Await: createAwait(doorOf("await")),
    Renew: createRenew(doorOf("renew")),
    Problem: createProblem(doorOf("problem")),
  };
}

function openRunner(
  path: string,
  clock: LocalClock,
  handlers: Record<string, Handler>,
  ended: Machinery["ended"],
): Runner {
  const definition = readDefinition(new URL("../stacks/journey.asl.json", import.meta.url));
  const now = () => Date.parse(clock.now());
  const machinery = {
    definition,
    arn: machineArn,
    handlers,
    records: openRecords(path),
    now,
    random: Math.random,
    newId: randomUUID,
    ended,
  };
  return createRunner(machinery, (error) => log.error("local.runner-failed", { error: nameOf(error) }));
}

function pagesOf(doorOf: DoorOf, rules: string, clock: LocalClock, time: Time, mailbox: Mailbox): Hono {
  const problems = async (program: string) => (await loadPack(rules, program)).problems ?? [];
  return gateway({
    doorOf,
    console: {
      clock: { now: clock.now, action: "/clock" },
      links: [{ label: "Outbox", href: "/outbox" }],
      problems,
    },
    login: loginApp(doorOf("console"), "Coordinator"),
    clock: clockApp(clock, time),
    outbox: outboxApp(mailbox),
  });
}

/** A door that is open before anybody is in: its address must be known first. */
async function openDoor(port?: number) {
  let inside: Hono | undefined;
  const app = new Hono().all("*", (c) => inside?.fetch(c.req.raw) ?? c.text("starting", 503));
  const mount = (mounted: Hono) => {
    inside = mounted;
  };
  return { ...(await serve(app, port)), mount };
}
