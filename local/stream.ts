import type { Key, Table } from "#adapters/table.ts";

/** A table that tells of each new row, as the stream of the deployed one does: keys alone, after the write. */
export function streamed(table: Table, inserted: (key: Key) => void): Table {
  return {
    ...table,
    async put(row, when) {
      const done = await table.put(row, when);
      if (done && when && "absent" in when) inserted({ pk: row.pk, sk: row.sk });
      return done;
    },
  };
}
