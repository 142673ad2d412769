import { randomUUID } from "node:crypto";
import { identify } from "#adapters/identify.ts";
import { after, minute } from "#adapters/moment.ts";
import { addresses, bind, machine, mailer, mailFrom, secrets, store } from "#adapters/runtime.ts";
import type { Mail } from "#adapters/store.ts";
import { type Dispatched, dispatch } from "./dispatch.ts";
import { sendLogins } from "./logins.ts";
import type { Post } from "./post.ts";
import { readableMails } from "./readable-mails.ts";

const lease = "postman";
/** At the provider's two a second this is well within the life of a function. */
const mostAtOnce = 100;
const perProgram = 10;
/** The reason of a mail that was put off because its sending broke. */
const threw = "threw";

export interface Posted {
  /** Another postman has the lease. */
  busy: boolean;
  /** More is due than one round may send. */
  more: boolean;
  done: Partial<Record<Dispatched, number>>;
}

/**
 * The one who sends mail, for every program: by turns, so that a large program does not keep a small one waiting, and what
 * is urgent first within each. Nothing new is begun after `until`. A lease keeps a second postman away; should it fail, the
 * rows and the provider's keys do.
 */
export const create =
  (runtime: Post) =>
  async (until?: string): Promise<Posted> => {
    const owner = randomUUID();
    if (!(await hold(runtime, owner))) return { busy: true, more: false, done: {} };
    try {
      const oldest = ageOf(await byTurns(runtime), runtime.clock.now());
      const posted = await drain(runtime, owner, until);
      runtime.meter.record({ MailsSent: posted.done.sent ?? 0, OldestMailSeconds: oldest });
      return posted;
    } finally {
      await runtime.store.leases.release(lease, owner);
    }
  };

/** Under a schedule and a stream: goes on while there is mail, and leaves the rest to the next minute before its own time is up. */
export const handler = bind(
  (runtime: Post) => {
    const post = create(runtime);
    return async (_: unknown, { getRemainingTimeInMillis }: { getRemainingTimeInMillis(): number }) => {
      const until = after(runtime.clock.now(), getRemainingTimeInMillis() / 1000 - 2 * minute);
      let posted = await post(until);
      while (posted.more && runtime.clock.now() < until) posted = await post(until);
      return posted;
    };
  },
  { store, machine, mailer, mailFrom, addresses, secrets: secrets("linkKey", "resendKey") },
);

async function drain(runtime: Post, owner: string, until?: string): Promise<Posted> {
  const posted: Posted = { busy: false, more: false, done: {} };
  const seen = new Set<string>();
  let holdUntil = after(runtime.clock.now(), minute);
  while (true) {
    await sendLogins(runtime);
    const round = (await byTurns(runtime)).filter((mail) => !seen.has(mail.effect.id));
    if (round.length === 0) return posted;
    for (const mail of round) {
      if (seen.size >= mostAtOnce || (until && runtime.clock.now() >= until))
        return { ...posted, more: true };
      if (runtime.clock.now() >= holdUntil) {
        if (!(await hold(runtime, owner))) return posted;
        holdUntil = after(runtime.clock.now(), minute);
      }
      seen.add(mail.effect.id);
      const outcome = await attempt(runtime, mail);
      posted.done[outcome] = (posted.done[outcome] ?? 0) + 1;
      // What the provider has against us it will have against the next one as well.
      if (outcome === "ours") return posted;
    }
  }
}

/** For how long the one that waits longest could have been out, in seconds; what was put off counts from its first try. */
function ageOf(mails: Mail[], now: string): number {
  const since = mails.map(({ firstTriedAt, dueAt }) => Date.parse(now) - Date.parse(firstTriedAt ?? dueAt));
  return Math.max(0, ...since) / 1000;
}

/** The first of each program, then the second of each, and so on. */
async function byTurns(runtime: Post): Promise<Mail[]> {
  const { store, clock } = runtime;
  const programs = await store.packs.programs();
  const queues = await Promise.all(
    programs.map((program) => readableMails(runtime, program, clock.now(), perProgram)),
  );
  return Array.from({ length: perProgram }, (_, turn) =>
    queues.flatMap((queue) => queue.slice(turn, turn + 1)),
  ).flat();
}

/** One letter that goes wrong in a way nobody foresaw is put off, and shown if it does so again; the others go on. */
async function attempt(runtime: Post, mail: Mail): Promise<Dispatched> {
  try {
    return await dispatch(runtime, mail);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    runtime.log.error("mail.threw", { mail: mail.effect.id, error: reason });
    if (mail.reason === threw) await fileProblem(runtime, mail, reason);
    await putOff(runtime, mail);
    return "waits";
  }
}

async function fileProblem({ store, clock }: Post, mail: Mail, reason: string): Promise<void> {
  const { program, journey, effect } = mail;
  const id = identify("prb", program, effect.id, threw);
  const detail = { journey, mail: effect.id, reason };
  await store.problems.put({ id, program, at: clock.now(), code: "mail.threw", detail, state: "open" });
}

/** Read again: it may have moved on before it went wrong. */
async function putOff({ store, clock }: Post, { journey, effect }: Mail): Promise<void> {
  const mail = await store.mails.get(journey, effect.id);
  if (mail?.state !== "queued" && mail?.state !== "frozen") return;
  await store.mails.move({ ...mail, reason: threw, dueAt: after(clock.now(), 5 * minute) }, mail.state);
}

function hold({ store, clock }: Post, owner: string): Promise<boolean> {
  return store.leases.take(lease, owner, clock.now(), after(clock.now(), 2 * minute));
}
