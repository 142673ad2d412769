import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { createErasures } from "#adapters/erasures.ts";
import { jsonLog } from "#adapters/json-log.ts";
import type { Runtime } from "#adapters/runtime.ts";
import { readSecrets, type SecretName } from "#adapters/secrets.ts";
import { createStore } from "#adapters/store/store.ts";
import type { Key, Row, Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import type { Pack } from "#core/program/pack.ts";
import { create as createAdvance } from "#functions/advance.ts";
import { create as createAwait } from "#functions/await.ts";
import { create as createDeliver } from "#functions/deliver.ts";
import type { Door } from "#functions/grants.ts";
import { submissionOf } from "#functions/key-stream.ts";
import { create as createMap } from "#functions/map.ts";
import { create as createProblem } from "#functions/problem.ts";
import { create as createRenew } from "#functions/renew.ts";
import { readDefinition } from "#local/asl/definition.ts";
import { type Flights, flights } from "#local/asl/flights.ts";
import type { Handler } from "#local/asl/machinery.ts";
import { openRecords } from "#local/asl/records.ts";
import { createRunner, type Runner } from "#local/asl/runner.ts";
import { serve } from "#local/listen.ts";
import { permit } from "#local/permit.ts";
import { localSecrets } from "#local/secrets.ts";
import { streamed } from "#local/stream.ts";
import { countedRecords } from "./counted-records.ts";
import { countedTable } from "./counted-table.ts";
import { createTally, type Tally } from "./counts.ts";
import { front } from "./front.ts";
import { type Invoke, invoker } from "./invoker.ts";
import { type Letter, machineOf, mailerOf, writingTo } from "./outside.ts";

/** The real doors over a table in memory, driven by the deployed state machine, in a time that moves only when told. */
export interface World {
  origin: string;
  tally: Tally;
  clock: { now(): string; moveTo(instant: string): void };
  /** The same rows, uncounted: for whoever looks on. */
  runtime: Runtime;
  letters: Letter[];
  runner: Runner;
  /** What the stream has set off, and whether there is mail. */
  streaming: Flights & { takeMail(): boolean };
  invoke: Invoke;
  doorOf(door: Door): Runtime;
  /** Every row as it lies there. */
  rows(): Promise<Row[]>;
  close(): Promise<void>;
}

const arn = "arn:aws:states:local:000000000000:stateMachine:journey";

export async function openWorld(packs: Pack[], from: string): Promise<World> {
  const tally = createTally();
  const invoke = invoker(tally);
  const clock = clockAt(from);
  const letters: Letter[] = [];
  const { table, rows } = remembering(memoryTable());
  const secrets = localSecrets(
    packs.flatMap(({ id, intake }) => Object.keys(intake).map((form) => `${id}/${form}`)),
  );
  let app = new Hono();
  const listening = await serve(new Hono().all("*", (c) => app.fetch(c.req.raw)));
  const fail = (error: unknown): void => {
    throw error;
  };
  const air = flights(fail);
  let mail = false;
  const stream = (key: Key): void => {
    const submission = submissionOf(key.pk);
    if (submission) air.launch(async () => void (await invoke("map", () => map({ submission }))));
    if (key.sk.startsWith("MAIL#")) mail = true;
  };

  const common = {
    clock,
    secrets: readSecrets(secrets, Object.keys(secrets) as SecretName[]),
    addresses: { pages: listening.url, console: listening.url, hooks: listening.url },
    mailFrom: "waymark@example.org",
    erasures: createErasures(memoryTable()),
  };
  const quiet = { log: jsonLog(() => undefined), meter: { record: () => undefined } };
  const runtimeOf = (door: Door): Runtime => ({
    ...common,
    ...writingTo(tally, door, clock.now),
    store: createStore(table, secrets),
    machine: machineOf(() => runner, tally, door),
    mailer: mailerOf(letters, tally, door, clock.now),
  });
  const doorOf = (door: Door): Runtime => {
    const note = (kind: string, units: number) => tally.note(door, kind, units);
    return permit(
      runtimeOf(door),
      countedTable(streamed(table, stream), tally.of(door), note),
      secrets,
      door,
    );
  };
  const map = createMap(doorOf("map"));
  const runner = createRunner(
    {
      definition: readDefinition(new URL("../../stacks/journey.asl.json", import.meta.url)),
      arn,
      handlers: handlersOf(doorOf, invoke),
      records: countedRecords(openRecords(":memory:"), () => {
        tally.transitions += 1;
      }),
      now: () => Date.parse(clock.now()),
      random: () => 0.5,
      newId: randomUUID,
    },
    fail,
  );
  const runtime = { ...runtimeOf("problem"), ...quiet, store: createStore(table, secrets) };
  for (const pack of packs) {
    await runtime.store.packs.publish(pack);
    await runtime.store.packs.setLive(pack.id, pack.version);
  }
  app = front(doorOf, tally, invoke);

  return {
    origin: listening.url,
    tally,
    clock,
    runtime,
    letters,
    runner,
    streaming: {
      ...air,
      takeMail() {
        const was = mail;
        mail = false;
        return was;
      },
    },
    invoke,
    doorOf,
    rows,
    async close() {
      await listening.close();
      await runner.close();
    },
  };
}

function clockAt(from: string) {
  let now = from;
  return {
    now: () => now,
    moveTo(instant: string) {
      if (instant > now) now = instant;
    },
  };
}

/** Remembers which keys were ever written, so that all rows can be weighed at the end. */
function remembering(table: Table): { table: Table; rows(): Promise<Row[]> } {
  const known = new Map<string, Key>();
  const put: Table["put"] = (row, when) => {
    known.set(`${row.pk}\n${row.sk}`, { pk: row.pk, sk: row.sk });
    return table.put(row, when);
  };
  const rows = async () =>
    (await Promise.all([...known.values()].map((key) => table.get(key)))).filter((row) => row !== undefined);
  return { table: { ...table, put }, rows };
}

function handlersOf(doorOf: World["doorOf"], invoke: Invoke): Record<string, Handler> {
  const counted =
    <I>(door: Door, work: (input: I) => Promise<unknown>) =>
    (input: I) =>
      invoke(door, () => work(input));
  return {
    Advance: counted("advance", createAdvance(doorOf("advance"))),
    Deliver: counted("deliver", createDeliver(doorOf("deliver"))),
    Await: counted("await", createAwait(doorOf("await"))),
    Renew: counted("renew", createRenew(doorOf("renew"))),
    Problem: counted("problem", createProblem(doorOf("problem"))),
  };
}
