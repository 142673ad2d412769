import { createHmac } from "node:crypto";
import { createErasures } from "#adapters/erasures.ts";
import { identify } from "#adapters/identify.ts";
import { send } from "#adapters/inbox.ts";
import type { FrozenLetter } from "#adapters/mailer.ts";
import { after } from "#adapters/moment.ts";
import type { Runtime } from "#adapters/runtime.ts";
import { readSecrets, type SecretName } from "#adapters/secrets.ts";
import { createStore } from "#adapters/store/store.ts";
import type { Key, Row, Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Door } from "#functions/grants.ts";
import { create as createHook } from "#functions/hook.ts";
import { submissionOf } from "#functions/key-stream.ts";
import { create as createMap } from "#functions/map.ts";
import { flights } from "#local/asl/flights.ts";
import { openRecords } from "#local/asl/records.ts";
import { createRunner, type Runner } from "#local/asl/runner.ts";
import type { LocalClock } from "#local/clock.ts";
import { permit } from "#local/permit.ts";
import { streamed } from "#local/stream.ts";
import { createTime, type Time } from "#local/time.ts";
import { aProgram, typeformBody } from "../functions/a-program.ts";
import { monday } from "../functions/a-world.ts";
import { handlersOf, type Release } from "./a-release.ts";

const signature = "123456";
const key = (letter: string) => letter.repeat(40);
const origin = "https://waymark.example.org";
const secrets = {
  linkKey: key("l"),
  sessionKey: key("s"),
  emailHash: key("e"),
  resendKey: "re_test",
  webhooks: { "test/typeform": [signature] },
};
const arn = "arn:aws:states:local:000000000000:stateMachine:waymark-journey";

export interface Sent {
  letter: FrozenLetter;
  key: string;
  at: string;
}

/**
 * What outlives a release: the rows, the executions with their definitions, the time, and what was sent. Deploying
 * replaces every function and the definition that new executions start with; whoever is under way stays.
 */
export async function aHouse(first: Release, packs: Pack[] = [aProgram()], given: Table = memoryTable()) {
  const { table: rows, everything } = remembering(given);
  const kept = openRecords(":memory:");
  const records = { ...kept, close: () => undefined };
  const erasures = createErasures(memoryTable());
  const clock = aClock();
  const mailbox: Sent[] = [];
  const faults: unknown[] = [];
  const logged: string[] = [];
  let tokens = 0;
  let now = await running(first);
  for (const pack of packs) {
    await now.runtime.store.packs.publish(pack);
    await now.runtime.store.packs.setLive(pack.id, pack.version);
  }

  async function running(release: Release) {
    const machinery = {
      ...{ definition: release.definition, arn, records, handlers: {} },
      ...{ now: () => Date.parse(clock.now()), random: () => 1, newId: () => `token-${++tokens}` },
    };
    const streaming = flights((fault) => faults.push(fault));
    const box: { runner?: Runner } = {};
    const table = streamed(release.table(rows), ({ pk }) => {
      const submission = submissionOf(pk);
      if (submission) streaming.launch(async () => void (await map({ submission }).catch(() => undefined)));
    });
    const runtime = runtimeOf(table, () => box.runner!);
    const doorOf = (name: Door): Runtime => permit(runtime, table, secrets, name);
    const map = createMap(doorOf("map"));
    Object.assign(machinery.handlers, release.handlers(handlersOf(doorOf)));
    const runner = createRunner(machinery, (fault) => faults.push(fault));
    box.runner = runner;
    const time: Time = createTime({ clock, runner, runtime, doorOf, streaming });
    return { runtime, runner, time, doorOf, hook: createHook(doorOf("hook")), streaming };
  }

  function runtimeOf(table: Table, runner: () => Runner): Runtime {
    const name = (journey: string, generation: number) => `${journey}.${generation}`;
    return {
      clock,
      log: { info: () => undefined, error: (code) => void logged.push(code) },
      meter: { record: () => undefined },
      store: createStore(table, { emailHash: key("e") }),
      machine: {
        async start(journey, generation) {
          const started = runner().start(name(journey, generation), { schema: 1, journey, generation });
          return started === "ExecutionAlreadyExists" ? "known" : "started";
        },
        wake: async (token) => (runner().sendTaskSuccess(token, {}) === "used" ? "woken" : "moved on"),
        alive: async (journey, generation) =>
          runner().describe(name(journey, generation))?.status === "RUNNING",
      },
      mailer: {
        async send(letter, id) {
          mailbox.push({ letter, key: id, at: clock.now() });
          return { ok: true, id: `provider-${id}` };
        },
      },
      secrets: readSecrets(secrets, Object.keys(secrets) as SecretName[]),
      erasures,
      addresses: { pages: origin, console: origin, hooks: origin },
      mailFrom: "hello@example.org",
    };
  }

  const journeyOf = (name: string) => identify("jrn", "test", "typeform", name);
  const settle = () => now.time.settle();

  return {
    mailbox,
    faults,
    logged,
    records,
    rows,
    everything,
    journeyOf,
    settle,
    get runtime() {
      return now.runtime;
    },
    get runner() {
      return now.runner;
    },
    async deploy(release: Release): Promise<void> {
      await now.streaming.idle();
      await now.time.stop();
      await now.runner.close();
      now = await running(release);
    },
    /** A step as long as the sweep may leave something lying. */
    async pass(hours: number, step = 6): Promise<void> {
      for (let n = 0; n < hours; n += step) await now.time.advanceTo(after(clock.now(), step * 3600));
    },
    async apply(name: string): Promise<void> {
      const rawBody = Buffer.from(JSON.stringify(typeformBody(name, { name, email: `${name}@example.org` })));
      const mac = createHmac("sha256", signature).update(rawBody).digest("base64");
      const headers = { "typeform-signature": `sha256=${mac}` };
      const { status } = await now.hook({ program: "test", form: "typeform", headers, rawBody });
      if (status !== 202) throw new Error(`the form of ${name} got ${status}`);
    },
    /** As her page does, with the asking that the letter named. */
    async answer(name: string, ask: string): Promise<void> {
      const common = {
        schema: 1 as const,
        id: `${ask}/answer`,
        at: clock.now(),
        by: "mentee",
        role: "mentee",
      };
      await send(now.doorOf("pages"), journeyOf(name), {
        ...{ type: "answered", ...common, ask, facts: { motivated: true } },
      });
    },
    /** As the console does, with the task that stands on its list. */
    async talk(name: string, task: string): Promise<void> {
      const common = { schema: 1 as const, id: `${task}/talked`, at: clock.now(), by: "coordinator" };
      await send(now.doorOf("console"), journeyOf(name), {
        ...{ type: "worked", ...common, task, facts: { talked: true }, done: true },
      });
    },
    async askOf(name: string): Promise<string> {
      const journey = await now.runtime.store.journeys.get(journeyOf(name));
      const waiting = journey?.threads.main?.waiting;
      if (waiting?.kind !== "answers") throw new Error(`${name} is asked nothing, but ${waiting?.kind}`);
      return waiting.id;
    },
    async taskOf(name: string): Promise<string> {
      const tasks = await now.runtime.store.tasks.ofJourney(journeyOf(name));
      return tasks.find(({ effect, state }) => state === "open" && effect.work.kind === "form")!.effect.id;
    },
    async endOf(name: string): Promise<string | undefined> {
      return (await now.runtime.store.journeys.get(journeyOf(name)))?.ended?.as;
    },
    problems: async () =>
      (await now.runtime.store.problems.list("test")).map(({ id, code, detail }) => {
        const { reason = code, journey, submission = journey, mail = submission } = detail;
        return { id, code: reason, about: mail! };
      }),
    /** Which definition an execution runs by, and how it is. */
    execution: (name: string, generation: number) => kept.get(`${journeyOf(name)}.${generation}`),
    /** Rows as they stand, without what the indexes are put off by. */
    async standing(name: string): Promise<Row[]> {
      const all = await rows.query(`JOURNEY#${journeyOf(name)}`);
      return structuredClone(all).map(({ dueAt: _, failures: __, ...row }) => row);
    },
  };
}

export type House = Awaited<ReturnType<typeof aHouse>>;

/** Time that only the test moves, to the millisecond. */
function aClock(): LocalClock {
  let now = monday;
  return {
    now: () => now,
    moveTo(instant) {
      if (instant > now) now = instant;
    },
  };
}

/** A table that can be asked for everything that was ever put into it. */
function remembering(table: Table) {
  const keys = new Map<string, Key>();
  const put: Table["put"] = (row, when) => {
    keys.set(`${row.pk} ${row.sk}`, { pk: row.pk, sk: row.sk });
    return table.put(row, when);
  };
  const everything = async (): Promise<Row[]> => {
    const rows = await Promise.all([...keys.values()].map((key) => table.get(key)));
    return rows.filter((row) => row !== undefined);
  };
  return { table: { ...table, put }, everything };
}
