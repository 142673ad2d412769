import type { Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";

/** A table that keeps the partitions of whatever was written. */
export function countedTable(): { table: Table; written: string[] } {
  const written: string[] = [];
  const inner = memoryTable();
  const noting = (pk: string) => void written.push(pk);
  const table: Table = {
    ...inner,
    async put(row, when) {
      noting(row.pk);
      return inner.put(row, when);
    },
    async update(key, change, when) {
      noting(key.pk);
      return inner.update(key, change, when);
    },
    async delete(key) {
      noting(key.pk);
      return inner.delete(key);
    },
  };
  return { table, written };
}
