import * as z from "zod";
import { keys } from "../store/keys.ts";
import type { Row } from "../table.ts";
import { type Changes, missingRows, nothing, type Restoring, same } from "./change.ts";

/** Everything but journeys: what is missing comes back, and a person may be put back. What is there stays as it is. */
export async function changesOfOther(work: Restoring, then: Row[], today: Row[]): Promise<Changes> {
  const { pk } = then[0]!;
  // Who holds a lease today is not for yesterday to say.
  if (pk.startsWith("LEASE#") || (await isCleared(work, pk))) return nothing;
  const missing: Row[] = [];
  for (const row of missingRows(then, today, work.now)) if (await isWanted(work, row)) missing.push(row);
  const person = work.replace ? personPutBack(then, today) : [];
  const counts = { missing: missing.length, replaced: person.length };
  return { ...nothing, put: [...missing, ...person], counts };
}

const Held = z.looseObject({
  version: z.number(),
  holds: z.array(z.looseObject({ id: z.string() })),
  suppressed: z.unknown().optional(),
});

/** As they were, but for what protects them: a hold stays, and so does the wish for no more letters. */
function personPutBack(then: Row[], today: Row[]): Row[] {
  const [before, now] = [then, today].map((rows) => rows.find(({ sk }) => sk === "PERSON"));
  if (!before || !now || same(before.person, now.person)) return [];
  const was = Held.parse(before.person);
  const is = Held.safeParse(now.person).data ?? was;
  const holds = [...was.holds.filter(({ id }) => !is.holds.some((hold) => hold.id === id)), ...is.holds];
  const version = Math.max(was.version, is.version) + 1;
  const suppressed = is.suppressed ?? was.suppressed;
  const person = { ...was, holds, version, ...(suppressed !== undefined && { suppressed }) };
  const again = { ...was, holds, version: is.version, ...(suppressed !== undefined && { suppressed }) };
  // Put back before: a second run changes nothing.
  if (same(again, now.person)) return [];
  return [{ ...before, person, version }];
}

/** The body of a form whose time is over, or was never the one that counted. */
async function isCleared({ own }: Restoring, pk: string): Promise<boolean> {
  const form = /^BLOB#(submission\/([^/]+)\/.*)$/.exec(pk);
  if (!form) return false;
  const row = await own.get(keys.submission(form[2]!));
  return row !== undefined && row.blob !== form[1];
}

/** The pointer of an address that its person has no longer would lead to a stranger. */
async function isWanted({ own, from }: Restoring, { pk, sk }: Row): Promise<boolean> {
  if (!pk.startsWith("EMAIL#")) return true;
  const [now, then] = await Promise.all([own.get(keys.person(sk)), from.get(keys.person(sk))]);
  const email = (row: Row | undefined) => (row?.person as { email?: string } | undefined)?.email;
  return now === undefined || (email(now) !== undefined && email(now) === email(then));
}
