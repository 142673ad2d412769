import type { Journey } from "#core/journey/journey.ts";
import type { Fact } from "#core/program/fact.ts";
import { linkId } from "../../links.ts";
import type { Row, Table } from "../../table.ts";
import { read } from "../door.ts";
import { rowOf as journeyRow } from "../journeys.ts";
import { keys } from "../keys.ts";
import { MailRow } from "../schemas.ts";
import { type Erasing, gone, replaced } from "./change.ts";
import { cleanEvent, cleanJourney, cleanLog, cleanMail, cleanTask, type Left } from "./clean.ts";

/**
 * A match that ends or is over belongs to the other side as well: its steps, dates and outcomes stay, and whatever names the
 * one who is erased goes. Only a letter that is on its way to the other side still goes out as it is. `facts` is the
 * dictionary of the program in the version that the match runs on.
 */
export async function matched(
  table: Table,
  journey: Journey,
  person: string,
  facts: Record<string, Fact>,
): Promise<Erasing[]> {
  const left = leftOf(journey, person, facts);
  const rows = await table.query(keys.journey(journey.id).pk);
  const leaving = new Set(rows.filter((row) => isLeaving(row, person)).map(({ sk }) => sk));
  return rows
    .filter(({ sk }) => !leaving.has(sk.replace(/^LETTER#/, "MAIL#")))
    .flatMap((row) => changed(row, left));
}

function leftOf(journey: Journey, person: string, facts: Record<string, Fact>): Left {
  const parties = Object.entries(journey.parties);
  const role = parties.find(([, party]) => party.person === person)![0];
  const others = parties.filter(([name]) => name !== role);
  return {
    ...{ role, person, isText: (fact) => facts[fact.slice(fact.indexOf(".") + 1)]?.type === "text" },
    names: others.map(([, { givenName }]) => givenName),
    nameParams: new Set(others.map(([name]) => `${name}Name`)),
  };
}

function changed(row: Row, left: Left): Erasing[] {
  switch (row.sk.split("#")[0]) {
    case "JOURNEY":
      return journeyChange(row, left);
    case "EVENT": {
      const event = cleanEvent(row, left);
      return event ? replaced("event", row, event) : [gone("event", row)];
    }
    case "MAIL":
      return mailChange(row, left);
    case "LETTER":
      return [gone("letter", row)];
    case "TASK":
      return replaced("task", row, cleanTask(row, left), state(row));
    case "LOG":
      return replaced("log", row, cleanLog(row, left));
    default:
      return [];
  }
}

/** Its version goes on, so that whoever still has the old one in hand cannot write it back. */
function journeyChange(row: Row, left: Left): Erasing[] {
  const { before, after } = cleanJourney(row, left);
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const version = before.version + 1;
  const next = journeyRow({ ...after, version });
  return replaced("journey", row, next, { equals: { version: before.version } });
}

function mailChange(row: Row, left: Left): Erasing[] {
  const { effect } = read(MailRow, row, "mail");
  if (effect.to !== left.person) return replaced("mail", row, cleanMail(row, left), state(row));
  return [gone("link", keys.link(linkId(effect.id))), gone("mail", row)];
}

function isLeaving(row: Row, person: string): boolean {
  if (!row.sk.startsWith("MAIL#") || (row.state !== "queued" && row.state !== "frozen")) return false;
  return read(MailRow, row, "mail").effect.to !== person;
}

const state = (row: Row) => ({ equals: { state: String(row.state) } });
