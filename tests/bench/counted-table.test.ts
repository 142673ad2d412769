import { describe, expect, it } from "vitest";
import { memoryTable } from "#adapters/table-memory.ts";
import { countedTable } from "../../bench/scale/counted-table.ts";
import { noCounts } from "../../bench/scale/counts.ts";

const key = { pk: "JOURNEY#1", sk: "RUN" };
const due = { duePk: "sweep#1", dueAt: "2026-03-02T08:00:00.000Z" };

function aTable() {
  const counts = noCounts();
  const noted: Record<string, number> = {};
  const table = countedTable(memoryTable(), counts, (kind, units) => {
    noted[kind] = (noted[kind] ?? 0) + units;
  });
  return { counts, noted, table };
}

describe("a counted table", () => {
  it("bills a write by each kilobyte begun, and a strong read by each four", async () => {
    const { counts, table } = aTable();
    await table.put({ ...key, text: "x".repeat(5_000) });
    await table.get(key);
    await table.get({ pk: "nobody", sk: "nothing" });
    expect(counts).toMatchObject({ writes: 1, writeUnits: 5, strongReads: 2, strongUnits: 3 });
  });

  it("bills a read of an index by halves, and all rows of a query together", async () => {
    const { counts, table } = aTable();
    for (const n of [1, 2, 3]) await table.put({ pk: "A", sk: `R#${n}`, ...due, text: "x".repeat(2_000) });
    await table.due(due.duePk, due.dueAt, 10);
    await table.query("A", { prefix: "R#" });
    expect(counts).toMatchObject({ indexReads: 1, indexReadUnits: 0.5, strongReads: 1, strongUnits: 2 });
  });

  it("bills an index once for a row that comes or goes, twice for a key that changes, never for one that stays", async () => {
    const { counts, noted, table } = aTable();
    await table.put({ ...key, ...due, state: 1 });
    expect(counts.dueUnits).toBe(1);
    await table.update(key, { set: { state: 2 } });
    expect(counts.dueUnits).toBe(1);
    await table.update(key, { set: { dueAt: "2026-03-03T08:00:00.000Z" } });
    expect(counts.dueUnits).toBe(3);
    await table.update(key, { remove: ["duePk", "dueAt"] });
    expect(counts.dueUnits).toBe(4);
    expect(noted).toEqual({ "put RUN": 1, "update RUN": 3, "index due sweep": 4 });
  });

  it("bills the index of lists, which holds whole rows, for every change of one", async () => {
    const { counts, table } = aTable();
    const row = { ...key, listPk: "mails#p#queued", listSk: "1", text: "x".repeat(1_500) };
    await table.put(row);
    await table.put({ ...row, state: 1 });
    await table.put({ ...row, listPk: "mails#p#sent" });
    expect(counts.listUnits).toBe(2 + 2 + 4);
  });

  it("bills a write that was refused, and puts nothing into stream or index for it", async () => {
    const { counts, table } = aTable();
    await table.put({ ...key, ...due, text: "x".repeat(3_000) }, { absent: true });
    expect(await table.put({ ...key, ...due }, { absent: true })).toBe(false);
    expect(counts).toMatchObject({
      writes: 2,
      refusedWrites: 1,
      writeUnits: 8 - 2,
      dueUnits: 1,
      streamRecords: 1,
    });
  });
});
