import type { Pack } from "#core/program/pack.ts";
import type { Has } from "./runtime.ts";

/** What a publishing changed; the same version before and after is nothing new. */
export interface Published {
  program: string;
  before: string | undefined;
  after: string;
}

type Outside = Pick<Has<"store">, "store" | "clock">;

/** Keeps a program by its version and makes that live. People keep the version they are on. */
export async function publish(outside: Outside, pack: Pack, by: string): Promise<Published> {
  const before = await outside.store.history.live(pack.id);
  await outside.store.packs.publish(pack);
  return goLive(outside, { program: pack.id, before, after: pack.version }, by);
}

/** Makes the version live again that was live before this one; done twice, all is as it was. Undefined when there is none. */
export async function undo(outside: Outside, program: string, by: string): Promise<Published | undefined> {
  const live = await outside.store.history.live(program);
  const entries = await outside.store.history.of(program);
  const earlier = entries.find(({ version }) => version === live)?.before;
  return earlier === undefined ? undefined : goLive(outside, { program, before: live, after: earlier }, by);
}

/** The entry first: after a crash in between, doing it again finds the old version live and goes the same way. */
async function goLive({ store, clock }: Outside, change: Published, by: string): Promise<Published> {
  const { program, before, after: version } = change;
  if (before === version) return change;
  await store.history.note(program, { at: clock.now(), version, before, by });
  await store.packs.setLive(program, version);
  return change;
}
