import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";

/** One worker at a time. A lease that ran out is taken over only as it was seen, so two takers cannot both have it. */
export function leases(table: Table): Store["leases"] {
  return {
    async take(name, owner, now, until) {
      const row = { ...keys.lease(name), owner, until, ...goneBy(until, 1) };
      const seen = await table.get(keys.lease(name));
      if (!seen) return table.put(row, { absent: true });
      if (seen.owner !== owner && String(seen.until) > now) return false;
      return table.put(row, { equals: { owner: String(seen.owner), until: String(seen.until) } });
    },
    async release(name, owner) {
      const seen = await table.get(keys.lease(name));
      if (seen?.owner === owner) await table.put({ ...seen, until: "" }, { equals: { owner } });
    },
  };
}
