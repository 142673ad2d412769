import { describe, expect, it } from "vitest";
import { day } from "#adapters/moment.ts";
import type { Row, Table } from "#adapters/table.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { aPartnersWorld, bodyOf, prove, type Sender, senders, withMore } from "./partners.ts";

/** A table that can be asked for everything that is in it. */
function remembering() {
  const rows = memoryTable();
  const keys = new Map<string, { pk: string; sk: string }>();
  const put: Table["put"] = (row, when) => {
    keys.set(`${row.pk} ${row.sk}`, { pk: row.pk, sk: row.sk });
    return rows.put(row, when);
  };
  const everything = async (): Promise<Row[]> => {
    const all = await Promise.all([...keys.values()].map((key) => rows.get(key)));
    return all.filter((row) => row !== undefined);
  };
  return { table: { ...rows, put }, everything };
}

const canary = "canary-4f1c";
const picture = `data:image/png;base64,${Buffer.from(canary.repeat(12_000)).toString("base64")}`;
const encoded = Buffer.from(canary.repeat(3)).toString("base64").slice(0, 12);

/** Someone applies, with one answer more than anybody asked for, and everything that follows at once happens. */
async function applied(sender: Sender, answer: string) {
  const { table, everything } = remembering();
  const world = await aPartnersWorld(table);
  const logged: unknown[] = [];
  for (const door of ["hook", "map", "advance", "deliver", "postman", "retention", "sweep"] as const) {
    const { log } = world.doorOf(door);
    log.info = (...all) => void logged.push(all);
    log.error = (...all) => void logged.push(all);
  }
  const body = Buffer.from(withMore(sender, bodyOf(sender, "7"), "diary", answer));
  const reply = await world.hook({ program: "test", form: sender, ...prove(sender, body) });
  expect(reply.status).toBe(202);
  for (const submission of world.streamed)
    expect(await world.map({ submission })).toEqual({ state: "mapped" });
  await world.run();
  await world.postman();
  const holding = async (word: string) =>
    (await everything())
      .filter((row) => JSON.stringify(row).includes(word))
      .map(({ pk }) => pk.split("#")[0]);
  return { world, logged, holding };
}

describe.each(senders)("what nobody asked for in a form of %s", (sender) => {
  it("stays with the form that came, reaches nothing else, and is gone when its days are over", async () => {
    const { world, logged, holding } = await applied(sender, `Dear diary, ${canary}`);
    expect(await holding(canary)).toEqual(["SUBMISSION"]);
    const outside = JSON.stringify([logged, [...world.executions.all.values()], world.mailbox]);
    expect(outside).not.toContain(canary);
    expect(logged.length).toBeGreaterThan(0);
    world.wait(30 * day - 1);
    await world.retention();
    expect(await holding(canary)).toEqual(["SUBMISSION"]);
    world.wait(1);
    await world.retention();
    expect(await holding(canary)).toEqual([]);
    expect(await world.runtime.store.journeys.list("test", "mentee")).toHaveLength(1);
  });

  it("is in no log and no execution when it is a large picture written out, and goes like the rest", async () => {
    const { world, logged, holding } = await applied(sender, picture);
    expect(new Set(await holding(encoded))).toEqual(new Set(["BLOB"]));
    const outside = JSON.stringify([logged, [...world.executions.all.values()]]);
    expect(outside).not.toContain(encoded);
    expect(outside.length).toBeLessThan(5_000);
    world.wait(30 * day);
    await world.retention();
    expect(await holding(encoded)).toEqual([]);
  });
});
