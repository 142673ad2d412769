import type { Table } from "#adapters/table.ts";

/** A table that dies at the n-th write, once: before it is made, or after, when only the answer is lost. */
export function killedAt(table: Table, nth: number, when: "before" | "after") {
  let writes = 0;
  const dying = async <T>(write: () => Promise<T>): Promise<T> => {
    writes += 1;
    if (writes !== nth) return write();
    if (when === "after") await write();
    throw new Error("killed");
  };
  const faulty: Table = {
    ...table,
    put: (row, unless) => dying(() => table.put(row, unless)),
    update: (key, change, unless) => dying(() => table.update(key, change, unless)),
    delete: (key) => dying(() => table.delete(key)),
  };
  return { table: faulty, writes: () => writes };
}
