import { existsSync, readdirSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { firstDay, playDemo } from "./demo/demo.ts";
import { type Local, type LocalOptions, startLocal } from "./start.ts";

export interface RunOptions extends LocalOptions {
  /** Bring the demo's people to life, unless somebody is there already. */
  demo: boolean;
  /** Prints the line that says that it serves. */
  ready: (line: string) => void;
}

/** Starts, says so, plays the demo in a new house, and runs until Ctrl-C. */
export async function runLocal({
  demo,
  ready,
  say = () => undefined,
  ...options
}: RunOptions): Promise<void> {
  const show = await openShow(demo, options.data);
  const local = await startLocal({ ...options, say, startAt: show ? firstDay(show.today) : undefined });
  closeOnSignal(local, say);
  ready(`ready ${local.url}`);
  if (show) await play(local, show.today, say);
  await show?.end();
  local.time.run();
}

/** The demo to play, if there is one: in a house that is new, or in one where it was interrupted. */
async function openShow(demo: boolean, data: string | undefined) {
  const started = new Date().toISOString();
  if (!demo) return undefined;
  if (!data) return { today: started, end: async () => undefined };
  const file = join(data, "demo");
  const known = existsSync(file) ? await readFile(file, "utf8") : undefined;
  if (known === "played" || (known === undefined && existsSync(data) && readdirSync(data).length > 0))
    return undefined;
  await mkdir(data, { recursive: true });
  if (known === undefined) await writeFile(file, started);
  return { today: known ?? started, end: () => writeFile(file, "played") };
}

async function play(local: Local, today: string, say: (line: string) => void): Promise<void> {
  const { url: origin, runtime, time, mailbox } = local;
  const started = Date.now();
  const outbox = async () =>
    mailbox
      .list(5000)
      .map(({ id, to, at, text }) => ({ id, to: to[0]!, at, text }))
      .reverse();
  await playDemo({ origin, runtime, advanceTo: time.advanceTo, outbox }, today, say);
  say(
    `The demo is in motion: ${mailbox.count()} letters so far, in ${Math.round((Date.now() - started) / 1000)} s.`,
  );
}

function closeOnSignal(local: Local, say: (line: string) => void): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      say("Closing.");
      void local.close().finally(() => process.exit(0));
    });
  }
}
