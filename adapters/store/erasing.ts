import * as z from "zod";
import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { keptApart, oneself, submitted, troubles } from "./erasing/around.ts";
import { gone } from "./erasing/change.ts";
import { matched } from "./erasing/matched.ts";
import { ownJourney } from "./erasing/own-journey.ts";
import { emailHash, keys } from "./keys.ts";
import { isTombstone } from "./tombstone.ts";

const Addressed = z.object({ program: z.string(), email: z.string() });

/** What there is of a person, row by row. `secret` finds the address again that the person is known by. */
export function erasing(table: Table, secret: () => string): Store["erasing"] {
  return {
    own: (journey, at) => ownJourney(table, journey, at),
    matched: (journey, person, facts) => matched(table, journey, person, facts),
    submitted: (id, at) => submitted(table, id, at),
    troubles: (program, ids) => troubles(table, program, ids),
    apart: (program, ids) => keptApart(table, program, ids),
    oneself: (id, at) =>
      oneself(table, id, at, ({ person }) => {
        const { data } = Addressed.safeParse(person);
        return data && keys.email(data.program, emailHash(secret(), data.email), id);
      }),
    async pointers(person, journeys) {
      return journeys.map((journey) => gone("pointer", keys.pointer(person, journey)));
    },
    async isErased(person) {
      const row = await table.get(keys.person(person));
      return row !== undefined && isTombstone(row);
    },
    async apply({ key, row, when }) {
      if (row) await table.put(row, when);
      else await table.delete(key);
    },
  };
}
