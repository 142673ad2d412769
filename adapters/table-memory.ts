import { checkChange, checkRow } from "./row-limits.ts";
import type { Key, Row, Table, Unless } from "./table.ts";

/** The Table in memory, for seeded fault runs, simulations and tests. Rows are kept as text, so nobody shares an object with it. */
export function memoryTable(): Table {
  const partitions = new Map<string, Map<string, string>>();
  const due = new Map<string, Map<string, Key & { dueAt: string }>>();
  const lists = new Map<string, Map<string, Key & { listSk: string }>>();

  const read = ({ pk, sk }: Key): Row | undefined => parse(partitions.get(pk)?.get(sk));
  const write = (row: Row): void => {
    checkRow(row);
    unindex(read(row));
    inner(partitions, row.pk).set(row.sk, JSON.stringify(row));
    const { pk, sk, duePk, dueAt, listPk, listSk } = row;
    if (duePk !== undefined && dueAt !== undefined) inner(due, duePk).set(join(row), { pk, sk, dueAt });
    if (listPk !== undefined && listSk !== undefined) inner(lists, listPk).set(join(row), { pk, sk, listSk });
  };
  const unindex = (row: Row | undefined): void => {
    if (row?.duePk) due.get(row.duePk)?.delete(join(row));
    if (row?.listPk) lists.get(row.listPk)?.delete(join(row));
  };

  return {
    async get(key) {
      return read(key);
    },
    async put(row, when) {
      if (!holds(read(row), when)) return false;
      write(row);
      return true;
    },
    async update(key, change, when) {
      checkChange(key, change);
      const { set = {}, remove = [] } = change;
      const row = read(key);
      if (!row || !holds(row, when)) return false;
      const changed: Row = { ...row, ...defined(set), ...key };
      for (const name of remove) delete changed[name];
      write(changed);
      return true;
    },
    async delete(key) {
      unindex(read(key));
      partitions.get(key.pk)?.delete(key.sk);
    },
    async query(pk, options = {}) {
      const keys = [...(partitions.get(pk)?.keys() ?? [])].filter((sk) =>
        sk.startsWith(options.prefix ?? ""),
      );
      return cut(keys.sort(compare), options).map((sk) => read({ pk, sk })!);
    },
    async due(duePk, upTo, limit) {
      const entries = [...(due.get(duePk)?.values() ?? [])].filter(({ dueAt }) => dueAt <= upTo);
      return entries.sort((a, b) => compare(a.dueAt, b.dueAt) || compare(join(a), join(b))).slice(0, limit);
    },
    async list(listPk, options = {}) {
      const entries = [...(lists.get(listPk)?.values() ?? [])].filter((e) =>
        e.listSk.startsWith(options.prefix ?? ""),
      );
      entries.sort((a, b) => compare(a.listSk, b.listSk) || compare(join(a), join(b)));
      return cut(entries, options).map((entry) => read(entry)!);
    },
  };
}

function holds(row: Row | undefined, when: Unless | undefined): boolean {
  if (!when) return true;
  if ("absent" in when) return row === undefined;
  return row !== undefined && Object.entries(when.equals).every(([name, value]) => row[name] === value);
}

function cut<T>(sorted: T[], { limit, newestFirst }: { limit?: number; newestFirst?: boolean }): T[] {
  return (newestFirst ? sorted.reverse() : sorted).slice(0, limit);
}

function inner<V>(outer: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const found = outer.get(key);
  if (found) return found;
  const made = new Map<string, V>();
  outer.set(key, made);
  return made;
}

const join = ({ pk, sk }: Key): string => `${pk}\n${sk}`;
/** DynamoDB compares bytes of UTF-8; by its units of UTF-16 JavaScript would put letters of four bytes before some of three. */
const compare = (a: string, b: string): number => {
  if (high.test(a) && high.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : a > b ? 1 : 0;
};
const high = /[\ud800-\uffff]/;
const parse = (text: string | undefined): Row | undefined =>
  text === undefined ? undefined : JSON.parse(text);
const defined = (set: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
