import { createHmac } from "node:crypto";
import type { Clock } from "#adapters/clock.ts";
import { createErasures } from "#adapters/erasures.ts";
import type { Machine } from "#adapters/machine.ts";
import type { Delivery, FrozenLetter, Mailer } from "#adapters/mailer.ts";
import type { Meter } from "#adapters/meter.ts";
import { after } from "#adapters/moment.ts";
import type { Runtime } from "#adapters/runtime.ts";
import { readSecrets, type SecretName } from "#adapters/secrets.ts";
import { createStore } from "#adapters/store/store.ts";
import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import type { Pack } from "#core/program/pack.ts";
import { create as createAdvance } from "#functions/advance.ts";
import { create as createAwait } from "#functions/await.ts";
import { create as createDeliver } from "#functions/deliver.ts";
import { create as createEnded } from "#functions/ended.ts";
import { create as createFeedback } from "#functions/feedback.ts";
import type { Door } from "#functions/grants.ts";
import { create as createHook, type HookReply } from "#functions/hook.ts";
import { submissionOf } from "#functions/key-stream.ts";
import { create as createMap } from "#functions/map.ts";
import { create as createPostman } from "#functions/postman.ts";
import { create as createProblem } from "#functions/problem.ts";
import { create as createRenew } from "#functions/renew.ts";
import { create as createRetention } from "#functions/retention.ts";
import { create as createSweep } from "#functions/sweep.ts";
import { permit, type Watch } from "#local/permit.ts";
import { streamed as streaming } from "#local/stream.ts";
import { aProgram } from "./a-program.ts";

/** A Monday morning in Helsinki. */
export const monday = "2026-03-02T07:00:00.000Z";
const secret = "123456";
const key = (letter: string) => letter.repeat(40);
/** What the mail provider signs with. */
export const feedbackSecret = `whsec_${Buffer.from("feedback".repeat(4)).toString("base64")}`;
const origin = "https://waymark.example.org";
const ours = {
  linkKey: key("l"),
  sessionKey: key("s"),
  emailHash: key("e"),
  resendKey: "re_test",
  webhooks: { "test/typeform": [secret], "small/typeform": [secret], resend: [feedbackSecret] },
};

/** The time of a world, for whoever waits in it. */
export interface WorldTime extends Clock {
  wait(seconds: number): void;
}

/** Everything but the cloud: the real functions over a table, a machine that walks them as the ASL does, and a mailbox. */
export async function aWorld({
  table: rows = memoryTable() as Table,
  watch = undefined as Watch | undefined,
  pack = aProgram() as Pack,
  webhooks = {} as Record<string, string[]>,
  /** Another mailer than the one that takes everything at once. */
  mailer = undefined as ((time: WorldTime) => Mailer) | undefined,
} = {}) {
  const secrets = { ...ours, webhooks: { ...ours.webhooks, ...webhooks } };
  let now = monday;
  const clock: Clock = { now: () => now };
  const wait = (seconds: number): void => {
    now = after(now, seconds);
  };
  const mailbox: { letter: FrozenLetter; key: string; at: string }[] = [];
  const answers: Delivery[] = [];
  const streamed: string[] = [];
  const table = streaming(rows, ({ pk }) => {
    const submission = submissionOf(pk);
    if (submission) streamed.push(submission);
  });
  const logged: string[] = [];
  const measured: Parameters<Meter["record"]>[0][] = [];
  const executions = aMachine();
  const runtime: Runtime = {
    clock,
    log: { info: (code) => void logged.push(code), error: (code) => void logged.push(code) },
    meter: { record: (measures) => void measured.push(measures) },
    store: createStore(table, { emailHash: key("e") }),
    machine: executions.machine,
    erasures: createErasures(memoryTable()),
    mailer: mailer?.({ now: () => now, wait }) ?? {
      // As the provider does: the same key with the same bytes is the same mail, with other bytes a conflict.
      async send(letter, id) {
        const answer = answers.shift() ?? { ok: true, id: `provider-${id}` };
        const before = mailbox.find((mail) => mail.key === id);
        if (before && JSON.stringify(before.letter) !== JSON.stringify(letter)) {
          return { ok: false, code: "invalid_idempotent_request", retryable: false };
        }
        if (answer.ok && !before) mailbox.push({ letter, key: id, at: now });
        return answer;
      },
    },
    secrets: readSecrets(secrets, Object.keys(secrets) as SecretName[]),
    addresses: { pages: origin, console: origin, hooks: origin },
    mailFrom: "hello@example.org",
  };
  const doors = new Map<Door, Runtime>();
  /** What a door has to work with: its own store, so that a test may lay a hand on it. */
  const doorOf = (name: Door): Runtime => {
    const known = doors.get(name) ?? permit(runtime, table, secrets, name, watch);
    doors.set(name, known);
    return known;
  };
  const functions = {
    hook: createHook(doorOf("hook")),
    feedback: createFeedback(doorOf("feedback")),
    map: createMap(doorOf("map")),
    advance: createAdvance(doorOf("advance")),
    deliver: createDeliver(doorOf("deliver")),
    await: createAwait(doorOf("await")),
    renew: createRenew(doorOf("renew")),
    problem: createProblem(doorOf("problem")),
    ended: createEnded(doorOf("ended")),
    sweep: createSweep(doorOf("sweep")),
    postman: createPostman(doorOf("postman")),
    retention: createRetention(doorOf("retention")),
  };
  executions.functions = functions;
  executions.clock = clock;
  await runtime.store.packs.publish(pack);
  await runtime.store.packs.setLive(pack.id, pack.version);

  return {
    ...functions,
    runtime,
    table,
    pack,
    mailbox,
    answers,
    streamed,
    logged,
    measured,
    doorOf,
    executions,
    wait,
    typeform(body: unknown, program = "test", form = "typeform"): Promise<HookReply> {
      const rawBody = Buffer.from(JSON.stringify(body));
      const signature = `sha256=${createHmac("sha256", secret).update(rawBody).digest("base64")}`;
      return functions.hook({ program, form, headers: { "typeform-signature": signature }, rawBody });
    },
    run: () => executions.run(),
  };
}

export type World = Awaited<ReturnType<typeof aWorld>>;
interface Functions {
  advance: ReturnType<typeof createAdvance>;
  deliver: ReturnType<typeof createDeliver>;
  await: ReturnType<typeof createAwait>;
  renew: ReturnType<typeof createRenew>;
  problem: ReturnType<typeof createProblem>;
}

interface Execution {
  journey: string;
  generation: number;
  state: "ready" | "waiting" | "done" | "failed";
  loops: number;
  delivered: number | null;
  token?: string;
  until?: string;
}

/** The ASL in a few lines: three tries a task, a problem for a chunk that fails, tokens that work once. */
function aMachine() {
  const all = new Map<string, Execution>();
  let tokens = 0;
  const machine: Machine = {
    async start(journey, generation) {
      const name = `${journey}.${generation}`;
      if (all.has(name)) return "known";
      all.set(name, { journey, generation, state: "ready", loops: 0, delivered: null });
      return "started";
    },
    async wake(token) {
      const waiting = [...all.values()].find((one) => one.token === token && one.state === "waiting");
      if (!waiting) return "moved on";
      Object.assign(waiting, { state: "ready", token: undefined });
      return "woken";
    },
    async alive(journey, generation) {
      const state = all.get(`${journey}.${generation}`)?.state;
      return state === "ready" || state === "waiting";
    },
  };
  const self = {
    all,
    machine,
    functions: undefined as unknown as Functions,
    clock: undefined as unknown as Clock,
    /** Every execution goes on as far as it can. */
    async run(): Promise<void> {
      for (let turn = 0; turn < 200; turn += 1) {
        for (const one of all.values()) {
          if (one.state === "waiting" && one.until! <= self.clock.now())
            Object.assign(one, { state: "ready", token: undefined });
        }
        const ready = [...all.values()].filter((one) => one.state === "ready");
        if (ready.length === 0) return;
        for (const one of ready) await loop(one);
      }
      throw new Error("the executions never come to rest");
    },
  };

  async function loop(one: Execution): Promise<void> {
    const { journey, generation } = one;
    try {
      const { next, chunks, version, until } = await thrice(() =>
        self.functions.advance({
          journey,
          generation,
          loops: one.loops,
          delivered: one.delivered ?? undefined,
        }),
      );
      one.loops += 1;
      let whole = true;
      for (const { effects } of chunks) {
        const went = await thrice(() => self.functions.deliver({ journey, effects })).catch(
          async (error: Error) => {
            await self.functions.problem({ journey, effects, code: error.name });
            return undefined;
          },
        );
        whole &&= went !== undefined;
      }
      one.delivered = whole ? version : null;
      if (next === "end" || next === "stale") one.state = "done";
      else if (next === "renew") {
        await thrice(() => self.functions.renew({ journey, generation }));
        one.state = "done";
      } else await rest(one, whole ? until : [until, after(self.clock.now(), 300)].sort()[0]!);
    } catch {
      one.state = "failed";
    }
  }

  /** The one second that the ASL always waits is left out. */
  async function rest(one: Execution, until: string): Promise<void> {
    tokens += 1;
    const token = `token-${tokens}`;
    Object.assign(one, { state: "waiting", token, until });
    const { journey, generation } = one;
    await thrice(() => self.functions.await({ journey, generation, token, until }));
  }

  return self;
}

async function thrice<T>(task: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}
