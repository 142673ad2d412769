import { type Arrival, arrivals } from "#core/messages/arrival.ts";
import type { Mail, Store } from "../store.ts";
import type { Key, Row, Table } from "../table.ts";
import { read, readable, skip, written } from "./door.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";
import { mayRepeat } from "./repeats.ts";
import { FrozenRow, MailRow } from "./schemas.ts";

/**
 * A mail and, once it is frozen, its letter in a row of its own: the letter is written once and never again, and lists
 * stay light. Only what still wants to go out stands in the due index, urgent mail under a key of its own.
 */
export function mails(table: Table): Store["mails"] {
  const whole = async (row: Row): Promise<Mail> => {
    const mail = read(MailRow, row, "mail");
    if (mail.state === "queued") return mail;
    const letter = await table.get(keys.letter(mail.journey, mail.effect.id));
    return letter ? { ...mail, frozen: read(FrozenRow, letter, "letter") } : mail;
  };
  const dueKeys = async (program: string, upTo: string, limit: number): Promise<Key[]> => {
    const urgent = await table.due(dueKey(program, "safety"), upTo, limit);
    if (urgent.length >= limit) return urgent;
    return [...urgent, ...(await table.due(dueKey(program, "routine"), upTo, limit - urgent.length))];
  };

  return {
    async put(mail) {
      return (await table.put(rowOf(mail), { absent: true })) ? "stored" : "known";
    },
    async get(journey, id) {
      const row = await table.get(keys.mail(journey, id));
      return row && whole(row);
    },
    async move(mail, from) {
      const { journey, effect, frozen } = mail;
      // The first letter wins: whoever froze later reads these bytes, not their own.
      if (frozen && mail.state === "frozen")
        await table.put(
          { ...keys.letter(journey, effect.id), ...written("letter", frozen) },
          { absent: true },
        );
      return (await table.put(rowOf(mail), { equals: { state: from } })) ? "saved" : "stale";
    },
    async leave(journey, id, until) {
      const row = await table.get(keys.mail(journey, id));
      if (row?.duePk === undefined) return;
      await table.put({ ...row, dueAt: until }, { equals: { state: String(row.state), dueAt: row.dueAt! } });
    },
    async due(program, upTo, limit, skipped = () => undefined) {
      for (let wanted = limit; ; wanted *= 2) {
        const found = await dueKeys(program, upTo, wanted);
        const rows = await Promise.all(found.map((key) => table.get(key)));
        // The index may lag behind the rows: where all that it shows is over, look behind it.
        const waiting = rows.filter((row) => row?.duePk !== undefined && row.dueAt! <= upTo);
        if (waiting.length === 0 && found.length === wanted) continue;
        const read = await Promise.all(waiting.map((row) => whole(row!).catch(skip(skipped))));
        return read.filter((mail) => mail !== undefined).slice(0, limit);
      }
    },
    async ofJourney(journey) {
      const { pk } = keys.journey(journey);
      const rows = await table.query(pk, { prefix: "MAIL#" });
      const letters = await table.query(pk, { prefix: "LETTER#" });
      const frozen = new Map(
        letters.flatMap((row) =>
          readable(FrozenRow, [row], "letter").map((letter) => [row.sk.slice("LETTER#".length), letter]),
        ),
      );
      return readable(MailRow, rows, "mail").map((mail) => {
        const letter = frozen.get(mail.effect.id);
        return letter ? { ...mail, frozen: letter } : mail;
      });
    },
    async list(program, state, skipped) {
      return readable(MailRow, await table.list(listKey(program, state)), "mail", skipped);
    },
    mayRepeat: (mail) => mayRepeat(table, mail),
    async sentOn(person, day, but) {
      const rows = await table.query(keys.person(person).pk, { prefix: `SENT#${day}#` });
      return rows.filter(({ sk }) => but === undefined || sk !== keys.sent(person, day, but).sk).length;
    },
    async countSent(person, day, mail) {
      await table.put({ ...keys.sent(person, day, mail), ...goneBy(day, 7) });
    },
    async hear(journey, id, arrival) {
      return (await table.put(keys.heard(journey, id, arrival), { absent: true })) ? "stored" : "known";
    },
    async heard(journey, id = "") {
      const prefix = id === "" ? "HEARD#" : `HEARD#${id}#`;
      const rows = await table.query(keys.journey(journey).pk, { prefix });
      const said = Map.groupBy(
        rows.flatMap(({ sk }) => heardOf(sk)),
        ({ mail }) => mail,
      );
      return new Map([...said].map(([mail, of]) => [mail, of.map(({ arrival }) => arrival)]));
    },
    async countBounce(person, at, mail) {
      await table.put({ ...keys.bounce(person, at, mail), ...goneBy(at, 30) });
    },
    async bounces(person) {
      const rows = await table.query(keys.person(person).pk, { prefix: "BOUNCE#" });
      return rows.map(({ sk }) => sk.split("#")[1]!);
    },
  };
}

/** What a newer release heard and this one does not know is passed over. */
function heardOf(sk: string): { mail: string; arrival: Arrival }[] {
  const [, mail = "", word] = sk.split("#");
  const arrival = arrivals.find((known) => known === word);
  return arrival ? [{ mail, arrival }] : [];
}

function rowOf({ frozen, ...mail }: Mail): Row {
  const { program, state, dueAt, effect } = mail;
  const waiting = state === "queued" || state === "frozen";
  return {
    ...keys.mail(mail.journey, effect.id),
    ...written("mail", mail),
    state,
    listPk: listKey(program, state),
    listSk: `${dueAt}#${effect.id}`,
    ...(waiting && { duePk: dueKey(program, effect.urgency), dueAt }),
  };
}

const listKey = (program: string, state: Mail["state"]): string => `mails#${program}#${state}`;
const dueKey = (program: string, urgency: Mail["effect"]["urgency"]): string =>
  urgency === "safety" ? `mail!#${program}` : `mail#${program}`;
