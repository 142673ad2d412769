import { type Impact, impact, touched } from "#core/impact/impact.ts";
import type { Subject } from "#core/impact/subject.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import type { Pack } from "#core/program/pack.ts";
import { readAgain } from "./remapping.ts";
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
  /** Forms that could not be read until now, and are read once more. */
  readAgain?: number;
}

/** What another version would decide otherwise about the people who are in the program now. */
export interface Outlook {
  live: Pack;
  subjects: Subject[];
  found: Impact;
}

/** Somebody else made another version live in the meantime: nothing was done. Newest first, what was done since. */
export interface Overtaken {
  program: string;
  live: string | undefined;
  since: LiveEntry[];
}

export interface Saying {
  by: string;
  reason?: string;
}

type Outside = Pick<Has<"store">, "store" | "clock">;

/**
 * Undefined when nothing is live yet, or this very version is, or one that this release cannot read: that must not stand in the way of
 * one that it can. Reads, and does nothing else.
 */
export async function outlook({ store, clock }: Outside, draft: Pack): Promise<Outlook | undefined> {
  const version = await store.history.live(draft.id);
  if (version === undefined || version === draft.version) return undefined;
  try {
    const live = await store.packs.get(draft.id, version);
    const { subjects, waiting } = await underWay(store, live);
    const found = impact(live, draft, subjects, dayOf(clock.now(), draft.program.zone), waiting);
    return { live, subjects, found };
  } catch (error) {
    if (error instanceof UnreadableItem) return undefined;
    throw error;
  }
}

/** The two numbers that history keeps. */
export function countOf({ subjects, found }: Outlook): NonNullable<LiveEntry["impact"]> {
  const changed = touched(subjects, found);
  return { changed, of: changed + found.unchanged };
}

/**
 * Keeps a program by its version and makes that live, with who it was, why, and what it changes. People keep the version they are on.
 * `before` is the version that whoever publishes has seen live: if it is not live any more, they must see first what is.
 */
export async function publish(
  outside: Outside,
  pack: Pack,
  saying: Saying,
  seen?: { before: string | undefined },
): Promise<Published | Overtaken> {
  const { before } = seen ?? { before: await outside.store.history.live(pack.id) };
  await outside.store.packs.publish(pack);
  return goLive(outside, before, pack, saying);
}

/** The content that was live before a version, or that of another version of the history. Undefined when there is none. */
export async function earlier(
  { store: { history, packs } }: Pick<Outside, "store">,
  program: string,
  than: string | undefined,
  to?: string,
): Promise<Pack | undefined> {
  const entries = await history.of(program);
  const found =
    to === undefined
      ? entries.find(({ version }) => version === than)?.before
      : entries.flatMap(({ version, before }) => [version, before]).find((version) => version === to);
  return found === undefined ? undefined : packs.get(program, found);
}

/**
 * Makes an earlier content live again: a new entry, for history is never rewritten. Done twice, all is as it was. Undefined when there
 * is none. `before` is the version that whoever undoes has seen live, and `to` the one to go back to: the one before when left out.
 */
export async function undo(
  outside: Outside,
  program: string,
  saying: Saying,
  seen?: { before: string | undefined; to: string },
): Promise<Published | Overtaken | undefined> {
  const { before } = seen ?? { before: await outside.store.history.live(program) };
  const pack = await earlier(outside, program, before, seen?.to);
  return pack && goLive(outside, before, pack, saying, { undone: true });
}

/** One write makes it live and says so in the history; only what was counted is written beside it. */
async function goLive(
  outside: Outside,
  before: string | undefined,
  pack: Pack,
  { by, reason }: Saying,
  more: Pick<LiveEntry, "undone"> = {},
): Promise<Published | Overtaken> {
  const { store, clock } = outside;
  const change = { program: pack.id, before, after: pack.version };
  if ((await store.history.live(pack.id)) === pack.version) return { ...change, before: pack.version };
  const seen = await outlook(outside, pack);
  const counted = seen && countOf(seen);
  const said = { by, ...(reason !== undefined && { reason }), ...(counted && { impact: counted }) };
  const entry = { at: clock.now(), version: pack.version, before, ...said, ...more };
  const saved = await store.packs.setLive(pack.id, pack.version, entry);
  if (saved === "saved") {
    const again = await readAgain(store, pack.id);
    return { ...change, ...(counted && { impact: counted }), ...(again > 0 && { readAgain: again }) };
  }
  const live = await store.history.live(pack.id);
  if (live === pack.version) return { ...change, before: live };
  return { program: pack.id, live, since: await since(store, pack.id, before) };
}

/** What was made live after a version, newest first; everything, if that was never live. */
export async function since(
  { history }: Pick<Outside["store"], "history">,
  program: string,
  version: string | undefined,
): Promise<LiveEntry[]> {
  const entries = await history.of(program);
  const known = entries.findIndex((entry) => entry.version === version);
  return known < 0 ? entries : entries.slice(0, known);
}
