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
/** So many are read ahead, of all programs together but one of each at least: what turns urgent waits behind no more. */
const ahead = 40;
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
 * The one who sends mail, for every program: what is urgent first, and else by turns, so that a large program does not keep
 * a small one waiting. Nothing new is begun after `until`. A lease keeps a second postman away; should it fail, the rows
 * and the provider's keys do, and the rate is kept by all together (adapters/pace.ts).
 */
export const create = (runtime: Post) => {
  const turns: Turns = { last: "", waiting: 0 };
  return async (until?: string): Promise<Posted> => {
    const owner = randomUUID();
    if (!(await hold(runtime, owner))) return { busy: true, more: false, done: {} };
    try {
      const first = await byTurns(runtime, turns);
      const oldest = ageOf(first, runtime.clock.now());
      const posted = await drain(runtime, turns, { owner, first, until });
      runtime.meter.record({ MailsSent: posted.done.sent ?? 0, OldestMailSeconds: oldest });
      return posted;
    } finally {
      await runtime.store.leases.release(lease, owner);
    }
  };
};

interface Turns {
  /** Whose turn it was last: the next round goes on from there, however early this one had to end. */
  last: string;
  /** How many programs had mail in the last round: the fewer, the further it is read ahead of each. */
  waiting: number;
}

/** Under a schedule and a stream: goes on while there is mail, and leaves the rest to the next minute before its own time is up. */
export const handler = bind(
  (runtime: Post) => {
    const post = create(runtime);
    return async (_: unknown, { getRemainingTimeInMillis }: { getRemainingTimeInMillis(): number }) => {
      const until = after(runtime.clock.now(), getRemainingTimeInMillis() / 1000 - minute);
      let posted = await post(until);
      while (posted.more && runtime.clock.now() < until) posted = await post(until);
      return posted;
    };
  },
  { store, machine, mailer, mailFrom, addresses, secrets: secrets("linkKey", "resendKey") },
);

async function drain(
  runtime: Post,
  turns: Turns,
  { owner, first, until }: { owner: string; first: Mail[]; until?: string },
): Promise<Posted> {
  const posted: Posted = { busy: false, more: false, done: {} };
  const seen = new Set<string>();
  let holdUntil = after(runtime.clock.now(), minute);
  await sendLogins(runtime);
  let round = first;
  while (round.length > 0) {
    for (const mail of round) {
      if (seen.size >= mostAtOnce || (until && runtime.clock.now() >= until))
        return { ...posted, more: true };
      if (runtime.clock.now() >= holdUntil) {
        if (!(await hold(runtime, owner))) return posted;
        holdUntil = after(runtime.clock.now(), minute);
      }
      seen.add(mail.effect.id);
      const outcome = await attempt(runtime, mail);
      if (!isUrgent(mail)) turns.last = mail.program;
      posted.done[outcome] = (posted.done[outcome] ?? 0) + 1;
      // What the provider has against us it will have against the next one as well.
      if (outcome === "ours" || outcome === "rest") return posted;
    }
    await sendLogins(runtime);
    round = (await byTurns(runtime, turns)).filter((mail) => !seen.has(mail.effect.id));
  }
  return posted;
}

/** For how long the one that waits longest could have been out, in seconds; what was put off counts from its first try. */
function ageOf(mails: Mail[], now: string): number {
  const since = mails.map(({ firstTriedAt, dueAt }) => Date.parse(now) - Date.parse(firstTriedAt ?? dueAt));
  return Math.max(0, ...since) / 1000;
}

/** What is urgent, and then the first of each program, the second of each, and so on, beginning after whose turn it was last. */
async function byTurns(runtime: Post, turns: Turns): Promise<Mail[]> {
  const programs = (await runtime.store.packs.programs()).sort();
  const next = programs.findIndex((program) => program > turns.last);
  const inTurn = next > 0 ? [...programs.slice(next), ...programs.slice(0, next)] : programs;
  const each = Math.ceil(ahead / Math.max(1, turns.waiting || programs.length));
  const now = runtime.clock.now();
  const queues = await Promise.all(inTurn.map((program) => readableMails(runtime, program, now, each)));
  turns.waiting = queues.filter((queue) => queue.length > 0).length;
  const mails = Array.from({ length: each }, (_, turn) =>
    queues.flatMap((queue) => queue.slice(turn, turn + 1)),
  ).flat();
  return [...mails.filter(isUrgent), ...mails.filter((mail) => !isUrgent(mail))];
}

const isUrgent = ({ effect }: Mail): boolean => effect.urgency === "safety";

/** One letter that goes wrong in a way nobody foresaw is tried a minute later, and put off and shown if it does so again; the others go on. */
async function attempt(runtime: Post, mail: Mail): Promise<Dispatched> {
  try {
    return await dispatch(runtime, mail);
  } catch (error) {
    const reason = error instanceof Error ? error.name : "unknown";
    runtime.log.error("mail.threw", { mail: mail.effect.id, error: reason });
    const again = mail.reason === threw;
    if (again) await fileProblem(runtime, mail, reason);
    await putOff(runtime, mail, again ? 5 * minute : minute);
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
async function putOff({ store, clock }: Post, { journey, effect }: Mail, seconds: number): Promise<void> {
  const mail = await store.mails.get(journey, effect.id);
  if (mail?.state !== "queued" && mail?.state !== "frozen") return;
  await store.mails.move({ ...mail, reason: threw, dueAt: after(clock.now(), seconds) }, mail.state);
}

function hold({ store, clock }: Post, owner: string): Promise<boolean> {
  return store.leases.take(lease, owner, clock.now(), after(clock.now(), 2 * minute));
}
