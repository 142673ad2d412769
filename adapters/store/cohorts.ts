import * as z from "zod";
import { createBlobs } from "../blobs.ts";
import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { formats, read } from "./door.ts";

/** Ids of journeys and nothing else: whoever reads it learns who was there, and of nobody who it is. */
export const Cohort = z.strictObject({ schema: z.literal(1), journeys: z.array(z.string()) });

/** Whom the program tells, found once. Chunks with the manifest last: before it stands nothing was found, after it nothing changes. */
export function cohorts(table: Table): Store["cohorts"] {
  const blobs = createBlobs(table);
  const get = async (id: string): Promise<string[] | undefined> => {
    const text = await blobs.get(nameOf(id));
    if (text === undefined) return undefined;
    const row = { pk: `BLOB#${nameOf(id)}`, sk: "MANIFEST", cohort: JSON.parse(text) };
    return read(Cohort, row, "cohort").journeys;
  };
  return {
    get,
    async freeze(id, journeys) {
      await blobs.put(nameOf(id), JSON.stringify({ schema: formats.cohort, journeys }));
      // Whoever was first settled it.
      return (await get(id))!;
    },
  };
}

const nameOf = (id: string): string => `cohort/${id}`;
