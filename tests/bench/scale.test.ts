import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { loadPack } from "#adapters/pack-files.ts";
import type { Door } from "#functions/grants.ts";
import { grants } from "#functions/grants.ts";
import { eurosPerDollar, mailDollars } from "../../bench/prices.ts";
import { memoryOf } from "../../bench/scale/assumptions.ts";
import { backlog } from "../../bench/scale/backlog.ts";
import { dollars, duration, usedBy } from "../../bench/scale/bill.ts";
import { noCounts } from "../../bench/scale/counts.ts";
import { copiesOf, idle, idleYear } from "../../bench/scale/idle.ts";

const cemewe = async () => (await loadPack("rules", "cemewe")).pack!;

describe("the bill", () => {
  it("adds up what is used at list prices", () => {
    expect(dollars({ transitions: 1_000_000 })).toBeCloseTo(25);
    expect(dollars({ writes: 2_000_000, reads: 1_000_000 })).toBeCloseTo(2 * 0.705 + 0.1415);
  });

  it("bills the time of a call for its computing, its waiting and its share of new processes", () => {
    const counts = {
      ...noCounts(),
      invocations: 10,
      strongReads: 20,
      writes: 10,
      alone: 5,
      aloneMilliseconds: 50,
    };
    expect(duration("advance", counts)).toBeCloseTo(10 * (1769 / 1024) + 2 * 5 + 8 + 7);
    const { gigabyteSeconds } = usedBy("advance", counts);
    expect(gigabyteSeconds).toBeCloseTo((10 * duration("advance", counts)) / 1000);
    expect(usedBy("postman", counts).gigabyteSeconds).toBeCloseTo(
      (10 * duration("postman", counts)) / 1000 / 2,
    );
  });

  it("knows the memory of every door as it is deployed", () => {
    const text = readFileSync("stacks/doors.ts", "utf8")
      .replaceAll("...answers", 'memory: "1024 MB"')
      .replaceAll("...steps", 'memory: "1024 MB"');
    const deployed = [...text.matchAll(/door\("(\w+)", \{[^}]*?memory: "(\d+) MB"/g)].map(
      ([, door, memory]) => [door, Number(memory)],
    );
    expect(Object.fromEntries(deployed)).toEqual(
      Object.fromEntries((Object.keys(grants) as Door[]).map((door) => [door, memoryOf(door)])),
    );
  });

  it("takes the cheapest plan that takes all letters", () => {
    expect(mailDollars(12 * 20_000)).toEqual({ plan: "Pro", dollars: 240 });
    expect(mailDollars(12 * 60_000)).toEqual({ plan: "Pro", dollars: 12 * (20 + 9) });
    expect(mailDollars(12 * 1_000_000).plan).toBe("Scale, a million");
    expect(mailDollars(12 * 20_000_000).plan).toBe("by contract");
  });
});

describe("an empty house", () => {
  it("costs more with every program, and less than twelve euros a month with one", async () => {
    const pack = await cemewe();
    const [one, three] = [await idle([pack]), await idle(copiesOf(pack, 3))];
    expect(one.sweep.invocations).toBe(1);
    expect(three.sweep.indexReads).toBeGreaterThan(one.sweep.indexReads);
    expect(one.sweep.writes).toBe(0);
    expect((dollars(idleYear(one)) / 12) * eurosPerDollar).toBeLessThan(12);
  });
});

describe("a backlog", () => {
  it("is worked off by as many sweeps as it takes, each journey started once", async () => {
    const { sweeps, most, counts } = await backlog(await cemewe(), 620);
    expect({ sweeps, most, starts: counts.starts }).toEqual({ sweeps: 2, most: 500, starts: 620 });
  });
});
