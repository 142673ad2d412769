import type { Key, Row, Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";

/** A table in memory that can show everything in it, and be put back to what it was, as a backup is. */
export function keptTable() {
  const inner = memoryTable();
  const keys = new Map<string, Key>();
  const remember = ({ pk, sk }: Key) => void keys.set(`${pk}\n${sk}`, { pk, sk });
  const table: Table = {
    ...inner,
    async put(row, when) {
      remember(row);
      return inner.put(row, when);
    },
  };
  const rows = async (): Promise<Row[]> => {
    const found = await Promise.all([...keys.values()].map((key) => inner.get(key)));
    return found.filter((row) => row !== undefined);
  };
  return {
    table,
    rows,
    async restore(backup: Row[]): Promise<void> {
      for (const key of keys.values()) await inner.delete(key);
      for (const row of backup) await table.put(row);
    },
  };
}

/** Which of these words stand in which rows, in any letters: none, after an erasure. */
export function found(rows: Row[], words: string[]): string[] {
  return rows.flatMap((row) => {
    const text = JSON.stringify(row).toLowerCase();
    return words
      .filter((word) => text.includes(word.toLowerCase()))
      .map((word) => `${row.pk} ${row.sk}: ${word}`);
  });
}
