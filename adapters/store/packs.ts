import { programJourney } from "#core/program/own-journey.ts";
import type { Pack } from "#core/program/pack.ts";
import { createBlobs } from "../blobs.ts";
import type { LiveEntry, Store } from "../store.ts";
import type { Table, Unless } from "../table.ts";
import { formats, UnreadableItem, written } from "./door.ts";
import { entryRow } from "./history.ts";
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
    return remember(name, ownPack(name, program, text));
  };

  return {
    publish: (pack) =>
      blobs.put(blobName(pack.id, pack.version), JSON.stringify({ schema: formatOf(pack), ...pack })),
    async setLive(program, version, entry) {
      const own = programJourney(await get(program, version));
      return goLive(table, program, { version, ...(own !== undefined && { own }) }, entry);
    },
    async live(program) {
      const row = await table.get(keys.program(program));
      return row && get(program, String(row.version));
    },
    get,
    async programs() {
      return (await table.query("PROGRAMS")).map((row) => row.sk);
    },
    async withOwnJourney() {
      return (await table.query("PROGRAMS")).filter(({ own }) => own !== undefined).map((row) => row.sk);
    },
  };
}

/**
 * One write makes a version live and says who did it, so a crash leaves both or neither. The entry of the version before gets its row
 * in the history first, if a crash kept it from that. `own` is the journey of the program's own, so that the sweep need not read packs.
 */
async function goLive(
  table: Table,
  program: string,
  { version, own }: { version: string; own?: string },
  entry: LiveEntry | undefined,
) {
  const key = keys.program(program);
  const now = await table.get(key);
  const earlier = now && entryRow(program, now);
  if (earlier) await table.put(earlier, { absent: true });
  const live = { ...key, version, ...(own !== undefined && { own }) };
  const row = { ...live, ...(entry && { at: entry.at, ...written("entry", entry) }) };
  if (!entry) return (await table.put(row)) ? "saved" : "stale";
  if (now?.version !== entry.before) return "stale";
  const unchanged: Unless = now
    ? { equals: { version: String(now.version), ...(now.at !== undefined && { at: String(now.at) }) } }
    : { absent: true };
  if (!(await table.put(row, unchanged))) return "stale";
  await table.put(entryRow(program, row)!, { absent: true });
  return "saved";
}

/**
 * A stored pack was parsed and checked before it was published, and its blob has a hash: parsing it again would cost a cold
 * door as much as loading the AWS SDK. Its number says whether it is in a format that this release reads. Nothing fills in
 * the defaults of a newer format: a release that raises the number lifts the packs of the number before right here.
 */
function ownPack(name: string, program: string, text: string): Pack {
  const { schema = 1, ...pack } = JSON.parse(text) as Pack & { schema?: number };
  if (schema < 2) return { ...pack, never: { ...pack.never, guards: [] } };
  if (schema <= formats.pack) return pack;
  const row = { pk: `BLOB#${name}`, sk: "MANIFEST" };
  throw new UnreadableItem("store.newer-schema", row, `schema ${schema}, we read ${formats.pack}`, program);
}

/** A program without a journey of its own has nothing in it that the release before could not read. */
const formatOf = (pack: Pack): number => (programJourney(pack) === undefined ? 2 : formats.pack);

const blobName = (program: string, version: string): string => `pack/${program}/${version}`;
