import { isDeepStrictEqual } from "node:util";
import {
  type Broken,
  broken,
  type EffectItem,
  type Evidence,
  isRow,
  type MailItem,
  type Written,
} from "./evidence.ts";

const say = broken("I2");

interface Decided {
  effect: EffectItem;
  journey: string;
  /** The commit that decided it. */
  number: number;
}

/** I2: what was decided is done once, or visibly held; and nothing is done that was not decided before. */
export function eachEffectOnce(evidence: Evidence): Broken[] {
  const decided = decidedIn(evidence);
  const rows = new Map(evidence.rows.map((row) => [`${row.pk}\n${row.sk}`, row]));
  const mails = evidence.rows.filter(isRow("MAIL")).flatMap(({ mail }) => mail ?? []);
  return [
    ...[...decided.values()].flatMap((one) => isThere(rows, one)),
    ...forgotten(evidence),
    ...mails.flatMap((mail) => arrivedOnce(evidence, mail)),
    ...decidedFirst(evidence, decided),
    ...strangers(evidence, mails),
    ...sameBytes(evidence),
    ...sameWords(mails),
  ];
}

/** Every effect that ever stood in an outbox, with the commit that put it there. */
function decidedIn({ commits }: Evidence): Map<string, Decided> {
  const decided = new Map<string, Decided>();
  for (const { number, row } of commits)
    for (const { effect } of row?.journey?.outbox ?? [])
      if (!decided.has(effect.id)) decided.set(effect.id, { effect, journey: row!.journey!.id, number });
  return decided;
}

function isThere(rows: Map<string, Written>, { effect, journey }: Decided): Broken[] {
  const row = rows.get(traceOf(effect, journey));
  const about = `${effect.kind} ${effect.text ?? ""} ${effect.id}`;
  if (!row) return [say("lost", `${about} was decided and never done`)];
  if (effect.kind === "task-closed" && row.state === "open")
    return [say("lost", `${about}: the task is open still`)];
  if (effect.kind === "log" && !isDeepStrictEqual(row.entries, effect.entries))
    return [say("wrong", `${about} says something else than was decided`)];
  return [];
}

/** Where the deed of an effect is to be seen. */
function traceOf({ kind, id, to, task }: EffectItem, journey: string): string {
  if (kind === "message") return `JOURNEY#${to}\nEVENT#${id}`;
  const noun = { mail: `MAIL#${id}`, task: `TASK#${id}`, "task-closed": `TASK#${task}`, log: `LOG#${id}` }[
    kind
  ];
  return `JOURNEY#${journey}\n${noun}`;
}

/** An effect may leave the outbox only when its row is there. */
function forgotten({ commits }: Evidence): Broken[] {
  const written = new Set<string>();
  const waiting = new Map<string, EffectItem[]>();
  return commits.flatMap(({ key, row }) => {
    written.add(`${key.pk}\n${key.sk}`);
    if (!row?.journey) return [];
    const { id, outbox } = row.journey;
    const still = outbox.map(({ effect }) => effect);
    const gone = (waiting.get(id) ?? []).filter((effect) => !still.some((other) => other.id === effect.id));
    waiting.set(id, still);
    return gone
      .filter((effect) => !written.has(traceOf(effect, id)))
      .map((effect) => say("lost", `${effect.kind} ${effect.id} was forgotten before it was done`));
  });
}

function arrivedOnce(
  { mailbox, now, rows }: Evidence,
  { effect, state, dueAt, journey }: MailItem,
): Broken[] {
  const copies = mailbox.filter(({ letter }) => letter.headers["X-Waymark-Mail"] === effect.id).length;
  const about = `the letter ${effect.text} ${effect.id}, ${state},`;
  const has = (sk: string) => rows.some((row) => row.pk === `JOURNEY#${journey}` && row.sk === sk);
  if (copies > 1) return [say("twice", `${about} arrived ${copies} times`)];
  if (state === "sent" && copies === 0) return [say("lost", `${about} never arrived`)];
  if ((state === "queued" || state === "frozen") && Date.parse(dueAt) <= now)
    return [say("lost", `${about} was due at ${dueAt} and lies there`)];
  if (state === "queued" && copies > 0) return [say("wrong", `${about} arrived all the same`)];
  if (state === "failed" && !has(`EVENT#${effect.id}/failed`))
    return [say("lost", `${about} failed, and its journey was not told`)];
  if (
    state === "unknown" &&
    !rows.some(
      ({ pk, problem }: Written & { problem?: { code: string; detail: { mail?: string } } }) =>
        pk.startsWith("PROBLEMS#") && problem?.code === "mail.unknown" && problem.detail.mail === effect.id,
    )
  )
    return [say("lost", `${about} is shown to nobody`)];
  return [];
}

/** Decided, then written down, then frozen, then sent. */
function decidedFirst({ commits, mailbox }: Evidence, decided: Map<string, Decided>): Broken[] {
  const firstOf = (noun: string) => {
    const first = new Map<string, number>();
    for (const { key, number } of commits)
      if (key.sk.startsWith(`${noun}#`) && !first.has(key.sk.slice(noun.length + 1)))
        first.set(key.sk.slice(noun.length + 1), number);
    return first;
  };
  const [letters, mails] = [firstOf("LETTER"), firstOf("MAIL")];
  return [
    ...[...mails]
      .filter(([id, number]) => !(number > (decided.get(id)?.number ?? Number.POSITIVE_INFINITY)))
      .map(([id]) => say("wrong", `the letter ${id} was there before it was decided`)),
    ...mailbox
      .filter(({ number, letter }) => {
        const frozen = letters.get(letter.headers["X-Waymark-Mail"] ?? "");
        return frozen === undefined || frozen > number;
      })
      .map(({ letter }) => say("wrong", `"${letter.subject}" was sent before it was kept`)),
  ];
}

function strangers({ mailbox }: Evidence, mails: MailItem[]): Broken[] {
  const known = new Set(mails.map(({ effect }) => effect.id));
  return mailbox
    .filter(({ letter }) => !known.has(letter.headers["X-Waymark-Mail"] ?? ""))
    .map(({ letter }) => say("twice", `nobody decided to send "${letter.subject}"`));
}

function sameBytes({ asked }: Evidence): Broken[] {
  const first = new Map<string, string>();
  return asked.flatMap(({ key, bytes }) => {
    const before = first.get(key) ?? bytes;
    first.set(key, before);
    return before === bytes ? [] : [say("wrong", `${key} was tried again with other bytes`)];
  });
}

/** The same words to the same person about the same thing are one letter, whatever their ids. */
function sameWords(mails: MailItem[]): Broken[] {
  const seen = new Set<string>();
  return mails.flatMap(({ journey, effect, state }) => {
    const logical = [journey, effect.to, effect.text, effect.reminder, effect.asks?.id].join(" ");
    const again = seen.has(logical) && state !== "dropped";
    seen.add(logical);
    return again ? [say("twice", `${effect.text} was decided twice for ${effect.to}`)] : [];
  });
}
