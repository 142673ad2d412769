import { type Impact, impact, touched } from "#core/impact/impact.ts";
import { pairsOf } from "#core/impact/pairs.ts";
import type { Subject } from "#core/impact/subject.ts";
import { dayOf } from "#core/journey/time.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Has } from "./runtime.ts";
import { UnreadableItem } from "./store/door.ts";
import type { LiveEntry } from "./store.ts";
import { underWay } from "./under-way.ts";

/** What a publishing changed; the same version before and after is nothing new. */
export interface Published {
  program: string;
  before: string | undefined;
  after: string;
  impact?: LiveEntry["impact"];
}

/** What another version would decide otherwise about the people who are in the program now. */
export interface Outlook {
  live: Pack;
  subjects: Subject[];
  found: Impact;
  /** Possible pairs that were too many to look at. */
  leftOut: number;
}

export interface Saying {
  by: string;
  reason?: string;
}

type Outside = Pick<Has<"store">, "store" | "clock">;

/** More pairs than this take longer than anybody wants to wait for. */
const mostPairs = 100_000;

/** Undefined when nothing is live yet, or this very version is. Reads, and does nothing else. */
export async function outlook({ store, clock }: Outside, draft: Pack): Promise<Outlook | undefined> {
  const version = await store.history.live(draft.id);
  if (version === undefined || version === draft.version) return undefined;
  const live = await store.packs.get(draft.id, version);
  const { subjects, waiting } = await underWay(store, live);
  const { pairs, leftOut } = pairsOf(live, waiting, mostPairs);
  const all = [...subjects, ...pairs];
  const found = impact(live, draft, all, dayOf(clock.now(), draft.program.zone));
  return { live, subjects: all, found, leftOut };
}

/** The two numbers that history keeps. */
export function countOf({ subjects, found }: Outlook): NonNullable<LiveEntry["impact"]> {
  const changed = touched(subjects, found.changed);
  return { changed, of: changed + found.unchanged };
}

/** Keeps a program by its version and makes that live, with who it was, why, and what it changes. People keep the version they are on. */
export async function publish(outside: Outside, pack: Pack, saying: Saying): Promise<Published> {
  const before = await outside.store.history.live(pack.id);
  await outside.store.packs.publish(pack);
  return goLive(outside, before, pack, saying);
}

/**
 * Makes the content live again that was live before this one: a new entry, for history is never rewritten. Done twice, all is as it
 * was. Undefined when there is none.
 */
export async function undo(
  outside: Outside,
  program: string,
  saying: Saying,
): Promise<Published | undefined> {
  const { history, packs } = outside.store;
  const live = await history.live(program);
  const entries = await history.of(program);
  const earlier = entries.find(({ version }) => version === live)?.before;
  if (earlier === undefined) return undefined;
  return goLive(outside, live, await packs.get(program, earlier), saying, { undone: true });
}

/** The entry first: after a crash in between, doing it again finds the old version live and goes the same way. */
async function goLive(
  outside: Outside,
  before: string | undefined,
  pack: Pack,
  { by, reason }: Saying,
  more: Pick<LiveEntry, "undone"> = {},
): Promise<Published> {
  const { store, clock } = outside;
  const change = { program: pack.id, before, after: pack.version };
  if (before === pack.version) return change;
  const counted = await counts(outside, pack);
  const said = { by, ...(reason !== undefined && { reason }), ...(counted && { impact: counted }) };
  await store.history.note(pack.id, { at: clock.now(), version: pack.version, before, ...said, ...more });
  await store.packs.setLive(pack.id, pack.version);
  return { ...change, ...(counted && { impact: counted }) };
}

/** A live version that this release cannot read must not stand in the way of one that it can. */
async function counts(outside: Outside, pack: Pack): Promise<LiveEntry["impact"]> {
  try {
    const found = await outlook(outside, pack);
    return found && countOf(found);
  } catch (error) {
    if (error instanceof UnreadableItem) return undefined;
    throw error;
  }
}
