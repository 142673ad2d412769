import { beforeEach, describe, expect, it } from "vitest";
import type { Row, Table } from "#adapters/table.ts";

/** What every Table must do. `lag`: answers of the two indexes may come later than the write. */
export function tableContract(name: string, make: () => Promise<Table> | Table): void {
  describe(`the table ${name}`, () => {
    let table: Table;
    let pk: string;
    let count = 0;
    beforeEach(async () => {
      table = await make();
      count += 1;
      pk = `P#${count}`;
    });
    const row = (sk: string, more: Partial<Row> = {}): Row => ({ pk, sk, ...more });

    it("gives back what was put, whole", async () => {
      const whole = row("a", {
        text: "Ω",
        number: 1.5,
        flag: false,
        list: [1, "two", { three: [] }],
        none: null,
      });
      expect(await table.put(whole)).toBe(true);
      expect(await table.get({ pk, sk: "a" })).toEqual(whole);
      expect(await table.get({ pk, sk: "b" })).toBeUndefined();
    });

    it("leaves out what is undefined", async () => {
      await table.put(row("a", { text: undefined, inner: { gone: undefined, kept: 1 } }));
      expect(await table.get({ pk, sk: "a" })).toEqual({ pk, sk: "a", inner: { kept: 1 } });
    });

    it("shares no object with its callers", async () => {
      const mine = row("a", { inner: { n: 1 } });
      await table.put(mine);
      (mine.inner as { n: number }).n = 2;
      const read = await table.get({ pk, sk: "a" });
      (read!.inner as { n: number }).n = 3;
      expect((await table.get({ pk, sk: "a" }))!.inner).toEqual({ n: 1 });
    });

    it("puts an absent row once", async () => {
      expect(await table.put(row("a", { n: 1 }), { absent: true })).toBe(true);
      expect(await table.put(row("a", { n: 2 }), { absent: true })).toBe(false);
      expect((await table.get({ pk, sk: "a" }))!.n).toBe(1);
    });

    it("lets one of many racing puts win", async () => {
      const racing = Array.from({ length: 8 }, (_, n) => table.put(row("race", { n }), { absent: true }));
      expect((await Promise.all(racing)).filter(Boolean)).toHaveLength(1);
    });

    it("replaces a row only as it was seen", async () => {
      await table.put(row("a", { version: 1, state: "old" }));
      expect(await table.put(row("a", { version: 2 }), { equals: { version: 7 } })).toBe(false);
      expect(await table.put(row("a", { version: 2 }), { equals: { version: 1, state: "old" } })).toBe(true);
      expect(await table.put(row("missing", {}), { equals: { version: 1 } })).toBe(false);
      expect(await table.get({ pk, sk: "a" })).toEqual(row("a", { version: 2 }));
    });

    it("updates an existing row and makes no new one", async () => {
      await table.put(row("a", { keep: 1, drop: 2, change: 3 }));
      expect(
        await table.update({ pk, sk: "a" }, { set: { change: 4, list: "x" }, remove: ["drop", "never"] }),
      ).toBe(true);
      expect(await table.get({ pk, sk: "a" })).toEqual(row("a", { keep: 1, change: 4, list: "x" }));
      expect(await table.update({ pk, sk: "b" }, { set: { n: 1 } })).toBe(false);
      expect(await table.get({ pk, sk: "b" })).toBeUndefined();
    });

    it("updates under a condition", async () => {
      await table.put(row("a", { generation: 1 }));
      const change = { set: { generation: 2 }, remove: ["token"] };
      expect(await table.update({ pk, sk: "a" }, change, { equals: { generation: 1 } })).toBe(true);
      expect(await table.update({ pk, sk: "a" }, change, { equals: { generation: 1 } })).toBe(false);
      expect(
        await table.update({ pk, sk: "a" }, { remove: ["generation"] }, { equals: { generation: 2 } }),
      ).toBe(true);
      expect(await table.get({ pk, sk: "a" })).toEqual(row("a"));
    });

    it("deletes, and deletes again", async () => {
      await table.put(row("a", { duePk: `d${pk}`, dueAt: "1", listPk: `l${pk}`, listSk: "1" }));
      await table.delete({ pk, sk: "a" });
      await table.delete({ pk, sk: "a" });
      expect(await table.get({ pk, sk: "a" })).toBeUndefined();
      expect(await table.due(`d${pk}`, "9", 10)).toEqual([]);
      expect(await table.list(`l${pk}`)).toEqual([]);
    });

    it("queries a partition in order, by prefix, from either end, up to a limit", async () => {
      for (const sk of ["b#2", "a", "b#1", "c", "b#3"]) await table.put(row(sk));
      await table.put({ pk: `${pk}x`, sk: "b#4" });
      const sks = async (options?: Parameters<Table["query"]>[1]) =>
        (await table.query(pk, options)).map((r) => r.sk);
      expect(await sks()).toEqual(["a", "b#1", "b#2", "b#3", "c"]);
      expect(await sks({ prefix: "b#" })).toEqual(["b#1", "b#2", "b#3"]);
      expect(await sks({ prefix: "b#", newestFirst: true, limit: 2 })).toEqual(["b#3", "b#2"]);
      expect(await sks({ limit: 1 })).toEqual(["a"]);
      expect(await table.query(`${pk}none`)).toEqual([]);
    });

    it("reads a partition larger than a page", async () => {
      const filling = "x".repeat(300_000);
      for (let n = 0; n < 5; n += 1) await table.put(row(`big${n}`, { filling }));
      const read = await table.query(pk, { prefix: "big" });
      expect(read.map((r) => r.sk)).toEqual(["big0", "big1", "big2", "big3", "big4"]);
    });

    it("says what is due up to a moment, oldest first, by key alone", async () => {
      const duePk = `due${pk}`;
      await table.put(row("late", { duePk, dueAt: "2026-01-03", secret: 1 }));
      await table.put(row("early", { duePk, dueAt: "2026-01-01" }));
      await table.put(row("middle", { duePk, dueAt: "2026-01-02" }));
      await table.put(row("elsewhere", { duePk: `${duePk}x`, dueAt: "2026-01-01" }));
      await table.put(row("never"));
      expect(await table.due(duePk, "2026-01-02", 10)).toEqual([
        { pk, sk: "early", dueAt: "2026-01-01" },
        { pk, sk: "middle", dueAt: "2026-01-02" },
      ]);
      expect((await table.due(duePk, "2026-01-09", 1)).map((key) => key.sk)).toEqual(["early"]);
      expect((await table.due(duePk, "2026-01-09", 9))[0]).not.toHaveProperty("secret");
    });

    it("moves a row within its index, and out of it", async () => {
      const duePk = `due${pk}`;
      await table.put(row("a", { duePk, dueAt: "1" }));
      await table.update({ pk, sk: "a" }, { set: { dueAt: "5" } });
      expect(await table.due(duePk, "4", 10)).toEqual([]);
      expect(await table.due(duePk, "5", 10)).toHaveLength(1);
      await table.update({ pk, sk: "a" }, { remove: ["duePk", "dueAt"] });
      expect(await table.due(duePk, "9", 10)).toEqual([]);
    });

    it("lists whole rows in order, by prefix, from either end, up to a limit", async () => {
      const listPk = `list${pk}`;
      await table.put(row("x", { listPk, listSk: "2026-02", n: 2 }));
      await table.put(row("y", { listPk, listSk: "2026-01", n: 1 }));
      await table.put(row("z", { listPk, listSk: "2027-01", n: 3 }));
      expect((await table.list(listPk)).map((r) => r.n)).toEqual([1, 2, 3]);
      expect((await table.list(listPk, { prefix: "2026", newestFirst: true })).map((r) => r.n)).toEqual([
        2, 1,
      ]);
      expect((await table.list(listPk, { limit: 1 })).map((r) => r.n)).toEqual([1]);
      await table.update({ pk, sk: "x" }, { set: { listPk: `${listPk}done` } });
      expect((await table.list(listPk)).map((r) => r.n)).toEqual([1, 3]);
      expect((await table.list(`${listPk}done`)).map((r) => r.n)).toEqual([2]);
    });

    describe("refuses what DynamoDB would refuse:", () => {
      const nested = (levels: number): unknown => (levels === 0 ? 1 : { n: nested(levels - 1) });
      it.each<[string, Partial<Row>]>([
        ["an empty sort key", { sk: "" }],
        ["an empty index key", { duePk: "due", dueAt: "" }],
        ["an index key that is no text", { listPk: "l", listSk: 5 as unknown as string }],
        ["a key longer than 1 KB", { sk: "x".repeat(1025) }],
        ["nesting deeper than 32", { deep: nested(32) }],
        ["more than 400 KB", { large: "x".repeat(410_000) }],
        ["a number that is none", { number: Number.NaN }],
      ])("%s", async (_, more) => {
        await expect(table.put({ ...row("bad"), ...more })).rejects.toThrow();
      });

      it("an update that empties an index key", async () => {
        await table.put(row("a"));
        await expect(table.update({ pk, sk: "a" }, { set: { duePk: "", dueAt: "1" } })).rejects.toThrow();
      });

      it("but takes what is just small and shallow enough", async () => {
        expect(await table.put(row("deep", { deep: nested(31) }))).toBe(true);
        expect(await table.put(row("large", { large: "x".repeat(409_000) }))).toBe(true);
        expect(await table.put(row("empty", { text: "" }))).toBe(true);
      });
    });
  });
}
