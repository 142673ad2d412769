import * as z from "zod";
import type { Row, Table } from "./table.ts";

const Erasure = z.strictObject({
  person: z.string(),
  program: z.string(),
  at: z.string(),
  /** Every journey in which they were. */
  journeys: z.array(z.string()),
  /** When nothing of them was left. */
  finishedAt: z.string().optional(),
});
/** Somebody was erased: ids that are hashes, and name nobody. */
export type Erasure = z.infer<typeof Erasure>;

/**
 * The ledger of erasures, in a table of its own: when the other one is put back to an earlier day, this one is not, and says
 * who must go again.
 */
export interface Erasures {
  /** Before anything goes. The first moment stays, and journeys add up. */
  note(erasure: Erasure): Promise<void>;
  finish(person: string, at: string): Promise<void>;
  get(person: string): Promise<Erasure | undefined>;
  all(): Promise<Erasure[]>;
}

const pk = "ERASURES";

export function createErasures(table: Table): Erasures {
  const get = async (person: string) => {
    const row = await table.get({ pk, sk: person });
    return row && read(row);
  };
  return {
    async note(erasure) {
      const known = await get(erasure.person);
      const journeys = [...new Set([...(known?.journeys ?? []), ...erasure.journeys])].sort();
      if (known && known.journeys.length === journeys.length) return;
      await table.put({ pk, sk: erasure.person, erasure: { ...erasure, ...known, journeys } });
    },
    async finish(person, at) {
      const known = await get(person);
      if (known && !known.finishedAt)
        await table.put({ pk, sk: person, erasure: { ...known, finishedAt: at } });
    },
    get,
    async all() {
      return (await table.query(pk)).map(read);
    },
  };
}

const read = (row: Row): Erasure => Erasure.parse(row.erasure);
