import type { Machine } from "#adapters/machine.ts";
import type { Table } from "#adapters/table.ts";
import type { Calls } from "./calls.ts";

/** Each request to the database is one call that may go wrong. */
export function gatedTable(table: Table, { gate }: Calls): Table {
  return {
    get: (key) => gate("table", "get", () => table.get(key)),
    put: (row, when) => gate("table", "put", () => table.put(row, when)),
    update: (key, change, when) => gate("table", "update", () => table.update(key, change, when)),
    delete: (key) => gate("table", "delete", () => table.delete(key)),
    query: (pk, options) => gate("table", "query", () => table.query(pk, options)),
    due: (duePk, upTo, limit) => gate("table", "due", () => table.due(duePk, upTo, limit)),
    list: (listPk, options) => gate("table", "list", () => table.list(listPk, options)),
  };
}

export function gatedMachine(machine: Machine, { gate }: Calls): Machine {
  return {
    start: (journey, generation) => gate("machine", "start", () => machine.start(journey, generation)),
    wake: (token) => gate("machine", "wake", () => machine.wake(token)),
    alive: (journey, generation) => gate("machine", "alive", () => machine.alive(journey, generation)),
  };
}
