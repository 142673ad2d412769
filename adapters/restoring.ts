import { twin } from "./identify.ts";
import { linkId } from "./links.ts";
import type { Changes, RestoreCounts, Restoring } from "./restoring/change.ts";
import { changesOfJourney, lostJourney } from "./restoring/journey.ts";
import { changesOfOther } from "./restoring/other.ts";
import { keys } from "./store/keys.ts";
import { createStore } from "./store/store.ts";
import { isTombstone } from "./store/tombstone.ts";
import type { Table } from "./table.ts";

export type { RestoreCounts, Restoring } from "./restoring/change.ts";

/**
 * Puts back partition by partition, each in an order that can stop anywhere and be done again. Nobody else may write
 * meanwhile but the door that takes in forms: a form that is there is never touched.
 */
export async function restore(
  work: Restoring,
  pks: AsyncIterable<string> | Iterable<string>,
): Promise<RestoreCounts> {
  const counts = { missing: 0, replaced: 0, replayed: 0, undone: 0, letters: 0, remapped: 0 };
  for await (const pk of pks) {
    const [then, today] = await Promise.all([work.from.query(pk), work.own.query(pk)]);
    if (today.some(isTombstone) || then.some(isTombstone) || then.length === 0) continue;
    const changes = pk.startsWith("JOURNEY#")
      ? await changesOfJourney(work, then, today)
      : await changesOfOther(work, then, today);
    if (work.write) await apply(work.own, changes);
    for (const [name, number] of Object.entries(changes.counts) as [keyof RestoreCounts, number][])
      counts[name] += number;
  }
  return counts;
}

/** Forms that came and whose journey is neither here nor there: the sweep maps them once more. */
export async function remap(work: Restoring, ownPks: AsyncIterable<string>): Promise<number> {
  const store = createStore(work.own);
  let remapped = 0;
  for await (const pk of ownPks) {
    if (!pk.startsWith("SUBMISSION#")) continue;
    const form = await store.submissions.get(pk.slice("SUBMISSION#".length));
    if (form?.state !== "mapped" || form.body === "") continue;
    const journey = keys.journey(form.journey ?? twin("jrn", form.id));
    const found = (await work.own.get(journey)) ?? (work.write ? undefined : await work.from.get(journey));
    if (found) continue;
    remapped += 1;
    if (!work.write) continue;
    for (const row of lostJourney(work, journey.pk.slice("JOURNEY#".length))) await work.own.put(row);
    await store.submissions.mark(form.id, "mapped", { state: "received" });
  }
  return remapped;
}

/** Who is in the ledger and yet stands in the restored table: erase them there first. */
export async function notErased(
  from: Table,
  ledger: { person: string; journeys: string[] }[],
  own: Table,
): Promise<string[]> {
  const left: string[] = [];
  for (const { person, journeys } of ledger) {
    const mine = await Promise.all(journeys.map((id) => own.get(keys.journey(id))));
    const theirs = journeys.filter((_, n) => mine[n] && isTombstone(mine[n]));
    const rows = [keys.person(person), ...theirs.map(keys.journey)].map((key) => from.get(key));
    if ((await Promise.all(rows)).some((row) => row && !isTombstone(row))) left.push(person);
  }
  return left;
}

/** A postman that was at work when its door was closed goes on to its end. */
export async function isPosting(own: Table, now: string): Promise<boolean> {
  const lease = await own.get(keys.lease("postman"));
  return lease !== undefined && String(lease.until) > now;
}

/** Which partitions belong to these ids of journeys, people and forms; the links of a journey's letters with it. */
export async function partitionsOf(from: Table, ids: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const id of ids) {
    for (const pk of [keys.person(id).pk, keys.submission(id).pk, keys.journey(id).pk]) {
      const rows = await from.query(pk);
      if (rows.length === 0) continue;
      const mails = rows.flatMap(({ sk }) => /^MAIL#(.*)$/s.exec(sk)?.[1] ?? []);
      found.push(...mails.map((mail) => keys.link(linkId(mail)).pk), pk);
      for (const { blob } of rows) if (typeof blob === "string") found.push(`BLOB#${blob}`);
    }
  }
  return found;
}

async function apply(own: Table, { before, remove, put, after }: Changes): Promise<void> {
  for (const row of before) await own.put(row);
  for (const key of remove) await own.delete(key);
  for (const row of put) await own.put(row);
  for (const row of after) await own.put(row);
}
