import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { keys } from "./keys.ts";

/** What may be used up a single time, such as an address that lets somebody in. */
export function once(table: Table): Store["once"] {
  return {
    use: (name, until) =>
      table.put({ ...keys.once(name), goneBy: Math.ceil(Date.parse(until) / 1000) }, { absent: true }),
  };
}
