import { after, hour } from "#adapters/moment.ts";
import type { Has } from "#adapters/runtime.ts";
import type { Mail } from "#adapters/store.ts";
import { nextMailTime } from "#core/messages/hours.ts";
import { hindrance } from "#core/people/permission.ts";
import { type Person, zoneOf } from "#core/people/person.ts";
import { isOfDay } from "#core/people/quota.ts";
import { dayOf, nextDay } from "#core/program/calendar-day.ts";
import type { Pack } from "#core/program/pack.ts";
import { stillAsked } from "./still-asked.ts";

export type MailVerdict =
  | { do: "send"; person: Person }
  | { do: "wait"; until: string }
  | { do: "stop"; state: "held" | "dropped" | "failed" | "unknown"; reason: string };

/** The provider forgets a key after a day; an hour before that we stop repeating and let a person look. */
const patience = 23 * hour;

/** The journey was put back from a backup: a person says whether the letter goes, and then it counts as tried. */
export const restored = "restored";

/** What becomes of a mail whose time has come. A frozen one is only stopped by what protects the person. */
export async function judge(runtime: Has<"store">, pack: Pack, mail: Mail): Promise<MailVerdict> {
  const { store, clock } = runtime;
  const now = clock.now();
  const person = await store.people.get(mail.effect.to);
  if (!person) return { do: "stop", state: "dropped", reason: "person-gone" };
  const hindered = hindrance(person, mail.effect.urgency);
  if (hindered) return { do: "stop", ...hindered };
  const zone = zoneOf(person, pack.program);
  const until = nextMailTime(pack.program, now, zone);
  if (mail.state === "frozen") return again(mail, person, until, now);
  if (until > now) return { do: "wait", until };
  if (await isFull(runtime, pack, mail, dayOf(now, zone)))
    return { do: "wait", until: nextMailTime(pack.program, nextDay(now, zone), zone) };
  if (!stillAsked(await store.journeys.get(mail.journey), mail.effect)) {
    return { do: "stop", state: "dropped", reason: "no-longer-asked" };
  }
  if (mail.attempts === 0 && (await store.mails.mayRepeat(mail)))
    return { do: "stop", state: "unknown", reason: restored };
  return { do: "send", person };
}

function again({ firstTriedAt }: Mail, person: Person, until: string, now: string): MailVerdict {
  if (firstTriedAt && after(firstTriedAt, patience) <= now)
    return { do: "stop", state: "unknown", reason: "check" };
  return until > now ? { do: "wait", until } : { do: "send", person };
}

async function isFull(
  { store }: Has<"store">,
  { program }: Pack,
  { effect }: Mail,
  day: string,
): Promise<boolean> {
  if (!isOfDay(effect)) return false;
  return (await store.mails.sentOn(effect.to, day, effect.id)) >= program.mailsPerDay;
}
