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

    it.each<[string, unknown]>([
      ["empty texts, lists and maps", { text: "", list: [], map: {}, deep: { list: [[], {}, ""] } }],
      ["numbers up to 2^53, and larger ones as text", [2 ** 53 - 1, -0.1, 1e-7, 0, "9007199254740993"]],
      ["letters of every alphabet", { "ключ 🔑": "ضحى, Zoë, 中文, 𝄞, e\u0301 is not \u00e9, \u0000, \n" }],
      ["names that are reserved words", { name: 1, size: 2, "a.b": 3, "#x": 4, ":y": 5, "with space": 6 }],
      ["true, false and null", [true, false, null]],
    ])("keeps %s", async (_, value) => {
      const kept = row("kept", { value });
      await table.put(kept);
      expect(await table.get({ pk, sk: "kept" })).toEqual(kept);
      await table.update({ pk, sk: "kept" }, { set: { again: value } }, { equals: { pk } });
      expect(await table.get({ pk, sk: "kept" })).toEqual({ ...kept, again: value });
      expect(await table.query(pk)).toEqual([{ ...kept, again: value }]);
    });

    it("takes names that are reserved words or hold dots in changes and conditions", async () => {
      await table.put(row("a", { name: "x", "a.b": 1, size: 2 }));
      const change = { set: { status: "new", "c.d": 3 }, remove: ["size"] };
      const seen = { equals: { name: "x", "a.b": 1 } };
      expect(await table.update({ pk, sk: "a" }, change, seen)).toBe(true);
      expect(await table.update({ pk, sk: "a" }, change, { equals: { "a.b": 2 } })).toBe(false);
      expect(await table.get({ pk, sk: "a" })).toEqual(
        row("a", { name: "x", "a.b": 1, status: "new", "c.d": 3 }),
      );
    });

    it("lets one of many racing puts win", async () => {
      const racing = Array.from({ length: 8 }, (_, n) => table.put(row("race", { n }), { absent: true }));
      expect((await Promise.all(racing)).filter(Boolean)).toHaveLength(1);
    });

    it("lets one of many racing writers win, whatever they write", async () => {
      await table.put(row("race", { version: 1 }));
      const key = { pk, sk: "race" };
      const puts = Array.from({ length: 8 }, (_, n) =>
        table.put(row("race", { version: 2, n }), { equals: { version: 1 } }),
      );
      const updates = Array.from({ length: 8 }, (_, n) =>
        table.update(key, { set: { version: 2, n: 8 + n } }, { equals: { version: 1 } }),
      );
      const won = (await Promise.all([...puts, ...updates])).flatMap((ours, n) => (ours ? [n] : []));
      expect(won).toHaveLength(1);
      expect(await table.get(key)).toEqual(row("race", { version: 2, n: won[0] }));
    });

    it("counts up once for each of many racing writers that try again", async () => {
      await table.put(row("sum", { version: 0 }));
      const key = { pk, sk: "sum" };
      const up = async (): Promise<void> => {
        const version = Number((await table.get(key))!.version);
        const set = { version: version + 1 };
        if (!(await table.update(key, { set }, { equals: { version } }))) await up();
      };
      await Promise.all(Array.from({ length: 8 }, up));
      expect((await table.get(key))!.version).toBe(8);
    });

    it("holds a condition only on an attribute of the same type and value that is there", async () => {
      await table.put(row("a", { number: 1, text: "1", flag: false, none: null, map: { inner: 1 } }));
      const holds = (equals: Record<string, string | number | boolean>) =>
        table.update({ pk, sk: "a" }, { set: { seen: true } }, { equals });
      expect(await holds({ number: 1, text: "1", flag: false })).toBe(true);
      for (const [name, value] of [
        ["number", "1"],
        ["text", 1],
        ["flag", 0],
        ["flag", ""],
        ["none", ""],
        ["map", 1],
        ["map.inner", 1],
        ["absent", ""],
        ["absent", false],
      ] as const)
        expect([name, value, await holds({ [name]: value })]).toEqual([name, value, false]);
      expect(await holds({ number: 1, absent: 1 })).toBe(false);
    });

    it("updates nothing of a row that is gone, and no more of it than was asked", async () => {
      expect(await table.update({ pk, sk: "gone" }, { remove: ["x"] })).toBe(false);
      expect(await table.update({ pk, sk: "gone" }, {})).toBe(false);
      await table.put(row("a", { inner: { kept: 1 }, list: [1, 2] }));
      expect(await table.update({ pk, sk: "a" }, {})).toBe(true);
      expect(await table.update({ pk, sk: "a" }, { set: { inner: { other: 2 } } })).toBe(true);
      expect(await table.update({ pk, sk: "a" }, { set: { n: undefined, m: 1 } })).toBe(true);
      expect(await table.get({ pk, sk: "a" })).toEqual(row("a", { inner: { other: 2 }, list: [1, 2], m: 1 }));
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

    it("orders keys by their bytes and takes a prefix as it is written", async () => {
      const sks = ["A", "Z", "a", "a%", "a*", "a_b", "a#1", "a#10", "a#2", "ä", "я", "中", "\uffee", "𝄞"];
      for (const sk of [...sks].reverse()) await table.put(row(sk));
      const read = async (prefix?: string) => (await table.query(pk, { prefix })).map((found) => found.sk);
      expect(await read()).toEqual([...sks].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
      expect(await read("a#1")).toEqual(["a#1", "a#10"]);
      expect(await read("a%")).toEqual(["a%"]);
      expect(await read("a*")).toEqual(["a*"]);
      expect(await read("a_")).toEqual(["a_b"]);
      expect(await read("𝄞")).toEqual(["𝄞"]);
      expect(await read("b")).toEqual([]);
    });

    it("cuts at the limit over pages of any size, from either end", async () => {
      const [filling, listPk, duePk] = ["x".repeat(300_000), `list${pk}`, `due${pk}`];
      const names = Array.from({ length: 9 }, (_, n) => `r${n}`);
      for (const sk of names) await table.put(row(sk, { filling, listPk, listSk: sk, duePk, dueAt: sk }));
      for (const limit of [1, 3, 4, 8, 9, 20]) {
        const first = names.slice(0, limit);
        const last = [...names].reverse().slice(0, limit);
        const read = async (rows: Promise<{ sk: string }[]>) => (await rows).map((found) => found.sk);
        expect(await read(table.query(pk, { limit }))).toEqual(first);
        expect(await read(table.query(pk, { limit, newestFirst: true }))).toEqual(last);
        expect(await read(table.list(listPk, { limit }))).toEqual(first);
        expect(await read(table.list(listPk, { limit, prefix: "r", newestFirst: true }))).toEqual(last);
        expect(await read(table.due(duePk, "r9", limit))).toEqual(first);
      }
    });

    it("shows rows of one index key once each, however many share it", async () => {
      const [listPk, duePk] = [`list${pk}`, `due${pk}`];
      const more = { listPk, listSk: "same", duePk, dueAt: "same" };
      for (let n = 0; n < 12; n += 1) await table.put(row(`r${n}`, more));
      for (let n = 0; n < 4; n += 1) await table.put({ ...row(`other${n}`, more), pk: `${pk}x` });
      const own = (rows: { pk: string; sk: string }[]) =>
        rows.map((found) => `${found.pk}/${found.sk}`).sort();
      const all = own([
        ...Array.from({ length: 12 }, (_, n) => row(`r${n}`)),
        ...Array.from({ length: 4 }, (_, n) => ({ pk: `${pk}x`, sk: `other${n}` })),
      ]);
      expect(own(await table.list(listPk))).toEqual(all);
      expect(own(await table.due(duePk, "same", 100))).toEqual(all);
      expect(await table.due(duePk, "same", 5)).toHaveLength(5);
      expect(await table.list(listPk, { limit: 5, newestFirst: true })).toHaveLength(5);
      expect(await table.due(duePk, "sama", 100)).toEqual([]);
    });

    it("shows a row in an index only while it has both keys of it", async () => {
      const [listPk, duePk] = [`list${pk}`, `due${pk}`];
      await table.put(row("half", { listPk, duePk }));
      expect([await table.list(listPk), await table.due(duePk, "9", 9)]).toEqual([[], []]);
      await table.update({ pk, sk: "half" }, { set: { listSk: "1", dueAt: "1" } });
      expect([await table.list(listPk), await table.due(duePk, "9", 9)]).toMatchObject([
        [{ sk: "half" }],
        [{}],
      ]);
      await table.update({ pk, sk: "half" }, { remove: ["listSk", "dueAt"] });
      expect([await table.list(listPk), await table.due(duePk, "9", 9)]).toEqual([[], []]);
      await table.put(row("half", { listPk, listSk: "2", duePk, dueAt: "2" }));
      await table.put(row("half"));
      expect([await table.list(listPk), await table.due(duePk, "9", 9)]).toEqual([[], []]);
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
        ["a number without an end, deep inside", { list: [{ number: Number.POSITIVE_INFINITY }] }],
        ["a number that would come back as another", { number: 2 ** 53 }],
        ["a date", { when: new Date(0) }],
        ["a set", { names: new Set(["a"]) }],
        ["a bigint", { list: [1n] }],
        ["bytes", { bytes: new Uint8Array(2) }],
        ["a function", { call: () => 1 }],
        ["a key of 1 KB and a byte in letters of two bytes", { sk: `${"ä".repeat(512)}x` }],
        ["more than 400 KB in many small pieces", { list: Array.from({ length: 60_000 }, () => "12345678") }],
      ])("%s", async (_, more) => {
        await expect(table.put({ ...row("bad"), ...more })).rejects.toThrow();
        expect(await table.query(pk)).toEqual([]);
      });

      it.each([Number.NaN, 2 ** 53, new Date(0), new Set(["a"])])("an update to %s", async (value) => {
        await table.put(row("a"));
        await expect(table.update({ pk, sk: "a" }, { set: { value } })).rejects.toThrow();
        expect(await table.get({ pk, sk: "a" })).toEqual(row("a"));
      });

      it("an update that empties an index key", async () => {
        await table.put(row("a"));
        await expect(table.update({ pk, sk: "a" }, { set: { duePk: "", dueAt: "1" } })).rejects.toThrow();
      });

      it("an update that would make its row larger than 400 KB, and the row stays as it was", async () => {
        await table.put(row("a", { first: "x".repeat(300_000) }));
        await expect(
          table.update({ pk, sk: "a" }, { set: { second: "x".repeat(150_000) } }),
        ).rejects.toThrow();
        expect(await table.get({ pk, sk: "a" })).not.toHaveProperty("second");
      });

      it("an update that touches the key of its row", async () => {
        await table.put(row("a"));
        await expect(table.update({ pk, sk: "a" }, { set: { sk: "b" } })).rejects.toThrow();
        await expect(table.update({ pk, sk: "a" }, { remove: ["pk"] })).rejects.toThrow();
        expect(await table.get({ pk, sk: "a" })).toEqual(row("a"));
      });

      it("an attribute that is both set and removed", async () => {
        await table.put(row("a", { n: 1 }));
        await expect(table.update({ pk, sk: "a" }, { set: { n: 2 }, remove: ["n"] })).rejects.toThrow();
        expect(await table.get({ pk, sk: "a" })).toEqual(row("a", { n: 1 }));
      });

      it("but no empty prefix, which is none", async () => {
        await table.put(row("a"));
        expect(await table.query(pk, { prefix: "" })).toEqual([row("a")]);
      });

      it("but takes what is just small and shallow enough", async () => {
        expect(await table.put(row("deep", { deep: nested(31) }))).toBe(true);
        expect(await table.put(row("large", { large: "x".repeat(409_000) }))).toBe(true);
        expect(await table.put(row("empty", { text: "" }))).toBe(true);
        expect(await table.put(row("ä".repeat(512), { listPk: "x".repeat(1024), listSk: "1" }))).toBe(true);
      });
    });
  });
}
