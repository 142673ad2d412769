import { identify } from "#adapters/identify.ts";
import { send } from "#adapters/inbox.ts";
import type { Has } from "#adapters/runtime.ts";
import type { Mail } from "#adapters/store.ts";
import type { Heard } from "#adapters/webhooks/resend-event.ts";
import { forbidsMore, isOut, keepsBouncing } from "#core/messages/arrival.ts";
import { zoneOf } from "#core/people/person.ts";
import { isOfDay } from "#core/people/quota.ts";
import { dayOf } from "#core/program/calendar-day.ts";

type Ears = Has<"store" | "machine">;

/**
 * Does what follows from a word of the provider about one of our letters, and keeps the word last of all: a crash in between
 * repeats what is harmless to repeat, and a word that is kept has been acted on. Nothing depends on the order of words.
 */
export async function hear(runtime: Ears, heard: Heard): Promise<"stored" | "known" | "not-ours"> {
  const { store, log } = runtime;
  const journey = heard.mail.slice(0, heard.mail.lastIndexOf("/"));
  const mail = await store.mails.get(journey, heard.mail);
  if (!mail) return "not-ours";
  const known = (await store.mails.heard(journey, heard.mail)).get(heard.mail) ?? [];
  if (known.includes(heard.arrival)) return "known";
  await settle(runtime, mail, heard);
  await follow(runtime, mail, heard);
  log.info("mail.heard", { mail: heard.mail, arrival: heard.arrival });
  return store.mails.hear(journey, heard.mail, heard.arrival);
}

async function follow(runtime: Ears, mail: Mail, { arrival, at }: Heard): Promise<void> {
  const { store } = runtime;
  const { to, id } = mail.effect;
  if (arrival === "failed") return tell(runtime, mail, arrival);
  if (forbidsMore(arrival)) {
    if (await isStillHers(runtime, mail)) await store.people.suppress(to, arrival);
    return tell(runtime, mail, arrival);
  }
  if (arrival !== "soft-bounced") return;
  await store.mails.countBounce(to, at, id);
  if (keepsBouncing(await store.mails.bounces(to))) await tell(runtime, mail, "bounces");
}

/** The address may have been mended since the letter went out. One of somebody who was erased is nobody's. */
async function isStillHers({ store }: Ears, { effect, frozen }: Mail): Promise<boolean> {
  const person = await store.people.get(effect.to);
  return person !== undefined && (!frozen || frozen.to === person.email);
}

/** A person takes over where an answer is awaited, else looks after the address. */
async function tell(runtime: Ears, { journey, effect }: Mail, code: string): Promise<void> {
  await send(runtime, journey, {
    type: "mail-failed",
    schema: 1,
    id: `${effect.id}/${code}`,
    at: runtime.clock.now(),
    by: "engine",
    mail: effect.id,
    asks: effect.asks && { id: effect.asks.id, role: effect.asks.role },
    code,
  });
}

/** We did not hear whether the provider had taken it, and now we do: nobody needs to repeat it or to ask. */
async function settle({ store, clock }: Ears, mail: Mail, heard: Heard): Promise<void> {
  const { state, effect, program } = mail;
  if (!mail.firstTriedAt || (state !== "frozen" && state !== "unknown" && state !== "held")) return;
  if (!isOut(heard.arrival)) {
    await store.mails.move({ ...mail, state: "failed", reason: heard.arrival }, state);
  } else {
    const pack = await store.packs.get(program, mail.pack);
    const zone = zoneOf((await store.people.get(effect.to)) ?? {}, pack.program);
    const sentAt = clock.now();
    if (isOfDay(effect)) await store.mails.countSent(effect.to, dayOf(sentAt, zone), effect.id);
    const sent = { ...mail, state: "sent" as const, reason: undefined, providerId: heard.providerId, sentAt };
    await store.mails.move(sent, state);
  }
  await store.problems.close(program, identify("prb", program, effect.id, "mail.unknown"));
}
