import { isDeepStrictEqual } from "node:util";
import { sizeOf } from "#adapters/row-limits.ts";
import type { Key, Row, Table } from "#adapters/table.ts";
import type { Counts } from "./counts.ts";

/** Hears of each call by its kind, such as "get JOURNEY" or "index list mails", with its units. */
export type Note = (kind: string, units: number) => void;

/** A Table that counts what DynamoDB would bill for each call. */
export function countedTable(table: Table, counts: Counts, note: Note): Table {
  const write = async (what: string, key: Key, change: () => Promise<boolean>): Promise<boolean> => {
    const before = await table.get(key);
    const done = await change();
    const after = await table.get(key);
    count(counts, (kind, units) => note(kind || `${what} ${kindOf(key.sk)}`, units), before, after, done);
    return done;
  };
  const read = (what: string, rows: object[], index: boolean): void => {
    const units = readUnits(rows.reduce((sum: number, row) => sum + itemSize(row), 0));
    counts[index ? "indexReads" : "strongReads"] += 1;
    if (index) counts.indexReadUnits += units / 2;
    else counts.strongUnits += units;
    note(what, index ? units / 2 : units);
  };
  return {
    async get(key) {
      const row = await table.get(key);
      read(`get ${kindOf(key.sk)}`, row ? [row] : [], false);
      return row;
    },
    put: (row, when) => write("put", row, () => table.put(row, when)),
    update: (key, change, when) => write("update", key, () => table.update(key, change, when)),
    async delete(key) {
      await write("delete", key, async () => {
        await table.delete(key);
        return true;
      });
    },
    async query(pk, options) {
      const rows = await table.query(pk, options);
      read(`query ${kindOf(options?.prefix ?? pk)}`, rows, false);
      return rows;
    },
    async due(duePk, upTo, limit) {
      const found = await table.due(duePk, upTo, limit);
      const rows = found.map((row) => ({ ...row, duePk }));
      read(`due ${kindOf(duePk)}`, rows, true);
      return found;
    },
    async list(listPk, options) {
      const rows = await table.list(listPk, options);
      read(`list ${kindOf(listPk)}`, rows, true);
      return rows;
    },
  };
}

/** An item's bytes: the names of its attributes and their values. */
export const itemSize = (row: object): number =>
  Object.entries(row).reduce(
    (sum, [name, value]) => sum + (value === undefined ? 0 : Buffer.byteLength(name) + sizeOf(value)),
    0,
  );

const readUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 4096));
const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** A write that its condition refused is billed like the item that is there. */
function count(counts: Counts, note: Note, before: Row | undefined, after: Row | undefined, done: boolean) {
  const [was, is] = [before ? itemSize(before) : 0, after ? itemSize(after) : 0];
  const units = writeUnits(Math.max(was, is));
  counts.writes += 1;
  counts.writeUnits += units;
  note("", units);
  if (!done) {
    counts.refusedWrites += 1;
    return;
  }
  if (isDeepStrictEqual(before, after)) return;
  counts.streamRecords += 1;
  const [due, list] = [
    indexWrite(dueItem(before), dueItem(after)),
    indexWrite(listItem(before), listItem(after)),
  ];
  counts.dueUnits += due;
  counts.listUnits += list;
  if (due > 0) note(`index due ${kindOf(after?.duePk ?? before?.duePk)}`, due);
  if (list > 0) note(`index list ${kindOf(after?.listPk ?? before?.listPk)}`, list);
}

interface Projected {
  key: string;
  size: number;
  content: unknown;
}

/** A key that changes is a delete and a put; an item of which nothing projected changed is not written. */
function indexWrite(before: Projected | undefined, after: Projected | undefined): number {
  if (!before && !after) return 0;
  if (!before || !after) return writeUnits((before ?? after)!.size);
  if (before.key !== after.key) return writeUnits(before.size) + writeUnits(after.size);
  return isDeepStrictEqual(before.content, after.content) ? 0 : writeUnits(Math.max(before.size, after.size));
}

export function dueItem(row: Row | undefined): Projected | undefined {
  if (row?.duePk === undefined || row.dueAt === undefined) return undefined;
  const { pk, sk, duePk, dueAt } = row;
  const content = { pk, sk, duePk, dueAt };
  return { key: `${duePk}\n${dueAt}`, size: itemSize(content), content };
}

export function listItem(row: Row | undefined): Projected | undefined {
  if (row?.listPk === undefined || row.listSk === undefined) return undefined;
  return { key: `${row.listPk}\n${row.listSk}`, size: itemSize(row), content: row };
}

/** The word that a key begins with; an id alone is a pointer. */
export const kindOf = (key = ""): string => /^[A-Za-z]+(?=[#!]|$)/.exec(key)?.[0] ?? "pointer";
