import { type Impact, impact, touched } from "#core/impact/impact.ts";
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

/** Undefined when nothing is live yet, or this very version is. Reads, and does nothing else. */
export async function outlook({ store, clock }: Outside, draft: Pack): Promise<Outlook | undefined> {
  const version = await store.history.live(draft.id);
  if (version === undefined || version === draft.version) return undefined;
  const live = await store.packs.get(draft.id, version);
  const { subjects, waiting } = await underWay(store, live);
  const found = impact(live, draft, subjects, dayOf(clock.now(), draft.program.zone), waiting);
  return { live, subjects, found };
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

/**
 * Makes the content live again that was live before this one, or that of another version of the history: a new entry, for history is
 * never rewritten. Done twice, all is as it was. Undefined when there is none.
 */
export async function undo(
  outside: Outside,
  program: string,
  saying: Saying,
  to?: string,
): Promise<Published | Overtaken | undefined> {
  const { history, packs } = outside.store;
  const live = await history.live(program);
  const entries = await history.of(program);
  const earlier =
    to === undefined
      ? entries.find(({ version }) => version === live)?.before
      : entries.flatMap(({ version, before }) => [version, before]).find((version) => version === to);
  if (earlier === undefined) return undefined;
  return goLive(outside, live, await packs.get(program, earlier), saying, { undone: true });
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
  const counted = await counts(outside, pack);
  const said = { by, ...(reason !== undefined && { reason }), ...(counted && { impact: counted }) };
  const entry = { at: clock.now(), version: pack.version, before, ...said, ...more };
  const saved = await store.packs.setLive(pack.id, pack.version, entry);
  if (saved === "saved") return { ...change, ...(counted && { impact: counted }) };
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
