import { listPrograms, loadPack } from "#adapters/pack-files.ts";
import { publish as publishPack, since } from "#adapters/publishing.ts";
import type { Runtime } from "#adapters/runtime.ts";
import type { Pack, Problem } from "#core/program/pack.ts";

export interface Found {
  packs: Pack[];
  /** What is wrong, by program. */
  problems: Map<string, Problem[]>;
}

/** Every program of a folder that can run, read and checked. One that is broken stops no other. */
export async function findPacks(rules: string): Promise<Found> {
  const found: Found = { packs: [], problems: new Map() };
  for (const id of await listPrograms(rules)) {
    const { pack, problems } = await loadPack(rules, id);
    if (pack) found.packs.push(pack);
    else found.problems.set(id, problems);
  }
  return found;
}

const starter = "start";

/**
 * Makes the right ones live; a broken one goes on with the version that was live before, if there was one. What a person has made live
 * instead of the folder's version stays live.
 */
export async function publish(
  { store, clock }: Pick<Runtime, "store" | "clock">,
  { packs, problems }: Found,
  say: (line: string) => void,
): Promise<void> {
  for (const pack of packs) {
    const [newer] = await since(store, pack.id, pack.version);
    const known = (await store.history.of(pack.id)).some(({ version }) => version === pack.version);
    if (known && newer && newer.by !== starter)
      say(
        `${pack.id}: version ${newer.version} stays live, as ${newer.by} wanted; the folder has ${pack.version}, which was live before.`,
      );
    else await publishPack({ store, clock }, pack, { by: starter });
  }
  for (const [program, list] of problems) {
    for (const { file, line, column, message, fix } of list)
      say(`rules/${program}/${file}:${line}:${column} ${message} ${fix}`);
    const live = await store.packs.live(program);
    say(
      live
        ? `${program} goes on as it was before (version ${live.version}).`
        : `${program} does not start until this is mended.`,
    );
  }
}
