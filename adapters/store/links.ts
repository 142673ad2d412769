import type { Store } from "../store.ts";
import type { Table } from "../table.ts";
import { read } from "./door.ts";
import { keys } from "./keys.ts";
import { LinkRow } from "./schemas.ts";

export function links(table: Table): Store["links"] {
  return {
    async put(link) {
      return (await table.put({ ...keys.link(link.id), link }, { absent: true })) ? "stored" : "known";
    },
    async get(id) {
      const row = await table.get(keys.link(id));
      return row && read(LinkRow, row, "link");
    },
  };
}
