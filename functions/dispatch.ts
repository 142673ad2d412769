import { identify } from "#adapters/identify.ts";
import { send as tell } from "#adapters/inbox.ts";
import type { Delivery } from "#adapters/mailer.ts";
import { after, minute } from "#adapters/moment.ts";
import type { Mail } from "#adapters/store.ts";
import { type Person, zoneOf } from "#core/people/person.ts";
import { isOfDay } from "#core/people/quota.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import type { Pack } from "#core/program/pack.ts";
import { backoff } from "./backoff.ts";
import { fillLinks, freeze } from "./freeze.ts";
import { judge, restored } from "./mail-verdict.ts";
import type { Post } from "./post.ts";

/** What became of one mail in this turn; "ours" is a refusal that every other mail would meet as well, and so is "rest". */
export type Dispatched = Mail["state"] | "waits" | "taken" | "ours" | "rest";

type Refusal = Extract<Delivery, { ok: false }>;

/** Takes one mail as far as it goes now. Whoever else has it in hand at the same moment, one of the two writes it. */
export async function dispatch(runtime: Post, mail: Mail): Promise<Dispatched> {
  const pack = await runtime.store.packs.get(mail.program, mail.pack);
  const verdict = await judge(runtime, pack, mail);
  if (verdict.do === "wait") return move(runtime, { ...mail, dueAt: verdict.until }, mail.state, "waits");
  if (verdict.do === "stop") return stop(runtime, mail, verdict.state, verdict.reason);
  await count(runtime, zoneOf(verdict.person, pack.program), mail);
  const frozen = mail.state === "queued" ? await seal(runtime, pack, verdict.person, mail) : mail;
  if (typeof frozen === "string") return frozen;
  if (!frozen.frozen)
    throw new Error(`The letter of ${mail.effect.id} is gone; look at the row LETTER#${mail.effect.id}.`);
  const delivery = await runtime.mailer.send(fillLinks(runtime, frozen.frozen), mail.effect.id);
  return delivery.ok ? sent(runtime, frozen, delivery.id) : refused(runtime, frozen, delivery);
}

/** Before it leaves: one that may have arrived is one of its day, whatever we hear of it. */
async function count({ store, clock }: Post, zone: string, { effect }: Mail): Promise<void> {
  if (isOfDay(effect)) await store.mails.countSent(effect.to, dayOf(clock.now(), zone), effect.id);
}

/** The bytes and the first attempt are kept before anything leaves: after a crash the same letter goes out under the same key. */
async function seal(runtime: Post, pack: Pack, person: Person, mail: Mail): Promise<Mail | "taken" | "held"> {
  const { store, clock } = runtime;
  const letter = await compose(runtime, pack, person, mail);
  if (!letter) return "held";
  const frozen: Mail = { ...mail, state: "frozen", frozen: letter, firstTriedAt: clock.now(), attempts: 1 };
  if ((await store.mails.move(frozen, "queued")) === "stale") return "taken";
  return (await store.mails.get(mail.journey, mail.effect.id))!;
}

/** A letter that cannot be written is held, with a problem that names its text. */
async function compose(runtime: Post, pack: Pack, person: Person, mail: Mail) {
  try {
    return await freeze(runtime, pack, person, mail);
  } catch {
    await file(runtime, mail, "mail.not-composed", { text: mail.effect.text });
    await move(runtime, { ...mail, state: "held", reason: "not-composed" }, mail.state, "held");
    return undefined;
  }
}

async function sent(runtime: Post, mail: Mail, providerId: string): Promise<Dispatched> {
  const sentAt = runtime.clock.now();
  return move(runtime, { ...mail, state: "sent", providerId, sentAt, reason: undefined }, "frozen", "sent");
}

async function refused(runtime: Post, mail: Mail, refusal: Refusal): Promise<Dispatched> {
  // Another body went out under our key: that letter may well have arrived.
  if (refusal.code === "invalid_idempotent_request") return stop(runtime, mail, "unknown", "check");
  if (!refusal.retryable) return stop(runtime, mail, "failed", refusal.code);
  if (refusal.refused === "rest") {
    const dueAt = after(runtime.clock.now(), refusal.afterSeconds ?? minute);
    return move(runtime, { ...mail, dueAt }, "frozen", "rest");
  }
  const ours = refusal.refused === "us";
  if (ours)
    await file(runtime, mail, "mail.provider-refuses", { reason: refusal.code }, "provider", refusal.code);
  const dueAt = backoff(runtime.clock.now(), mail.effect.id, mail.attempts, refusal.afterSeconds);
  return move(runtime, { ...mail, attempts: mail.attempts + 1, dueAt }, "frozen", ours ? "ours" : "waits");
}

/** Told to the journey first, and shown, so that a crash in between repeats it and loses nothing. */
async function stop(
  runtime: Post,
  mail: Mail,
  state: "held" | "dropped" | "failed" | "unknown",
  reason: string,
): Promise<Dispatched> {
  const { id } = mail.effect;
  if (state === "failed") {
    const event = { schema: 1 as const, id: `${id}/failed`, at: runtime.clock.now(), by: "engine" };
    await tell(runtime, mail.journey, {
      type: "mail-failed",
      ...event,
      mail: id,
      asks: askedBy(mail),
      code: reason,
    });
  }
  if (state === "unknown") await file(runtime, mail, "mail.unknown", { reason });
  // Seen by a person from now on: when they let it out, nothing holds it a second time.
  const attempts = reason === restored ? 1 : mail.attempts;
  return move(runtime, { ...mail, state, reason, attempts }, mail.state, state);
}

const askedBy = ({ effect: { asks } }: Mail) => asks && { id: asks.id, role: asks.role };

async function move(runtime: Post, mail: Mail, from: Mail["state"], then: Dispatched): Promise<Dispatched> {
  const saved = await runtime.store.mails.move(mail, from);
  if (saved === "saved") runtime.log.info("mail.moved", { mail: mail.effect.id, from, to: mail.state });
  return saved === "saved" ? then : "taken";
}

/** `about` names the problem; one of the provider is one problem, however many letters meet it. */
async function file(
  runtime: Post,
  mail: Mail,
  code: string,
  more: Record<string, string>,
  ...about: string[]
): Promise<void> {
  const { program, journey, effect } = mail;
  const id = identify("prb", program, ...(about.length > 0 ? about : [effect.id, code]));
  const detail = { journey, mail: effect.id, ...more };
  await runtime.store.problems.put({ id, program, at: runtime.clock.now(), code, detail, state: "open" });
}
