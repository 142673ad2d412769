import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";

/** What may be used up a single time, such as an address that lets somebody in. */
export function once(table: Table): Store["once"] {
  return {
    use: (name, until) => table.put({ ...keys.once(name), ...goneBy(until, 1) }, { absent: true }),
  };
}
