import { type Broken, broken, type Evidence, isRow, type PersonItem } from "./evidence.ts";

const say = broken("I5");
const minute = 60_000;
/** A letter that is already in the Postman's hand goes. */
const inHand = 2 * minute;

/** I5: no letter without consent, against a person's wish, at night, or more in a day than the program allows. */
export function onlyAsAllowed(evidence: Evidence): Broken[] {
  const mails = new Map(
    evidence.rows
      .filter(isRow("MAIL"))
      .flatMap(({ mail }) => (mail ? [[mail.effect.id, mail] as const] : [])),
  );
  const sent = evidence.mailbox.flatMap(({ at, letter }) => {
    const mail = mails.get(letter.headers["X-Waymark-Mail"] ?? "");
    const program = evidence.programs.find(({ id }) => id === mail?.program);
    return mail && program ? [{ at, mail, program, routine: mail.effect.urgency !== "safety" }] : [];
  });
  const allowed = sent.flatMap(({ at, mail, program, routine }) => {
    const about = `${mail.effect.text} ${mail.effect.id} of ${new Date(at).toISOString()}`;
    const person = personAt(evidence, mail.effect.to!, at - inHand);
    const [, time] = localTime(at, program.zone);
    return [
      ...(person && !person.consent ? [say("wrong", `${about} went out without consent`)] : []),
      ...(person?.suppressed
        ? [say("wrong", `${about} went out to somebody who is ${person.suppressed}`)]
        : []),
      ...(routine && (person?.holds.length ?? 0) > 0
        ? [say("wrong", `${about} went out in spite of a hold`)]
        : []),
      ...(routine && (time < program.from || time > later(program.until))
        ? [say("wrong", `${about} went out at ${time}`)]
        : []),
    ];
  });
  // One that the provider did not take yesterday goes out today, beside those of today.
  const begun = sent
    .map((one) => ({
      ...one,
      frozen: evidence.commits.find(({ key }) => key.sk === `LETTER#${one.mail.effect.id}`)?.at ?? one.at,
    }))
    .filter(
      ({ at, frozen, program, routine }) =>
        routine && localTime(frozen, program.zone)[0] === localTime(at, program.zone)[0],
    );
  const days = Map.groupBy(
    begun,
    ({ at, mail, program }) => `${mail.effect.to} on ${localTime(at, program.zone)[0]}`,
  );
  // A reply to what somebody has just done comes at once; of what else there is a day has room for so many.
  const replies = repliesIn(evidence);
  const full = [...days]
    .filter(
      ([, letters]) =>
        letters.filter(({ mail }) => !replies.has(mail.effect.id)).length > letters[0]!.program.mailsPerDay,
    )
    .map(([who, letters]) =>
      say(
        "wrong",
        `${letters.length} letters to ${who}: ${letters.map(({ mail, at }) => `${mail.effect.id} ${new Date(at).toISOString()}`).join(", ")}`,
      ),
    );
  return [...allowed, ...full, ...twoPostmen(evidence)];
}

/** What somebody does about their own journey, and what it tells them is a reply. */
const doings = ["answered", "signed", "not-right", "link-asked"];

/**
 * Letters to whoever has just done something: to an application as the journey begins, to an event in the same commit that
 * took it in. What the letter itself says it is, is not asked.
 */
function repliesIn({ commits }: Evidence): Set<string> {
  const replies = new Set<string>();
  const seen = new Set<string>();
  const doers = new Map<string, string>();
  for (const { row } of commits) {
    if (row?.event && doings.includes(row.event.type)) doers.set(row.event.id, row.event.by);
    const { journey } = row ?? {};
    if (!journey) continue;
    const spoke = journey.applied.flatMap((id) => doers.get(id) ?? []);
    if (journey.version === 1) spoke.push(journey.definition);
    const people = spoke.map((role) => journey.parties[role]?.person);
    for (const { effect } of journey.outbox) {
      if (!seen.has(effect.id) && effect.kind === "mail" && people.includes(effect.to))
        replies.add(effect.id);
      seen.add(effect.id);
    }
  }
  return replies;
}

/** One Postman for the account: no two requests at the same time, but for one that took longer than the lease is held for. */
function twoPostmen({ asked }: Evidence): Broken[] {
  const short = asked.flatMap(({ from, until, key }) =>
    until !== undefined && until - from < minute ? [{ from, until, key }] : [],
  );
  short.sort((a, b) => a.from - b.from);
  return short.flatMap(({ from, key }, n) => {
    const before = short[n - 1];
    return before && before.until > from
      ? [say("twice", `${before.key} and ${key} were on their way at once`)]
      : [];
  });
}

/** As it stood in its row at that moment. */
function personAt({ commits }: Evidence, id: string, at: number): PersonItem | undefined {
  return commits.findLast(
    (commit) => commit.row?.person?.id === id && commit.row.sk === "PERSON" && commit.at <= at,
  )?.row?.person;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day and the time of day there. */
function localTime(at: number, timeZone: string): [day: string, time: string] {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  formats.set(timeZone, format);
  const [day, time] = format.format(at).split(" ");
  return [day!, time!];
}

/** Ten minutes after a time of day: what was in hand when the hours ended. */
function later(time: string): string {
  const [hours, minutes] = time.split(":").map(Number) as [number, number];
  const total = hours * 60 + minutes + 10;
  return `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
}
