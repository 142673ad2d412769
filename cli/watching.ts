import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { listPacks } from "#adapters/pack-files.ts";
import { editorFolder } from "#core/program/editor/editor-schemas.ts";
import { isError } from "#core/program/pack.ts";
import { checkPacks } from "./checking.ts";
import { changedOf, programFiles, write } from "./editor-files.ts";
import { print } from "./print.ts";
import { changedFiles, type Look, lookAt, touchedPacks } from "./rules-folder.ts";
import { changes, type Known, type State, standing } from "./watch-lines.ts";

/** In milliseconds: how often we look, how long files must lie still, and after how long we check although they do not. */
const pause = 250;
const still = 100;
const longest = 2_000;

/** Checks, and again after each change, until Ctrl-C. `wanted` are names of programs, all when empty. */
export async function watchUntilStopped(rules: string, wanted: string[]): Promise<void> {
  const stop = new AbortController();
  const end = () => stop.abort();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);
  try {
    await watch(rules, wanted, stop.signal);
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, end);
  }
  print("Ended.");
}

async function watch(rules: string, wanted: string[], signal: AbortSignal): Promise<void> {
  let seen = await lookAt(rules);
  let state = await checkAgain(rules, await packsOf(rules, wanted), { known: new Map(), unread: new Map() });
  print(...standing(state), "", `Watching ${rules}. Ctrl-C ends it.`);
  while (await waited(pause, signal)) {
    const now = await lookAt(rules);
    if (changedFiles(seen, now).length === 0 && state.unread.size === 0) continue;
    const settled = await settle(rules, now, signal);
    const files = changedFiles(seen, settled);
    // Kept before the check begins: what changes while it runs is a change of the next round.
    seen = settled;
    const packs = await packsOf(rules, wanted);
    const touched = await touchedPacks(rules, packs, files);
    const before = state;
    const again = [...new Set([...touched, ...packs.filter((id) => state.unread.has(id))])];
    state = await checkAgain(rules, again, kept(state, packs));
    print(...changes(before, state, files));
  }
}

/** Whether the time passed; false when we were stopped. */
const waited = (milliseconds: number, signal: AbortSignal): Promise<boolean> =>
  after(milliseconds, true, { signal }).catch(() => false);

/** Editors write in pieces, and git many files: waits until nothing changes any more, though not for ever. */
async function settle(rules: string, first: Look, signal: AbortSignal): Promise<Look> {
  let last = first;
  for (let spent = 0; spent < longest && (await waited(still, signal)); spent += still) {
    const now = await lookAt(rules);
    if (changedFiles(last, now).length === 0) return now;
    last = now;
  }
  return last;
}

async function packsOf(rules: string, wanted: string[]): Promise<string[]> {
  const there = await listPacks(rules).catch((): string[] => []);
  return wanted.length > 0 ? wanted.filter((id) => there.includes(id)) : there;
}

/** Without programs that are gone. */
const kept = ({ known, unread }: State, packs: string[]): State => ({
  known: new Map([...known].filter(([id]) => packs.includes(id))),
  unread: new Map([...unread].filter(([id]) => packs.includes(id))),
});

async function checkAgain(rules: string, packs: string[], before: State): Promise<State> {
  const state: State = { known: new Map(before.known), unread: new Map(before.unread) };
  for (const id of packs) {
    try {
      state.known.set(id, await look(rules, id, before.known.get(id)));
      state.unread.delete(id);
    } catch (error) {
      state.unread.set(id, systemCode(error));
    }
  }
  return state;
}

/** A program that has help for editors keeps it up to date. */
async function look(rules: string, id: string, before: Known | undefined): Promise<Known> {
  const files = await programFiles(rules, id);
  if (files && existsSync(join(rules, id, editorFolder))) await write(await changedOf(files));
  const { problems, notes } = await checkPacks(rules, [id]);
  if (!files) return { problems: [], notes: [], ...before, unreadable: problems };
  const clear = !problems.some(isError);
  return { unreadable: [], problems, notes: clear ? notes : (before?.notes ?? notes) };
}

/** A file may go, or be locked, between two looks: we try again. Anything else is a fault of ours. */
function systemCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error)
    return error.code;
  throw error;
}
