import type { Row, Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import type { Chance } from "../end-to-end/chance.ts";

const names = [
  "ProvisionedThroughputExceededException",
  "ThrottlingException",
  "RequestLimitExceeded",
  "InternalServerError",
  "TransactionConflictException",
  "TimeoutError",
];

/** What the SDK throws once it has given up; `write` is whether the database did it all the same. */
export function stormyTable(table: Table, chance: Chance, share: number) {
  let thrown = 0;
  const hit = () => {
    thrown += 1;
    return Object.assign(new Error("injected"), { name: names[chance.below(names.length)] });
  };
  const trouble = async <T>(task: () => Promise<T>): Promise<T> => {
    if (!chance.happens(share)) return task();
    if (chance.happens(0.5)) await task();
    throw hit();
  };
  const stormy: Table = {
    get: (key) => trouble(() => table.get(key)),
    put: (row, when) => trouble(() => table.put(row, when)),
    update: (key, change, when) => trouble(() => table.update(key, change, when)),
    delete: (key) => trouble(() => table.delete(key)),
    query: (pk, options) => trouble(() => table.query(pk, options)),
    due: (duePk, upTo, limit) => trouble(() => table.due(duePk, upTo, limit)),
    list: (listPk, options) => trouble(() => table.list(listPk, options)),
  };
  return { table: stormy, thrown: () => thrown };
}

/**
 * A table whose indexes come after it, as DynamoDB's do: a row that was written is not there yet, one that was changed or
 * removed still is as it was. Each write reaches the indexes, in order, after so many further requests.
 */
export function laggingTable(lag: () => number, rows: Table = memoryTable()) {
  const indexes = memoryTable();
  const waiting: { at: number; row: Row }[] = [];
  let requests = 0;
  const show = async ({ erased, ...row }: Row) =>
    erased ? indexes.delete(row as Row) : void (await indexes.put(row as Row));
  const arrive = async (upTo: number) => {
    while (waiting.length > 0 && waiting[0]!.at <= upTo) await show(waiting.shift()!.row);
  };
  const request = () => arrive(++requests);
  const changed = async ({ pk, sk }: Row) => {
    const row = (await rows.get({ pk, sk })) ?? { pk, sk, erased: true };
    waiting.push({ at: requests + lag(), row });
  };
  const written = async (key: Row, write: () => Promise<boolean>): Promise<boolean> => {
    await request();
    const done = await write();
    if (done) await changed(key);
    return done;
  };
  const table: Table = {
    async get(key) {
      await request();
      return rows.get(key);
    },
    put: (row, when) => written(row, () => rows.put(row, when)),
    update: (key, change, when) => written(key, () => rows.update(key, change, when)),
    async delete(key) {
      await written(key, () => rows.delete(key).then(() => true));
    },
    async query(pk, options) {
      await request();
      return rows.query(pk, options);
    },
    async due(duePk, upTo, limit) {
      await request();
      return indexes.due(duePk, upTo, limit);
    },
    async list(listPk, options) {
      await request();
      return indexes.list(listPk, options);
    },
  };
  return { table, catchUp: () => arrive(Number.POSITIVE_INFINITY), behind: () => waiting.length };
}
