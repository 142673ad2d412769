import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Row, Table } from "#adapters/table.ts";
import { connect, startDynalite } from "./dynalite.ts";
import { faults, passing, startFaultyEndpoint } from "./faulty-endpoint.ts";

let local: Awaited<ReturnType<typeof startDynalite>>;
let faulty: Awaited<ReturnType<typeof startFaultyEndpoint>>;
let table: Table;
let disconnect: () => void;
let pk: string;
let count = 0;
beforeAll(async () => {
  local = await startDynalite();
  faulty = await startFaultyEndpoint(local.endpoint);
  const large = { pk: "LARGE", listPk: "large", duePk: "large", filling: "x".repeat(300_000) };
  for (const sk of ["a", "b", "c", "d", "e"]) await local.table.put({ ...large, sk, listSk: sk, dueAt: sk });
});
afterAll(async () => {
  await faulty.close();
  await local.close();
});
beforeEach(() => {
  pk = `F#${++count}`;
  faulty.plan();
  // A new one each time: a client that has had to try again very often stops trying for a while.
  ({ table, disconnect } = connect(faulty.endpoint));
  // The pauses between two tries are random up to seconds; here they are none.
  vi.spyOn(Math, "random").mockReturnValue(0);
});
afterEach(() => {
  disconnect();
  vi.restoreAllMocks();
});
const row = (sk: string, more: Partial<Row> = {}): Row => ({ pk, sk, ...more });
const times = <T>(n: number, value: T): T[] => Array.from({ length: n }, () => value);

describe.each(passing)("when DynamoDB answers a first try with %s", (fault) => {
  it("a row that was absent is put once, and that is ours", async () => {
    faulty.plan(fault);
    expect(await table.put(row("a", { n: 1 }), { absent: true })).toBe(true);
    expect(await local.table.query(pk)).toEqual([row("a", { n: 1 })]);
  });

  it("a row that somebody else had put is theirs, though it be the same to the letter", async () => {
    await local.table.put(row("a", { n: 1 }), { absent: true });
    faulty.plan(fault);
    expect(await table.put(row("a", { n: 1 }), { absent: true })).toBe(false);
  });

  it("a version is replaced as it was seen, and not as it was not", async () => {
    await local.table.put(row("a", { version: 1 }));
    faulty.plan(fault);
    expect(await table.put(row("a", { version: 2 }), { equals: { version: 1 } })).toBe(true);
    faulty.plan(fault);
    expect(await table.put(row("a", { version: 2 }), { equals: { version: 1 } })).toBe(false);
    faulty.plan(fault);
    expect(await table.update({ pk, sk: "a" }, { set: { version: 3 } }, { equals: { version: 2 } })).toBe(
      true,
    );
    faulty.plan(fault);
    expect(await table.update({ pk, sk: "a" }, { set: { version: 3 } }, { equals: { version: 2 } })).toBe(
      false,
    );
    faulty.plan(fault);
    expect(await table.update({ pk, sk: "a" }, { remove: ["version"] }, { equals: { version: 3 } })).toBe(
      true,
    );
    expect(await local.table.get({ pk, sk: "a" })).toEqual(row("a"));
  });

  it("what has no condition is done, and a row that is gone is not made", async () => {
    faulty.plan(fault);
    expect(await table.put(row("a", { n: 1 }))).toBe(true);
    faulty.plan(fault);
    expect(await table.update({ pk, sk: "a" }, { set: { n: 2 } })).toBe(true);
    faulty.plan(fault);
    expect(await table.update({ pk, sk: "gone" }, { set: { n: 2 } })).toBe(false);
    expect(await local.table.query(pk)).toEqual([row("a", { n: 2 })]);
    faulty.plan(fault);
    await table.delete({ pk, sk: "a" });
    expect(await local.table.query(pk)).toEqual([]);
  });

  it("reads are whole, on every page", async () => {
    const names = ["a", "b", "c", "d", "e"];
    faulty.plan(fault);
    expect(await table.get({ pk: "LARGE", sk: "a" })).toMatchObject({ listPk: "large" });
    faulty.plan(fault, "fine", fault);
    expect((await table.query("LARGE")).map(({ sk }) => sk)).toEqual(names);
    faulty.plan("fine", fault);
    expect((await table.list("large")).map(({ sk }) => sk)).toEqual(names);
    faulty.plan(fault);
    expect((await table.due("large", "z", 9)).map(({ sk }) => sk)).toEqual(names);
  });
});

describe("when the answer of a write is lost", () => {
  it("and somebody else writes before the second try, the row is theirs", async () => {
    await local.table.put(row("a", { version: 1 }));
    faulty.plan("unanswered");
    faulty.meanwhile(() => local.table.put(row("a", { version: 3 }), { equals: { version: 2 } }));
    expect(await table.put(row("a", { version: 2 }), { equals: { version: 1 } })).toBe(false);
    expect(await local.table.get({ pk, sk: "a" })).toEqual(row("a", { version: 3 }));
  });

  it("one of two racing writers of the same row wins", async () => {
    const other = connect(local.endpoint);
    faulty.plan("lost");
    const both = [table, other.table].map((one) => one.put(row("a", { n: 1 }), { absent: true }));
    expect((await Promise.all(both)).filter(Boolean)).toHaveLength(1);
    other.disconnect();
  });

  it("the mark by which we know our write is nobody's to see", async () => {
    const listed = row("a", { listPk: `l${pk}`, listSk: "1" });
    await table.put(listed, { absent: true });
    expect([await table.get(listed), ...(await table.query(pk)), ...(await table.list(`l${pk}`))]).toEqual(
      times(3, listed),
    );
  });
});

describe("when it does not get better", () => {
  it.each(passing)("%s is thrown after four tries, and is never taken for a condition", async (fault) => {
    for (const when of [undefined, { absent: true }] as const) {
      faulty.plan(...times(4, fault));
      faulty.count();
      await expect(table.put(row(`${when}`, {}), when)).rejects.toThrow();
      expect(faulty.count()).toBe(4);
    }
    faulty.plan(...times(4, fault));
    await expect(table.get({ pk, sk: "a" })).rejects.toThrow();
    faulty.plan(...times(4, fault));
    await expect(table.query(pk)).rejects.toThrow();
  });

  it.each(faults)("the next call after %s finds all in order", async (fault) => {
    faulty.plan(...times(4, fault));
    await table.put(row("a", { n: 1 }), { absent: true }).catch(() => undefined);
    faulty.plan();
    const again = await table.put(row("a", { n: 2 }), { absent: true });
    expect(again).toBe(fault !== "unanswered");
    expect(await table.query(pk)).toEqual([row("a", { n: again ? 2 : 1 })]);
  });

  it("a conflict with a transaction is thrown at once: the caller must look again", async () => {
    faulty.plan("conflict");
    faulty.count();
    await expect(table.put(row("a"), { absent: true })).rejects.toThrow("injected");
    expect(faulty.count()).toBe(1);
  });

  it("a dead socket is left after four seconds, and another tried", async () => {
    faulty.plan("hanging");
    const started = Date.now();
    expect(await table.put(row("a"), { absent: true })).toBe(true);
    expect(Date.now() - started).toBeGreaterThan(3_900);
    expect(Date.now() - started).toBeLessThan(12_000);
  });
});
