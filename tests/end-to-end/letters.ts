import type { Mail } from "#adapters/store.ts";
import type { Journey } from "#core/journey/journey.ts";
import type { Archive } from "./archive.ts";
import { linkOf } from "./participant.ts";

/** What went wrong with letters: none missing, none twice, none late, none that nobody decided. */
export function auditLetters(archive: Archive, journeys: Journey[], mails: Mail[]): string[] {
  return [
    ...mails.flatMap((mail) => arrivedOnce(archive, mail)),
    ...nothingTwice(mails),
    ...journeys.flatMap((journey) => notLate(journey, mails)),
    ...noStrangers(archive, mails),
  ];
}

function arrivedOnce({ letters, now }: Archive, mail: Mail): string[] {
  const { id } = mail.effect;
  const copies = letters.filter(({ key, headers }) => key === id || headers["X-Waymark-Mail"] === id).length;
  const about = `${mail.effect.text} (${id})`;
  if (mail.state === "sent")
    return copies === 1 ? [] : [`${about} is marked as sent and arrived ${copies} times`];
  if (copies > 0) return [`${about} arrived and is ${mail.state}`];
  if (mail.state === "queued" && mail.dueAt <= now)
    return [`${about} is still in the queue, due ${mail.dueAt}`];
  return mail.state === "frozen" || mail.state === "unknown" ? [`${about} is ${mail.state}`] : [];
}

/** The same words to the same person on the same day, about the same thing, are one letter, whatever their ids. */
function nothingTwice(mails: Mail[]): string[] {
  const seen = new Map<string, string>();
  return mails.flatMap(({ journey, effect, state }) => {
    const logical = [journey, effect.to, effect.text, effect.reminder, effect.at.slice(0, 10)].join(" ");
    const other = seen.get(logical);
    seen.set(logical, effect.id);
    return other && state !== "dropped"
      ? [`${effect.text} was written twice, as ${other} and ${effect.id}`]
      : [];
  });
}

/** An outage is made up for when it is over, not some days later. */
function notLate({ id, createdAt }: Journey, mails: Mail[]): string[] {
  const own = mails.filter(({ journey }) => journey === id);
  const first = own.map(({ effect }) => effect.at).sort()[0] ?? createdAt;
  return [
    ...(minutes(createdAt, first) > 10 ? [`${id} of ${createdAt} began at ${first}`] : []),
    ...own
      .filter(({ dueAt, sentAt }) => minutes(dueAt, sentAt ?? dueAt) > 10)
      .map(({ effect, dueAt, sentAt }) => `${effect.text} of ${dueAt} went out at ${sentAt}`),
  ];
}

const minutes = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 60_000;

function noStrangers({ letters }: Archive, mails: Mail[]): string[] {
  const known = new Set(mails.map(({ effect }) => effect.id));
  const links = letters.map((letter) => linkOf(letter)).filter((link) => link !== undefined);
  return [
    ...letters
      .filter(({ key }) => !known.has(key))
      .map(({ subject }) => `nobody decided to send "${subject}"`),
    ...links.filter((link, n) => links.indexOf(link) !== n).map(() => "two letters carry the same link"),
  ];
}
