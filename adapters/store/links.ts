import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { read, written } from "./door.ts";
import { goneBy } from "./gone-by.ts";
import { keys } from "./keys.ts";
import { LinkRow } from "./schemas.ts";

export function links(table: Table): Store["links"] {
  return {
    async put(link) {
      // Old letters stay in mailboxes, and whoever wants no more of them may say so by any of their links.
      const row = { ...keys.link(link.id), ...written("link", link), ...goneBy(link.expiresAt, 365) };
      return (await table.put(row, { absent: true })) ? "stored" : "known";
    },
    async get(id) {
      const row = await table.get(keys.link(id));
      return row && read(LinkRow, row, "link");
    },
  };
}
