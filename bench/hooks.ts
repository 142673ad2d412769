import { Agent, request } from "node:http";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Hono } from "hono";
import { create as createHook } from "#functions/hook.ts";
import { type Posting, postingOf } from "#local/demo/form-body.ts";
import { people } from "#local/demo/people.ts";
import { serve } from "#local/listen.ts";
import { type Local, startLocal } from "#local/start.ts";
import { type Bench, median, processorClock, type Row, rounded } from "./bench.ts";
import { cemewe, rules } from "./rules.ts";

const form = "mentee-application";
const warming = 10;
const rounds = 60;

/** How long a partner's form waits for our answer (checked, stored, acknowledged), alone and in a crowd, against bare conditional puts on the same database. */
export const bench: Bench = async () => {
  const local = await startLocal({ rules, port: 0 });
  try {
    const post = await poster(
      local,
      Array.from({ length: warming + rounds }, (_, round) => String(round)),
    );
    const put = putter(local);
    const hooks: number[] = [];
    const puts: number[] = [];
    for (let round = 0; round < warming + rounds; round++) {
      const [hook, bare] = [await timed(() => post(String(round))), await timed(() => put(String(round)))];
      // What the application sets in motion is not part of the answer.
      await local.time.settle();
      if (round >= warming) hooks.push(hook);
      if (round >= warming) puts.push(bare);
    }
    const ratio = rounded(median(hooks) / median(puts));
    return [
      { what: "a hook's answer", ratio, target: 5, against: "one bare conditional put on the same database" },
      ...(await ramp(local, put)),
    ];
  } finally {
    await local.close();
  }
};

/** So many at once, one after the other: no more than a burst of partners' forms. */
const atOnce = [1, 4, 16, 32];
const each = 60;
const halves = ["a", "b"];
const namesOf = (burst: string): string[] => Array.from({ length: each }, (_, n) => `${burst}-${n}`);
/** Hooks accepted per bare put, at least. */
const share = 0.3;
/** Milliseconds: the most impatient sender waits ten seconds, and a fifth of that is ours. */
const patience = 2_000;

/**
 * How many hooks are accepted when many come at once, against bare conditional puts that come as thick. The door alone, over HTTP:
 * in the cloud others map what it took in.
 */
async function ramp(local: Local, put: (name: string) => Promise<unknown>): Promise<Row[]> {
  const door = await serve(hookApp(local.runtime));
  try {
    const bursts = ["warm", ...atOnce.flatMap((many) => halves.map((half) => `hook-${many}-${half}`))];
    const post = await poster(local, bursts.flatMap(namesOf), door.url);
    const all: Record<"hooks" | "puts", Burst> = { hooks: nothing(), puts: nothing() };
    await burst(8, "warm", post);
    for (const many of atOnce) {
      // In turns, so that a slow moment of the machine hits both.
      for (const half of halves) {
        add(all.puts, await burst(many, `put-${many}-${half}`, put));
        add(all.hooks, await burst(many, `hook-${many}-${half}`, post));
      }
    }
    const p99 = all.hooks.waits.sort((a, b) => a - b)[Math.floor(all.hooks.waits.length * 0.99)]!;
    const [hooks, puts] = [perSecond(all.hooks), perSecond(all.puts)];
    const most = atOnce.at(-1);
    return [
      {
        what: `a hook while up to ${most} come at once (${hooks} accepted a second, ${puts} bare puts a second)`,
        ratio: rounded(all.hooks.work / all.puts.work),
        target: rounded(1 / share),
        against: "one bare conditional put as thick on the same database",
      },
      {
        what: `the wait of the slowest in a hundred of ${all.hooks.waits.length} (p99 ${Math.round(p99)} ms)`,
        ratio: rounded(p99 / patience),
        target: 1,
        against: `${patience} ms`,
      },
    ];
  } finally {
    await door.close();
  }
}

interface Burst {
  waits: number[];
  milliseconds: number;
  /** What all threads worked for it: a busy machine makes people wait, and that is no cost of ours. */
  work: number;
}

const nothing = (): Burst => ({ waits: [], milliseconds: 0, work: 0 });
const perSecond = ({ waits, milliseconds }: Burst): number =>
  Math.round((waits.length * 1000) / milliseconds);

function add(to: Burst, { waits, milliseconds, work }: Burst): void {
  to.waits.push(...waits);
  to.milliseconds += milliseconds;
  to.work += work;
}

async function burst(many: number, name: string, post: (name: string) => Promise<unknown>): Promise<Burst> {
  const waits: number[] = [];
  const left = namesOf(name);
  const line = async () => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const mine = next;
      waits.push(await timed(() => post(mine)));
    }
  };
  const began = processorClock();
  const milliseconds = await timed(() => Promise.all(Array.from({ length: many }, line)));
  return { waits, milliseconds, work: processorClock() - began };
}

function hookApp(runtime: Local["runtime"]): Hono {
  const quiet = { ...runtime, log: { info: () => undefined, error: () => undefined } };
  const hook = createHook(quiet);
  return new Hono().post("/hooks/:program/:form", async (c) => {
    const rawBody = new Uint8Array(await c.req.arrayBuffer());
    const { program, form } = c.req.param();
    const { status, body } = await hook({ program, form, headers: c.req.header(), rawBody });
    return c.json(body, status as 202);
  });
}

/** Posts what was signed beforehand: what the sender does is no cost of ours. */
async function poster(
  { url, runtime, clock }: Local,
  names: string[],
  door = url,
): Promise<(name: string) => Promise<void>> {
  const pack = await cemewe();
  const [secret] = runtime.secrets.webhook(pack.id, form);
  const persona = people.find(({ role }) => role === "mentee");
  if (!secret || !persona) throw new Error(`there is no secret or nobody to post to ${form}`);
  const sign = (name: string) => postingOf(pack, form, persona, `bench-${name}`, secret, clock.now());
  const postings = new Map(names.map((name) => [name, sign(name)]));
  const address = new URL(`${door}/hooks/${pack.id}/${form}`);
  const agent = new Agent({ keepAlive: true });
  return async (name) => {
    const status = await send(address, postings.get(name)!, agent);
    if (status !== 202) throw new Error(`the hook answered ${status}`);
  };
}

/** By the same bare client that carries the puts. */
function send(address: URL, { body, headers }: Posting, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const length = { "content-length": String(Buffer.byteLength(body)) };
    const posted = request(
      address,
      { method: "POST", headers: { ...headers, ...length }, agent },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode!));
      },
    );
    posted.on("error", reject).end(body);
  });
}

function putter({ database: { endpoint, table } }: Local): (name: string) => Promise<unknown> {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: "local", endpoint, credentials }));
  return (name) =>
    client.send(
      new PutCommand({
        TableName: table,
        Item: { pk: `bench/${name}`, sk: "put" },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
