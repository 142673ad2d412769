import { after } from "../moment.ts";
import type { Store } from "../store.ts";
import type { Row, Table } from "../table.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";

/**
 * So many at a time, and each for so long: a limit is that many places, and whoever wants to go on takes one for the whole
 * of the time. So the limit holds for any stretch of that length, and for two at once.
 */
export function limits(table: Table): Store["limits"] {
  return {
    async take(name, most, now, seconds) {
      const until = after(now, seconds);
      const rows = new Map((await table.query(keys.limit(name, 0).pk)).map((row) => [row.sk, row]));
      for (let place = 0; place < most; place += 1) {
        const key = keys.limit(name, place);
        const seen = rows.get(key.sk);
        if (seen && String(seen.until) > now) continue;
        const row: Row = { ...key, until, ...goneBy(until, 1) };
        if (await table.put(row, seen ? { equals: { until: String(seen.until) } } : { absent: true }))
          return true;
      }
      return false;
    },
    async takenUntil(name, now) {
      const key = keys.limit(name, 0);
      const row = (await table.query(key.pk)).find(({ sk }) => sk === key.sk);
      const until = row && String(row.until);
      return until !== undefined && until > now ? until : undefined;
    },
  };
}
