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
  const today = new Date().toISOString();
  const local = await startLocal({ ...options, say, startAt: demo ? firstDay(today) : today });
  closeOnSignal(local, say);
  ready(`ready ${local.url}`);
  if (demo && (await isNew(local))) await play(local, today, say);
  local.time.run();
}

async function isNew({ runtime }: Local): Promise<boolean> {
  for (const program of await runtime.store.packs.programs()) {
    const pack = await runtime.store.packs.live(program);
    for (const definition of Object.keys(pack?.journeys ?? {})) {
      if ((await runtime.store.journeys.list(program, definition)).length > 0) return false;
    }
  }
  return true;
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
