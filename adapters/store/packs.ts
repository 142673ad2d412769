import { Pack } from "#core/program/pack.ts";
import { createBlobs } from "../blobs.ts";
import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { keys } from "./keys.ts";

/** How many packs one process keeps parsed: all live ones and the versions that journeys are still on. */
const kept = 50;

/** A version is a hash of the pack, so one that was read once need never be read again. */
export function packs(table: Table): Store["packs"] {
  const blobs = createBlobs(table);
  const cache = new Map<string, Pack>();

  const remember = (name: string, pack: Pack): Pack => {
    cache.delete(name);
    cache.set(name, pack);
    if (cache.size > kept) cache.delete(cache.keys().next().value!);
    return pack;
  };

  const get = async (program: string, version: string): Promise<Pack> => {
    const name = blobName(program, version);
    const known = cache.get(name);
    if (known) return remember(name, known);
    const text = await blobs.get(name);
    if (!text) throw new Error(`Version ${version} of the program ${program} was never published.`);
    return remember(name, Pack.parse(JSON.parse(text)));
  };

  return {
    publish: (pack) => blobs.put(blobName(pack.id, pack.version), JSON.stringify(pack)),
    async setLive(program, version) {
      await get(program, version);
      await table.put({ ...keys.program(program), version });
    },
    async live(program) {
      const row = await table.get(keys.program(program));
      return row && get(program, String(row.version));
    },
    get,
    async programs() {
      return (await table.query("PROGRAMS")).map((row) => row.sk);
    },
  };
}

const blobName = (program: string, version: string): string => `pack/${program}/${version}`;
