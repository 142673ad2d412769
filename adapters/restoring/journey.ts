import * as z from "zod";
import { keys, sweepKey } from "../store/keys.ts";
import { letterName, type Restored, readRestored } from "../store/repeats.ts";
import type { Mail } from "../store.ts";
import type { Row } from "../table.ts";
import { type Changes, missingRows, nothing, type Restoring, same, shifted } from "./change.ts";

/** Numbers that nobody used since: of executions that may still be alive, of effects, of writes. */
const leap = 1000;

const Numbered = z.looseObject({ sequence: z.number(), version: z.number() });

/**
 * A journey that was lost, or is put back, goes on as if it had stood still since the point: what came in for it since is
 * taken in once more, what it decided since and nobody received is forgotten, and what went out is remembered.
 */
export async function changesOfJourney(work: Restoring, then: Row[], today: Row[]): Promise<Changes> {
  const id = then[0]!.pk.slice("JOURNEY#".length);
  const marked = readRestored(rowAt(today, "RESTORED"));
  if (marked?.done && marked.point === work.point) return nothing;
  const [was, is] = [rowAt(then, "JOURNEY"), rowAt(today, "JOURNEY")];
  const missing = missingRows(then, today, work.now).filter(({ sk }) => sk !== "RUN" && sk !== "JOURNEY");
  const isPutBack = was && (!is || (work.replace && !same(was.journey, is.journey)));
  if (!isPutBack) return onlyMissing(work, id, { then, today, missing, marked });
  return putBack(work, id, { then, today, was, is, missing, marked });
}

/** It lives on; letters that are back as they were then may have gone out since. */
function onlyMissing(
  { point, now }: Restoring,
  id: string,
  { then, today, missing, marked }: Pick<Journeys, "then" | "today" | "missing" | "marked">,
): Changes {
  const run = rowAt(then, "RUN") && !rowAt(today, "RUN") ? [runOf(id, then, today, now)] : [];
  if (missing.length + run.length === 0) return nothing;
  const isLost = missing.some(({ sk }) => sk.startsWith("MAIL#"));
  const restored = {
    point,
    sent: marked?.sent ?? [],
    lostUntil: latest(marked?.lostUntil, now),
    done: false,
  };
  const before = isLost ? [{ ...keys.restored(id), restored }] : [];
  return { ...nothing, before, put: missing, after: run, counts: { missing: missing.length + run.length } };
}

/** Nothing is left of it, nor of the letters that it had sent by now; an execution of it may still be alive. */
export function lostJourney(work: Restoring, id: string): Row[] {
  const restored: Restored = { point: work.point, sent: [], lostUntil: shifted(work), done: true };
  return [{ ...keys.restored(id), restored }, runOf(id, [], [], work.now)];
}

interface Journeys {
  then: Row[];
  today: Row[];
  was: Row;
  is: Row | undefined;
  missing: Row[];
  marked: Restored | undefined;
}

async function putBack(work: Restoring, id: string, journeys: Journeys): Promise<Changes> {
  const { then, today, was, is, missing, marked } = journeys;
  const isLost = !is || missing.some(({ sk }) => sk.startsWith("MAIL#"));
  const sent = lettersSince(then, today);
  const lostUntil = isLost ? latest(marked?.lostUntil, shifted(work)) : marked?.lostUntil;
  const mark: Restored = {
    point: work.point,
    sent: [...new Set([...(marked?.sent ?? []), ...sent])],
    ...(lostUntil !== undefined && { lostUntil }),
    done: false,
  };
  const { remove, replay } = await since(work, then, today);
  const back = then.filter((row) => isPutOver(row, today));
  const [before, done] = [mark, { ...mark, done: true }].map((restored) => ({
    ...keys.restored(id),
    restored,
  }));
  return {
    before: [before!],
    remove,
    put: [...missing, ...back, ...replay.map((row) => ({ ...row, duePk: sweepKey(id), dueAt: work.now }))],
    after: [lifted(was, is), runOf(id, then, today, work.now), done!],
    counts: {
      missing: missing.length + (is ? 0 : 1),
      replaced: is ? 1 : 0,
      ...{ replayed: replay.length, undone: remove.length, letters: sent.length },
    },
  };
}

/** Rows of today that the earlier ones do not know: decided since and not received by anybody, or come in since. */
async function since({ from, replace, only }: Restoring, then: Row[], today: Row[]) {
  const remove: Row[] = [];
  const replay: Row[] = [];
  for (const row of today.filter(({ sk }) => !rowAt(then, sk))) {
    if (row.sk.startsWith("TASK#") || (row.sk.startsWith("MAIL#") && !mayHaveGone(row))) remove.push(row);
    if (!row.sk.startsWith("EVENT#")) continue;
    // A journey that is put back as well will say it again, under a number of its own.
    const sender = /^EVENT#([^/]+)\/\d+$/.exec(row.sk)?.[1];
    const isRepeated = sender && replace && (only?.includes(sender) ?? true);
    const again = isRepeated && (await from.get(keys.journey(sender)));
    (again ? remove : replay).push(row);
  }
  return { remove, replay };
}

/** What is there and goes back: tasks, unread events, and letters that nobody can have received. */
function isPutOver(row: Row, today: Row[]): boolean {
  const there = rowAt(today, row.sk);
  if (!there || same(there, row)) return false;
  if (row.sk.startsWith("MAIL#")) return !mayHaveGone(there);
  return row.sk.startsWith("TASK#") || row.sk.startsWith("EVENT#");
}

const Tried = z.looseObject({
  effect: z.looseObject({ to: z.string(), text: z.string() }),
  state: z.string(),
  firstTriedAt: z.string().optional(),
});

function mayHaveGone(row: Row): boolean {
  const { data } = Tried.safeParse(row.mail);
  return !data || data.firstTriedAt !== undefined || data.state === "sent";
}

/** Names of letters that were not out then, and are today. */
function lettersSince(then: Row[], today: Row[]): string[] {
  const gone = today.filter((row) => row.sk.startsWith("MAIL#") && mayHaveGone(row));
  const since = gone.filter(({ sk }) => {
    const was = rowAt(then, sk);
    return !was || (was.mail as Mail).state !== "sent";
  });
  return since.flatMap(({ mail }) => (Tried.safeParse(mail).success ? [letterName(mail as Mail)] : []));
}

function lifted(was: Row, is: Row | undefined): Row {
  const journey = Numbered.parse(was.journey);
  const today = Numbered.safeParse(is?.journey).data ?? journey;
  const over = (name: "sequence" | "version"): number => Math.max(journey[name], today[name]) + leap;
  const version = over("version");
  return { ...was, version, journey: { ...journey, sequence: over("sequence"), version } };
}

/** In a generation that no execution has, so that whoever still runs writes nothing and the sweep starts the next one. */
function runOf(id: string, then: Row[], today: Row[], now: string): Row {
  const generation = Math.max(...[then, today].map((rows) => Number(rowAt(rows, "RUN")?.generation ?? 0)));
  return { ...keys.run(id), generation: generation + leap, duePk: sweepKey(id), dueAt: now };
}

const rowAt = (rows: Row[], sk: string): Row | undefined => rows.find((row) => row.sk === sk);
const latest = (a: string | undefined, b: string): string => (a !== undefined && a > b ? a : b);
