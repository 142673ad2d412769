import { describe, expect, it } from "vitest";
import type { UnreadableItem } from "#adapters/store/door.ts";
import { aHouse, type House } from "./a-house.ts";
import { next, nextForm, type Release, today } from "./a-release.ts";
import { everybodys, letters, names, toTheEnd, underWay } from "./story.ts";

const completed = async (house: House, people: readonly string[] = names) =>
  (await Promise.all(people.map(house.endOf))).every((end) => end === "completed");

const startedWith = (house: House, name: string, generation: number): number | undefined => {
  const hash = house.execution(name, generation)?.definition;
  return hash === undefined
    ? undefined
    : [today, next({ writes: 2 })].findIndex((release) => house.records.keep(release.definition) === hash) +
        1;
};

describe("a new release", () => {
  it("takes over whoever is under way: nobody is lost, and no letter comes twice", async () => {
    const house = await aHouse(today);
    await underWay(house);
    await house.deploy(next({ writes: 2 }));
    await house.apply("later");
    await house.pass(24);
    const people = [...names, "later"];
    await toTheEnd(house, people);
    expect(letters(house)).toEqual(everybodys(people));
    expect(await completed(house, people)).toBe(true);
    expect(await house.problems()).toEqual([]);
    expect(house.faults).toEqual([]);
  });

  it("leaves each execution the definition it was started with", async () => {
    const house = await aHouse(today);
    await underWay(house);
    await house.deploy(next({ writes: 2 }));
    await house.apply("later");
    await house.pass(24);
    expect(startedWith(house, "asked", 1)).toBe(1);
    expect(startedWith(house, "later", 1)).toBe(2);
    await toTheEnd(house, [...names, "later"]);
    expect(house.runner.list({ offset: 0, limit: 100 }).map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => "SUCCEEDED"),
    );
  });

  it("that no longer takes the payloads of the one before fails those executions, and they are begun again", async () => {
    const house = await aHouse(today);
    await underWay(house);
    const hasty: Release = { ...next({ writes: 2 }), handlers: refusingFirst };
    await house.deploy(hasty);
    await house.pass(24);
    await toTheEnd(house);
    expect(house.runner.describe(`${house.journeyOf("asked")}.1`)?.status).toBe("FAILED");
    expect(startedWith(house, "asked", 2)).toBe(2);
    expect(letters(house)).toEqual(everybodys(names));
    expect(await completed(house)).toBe(true);
  });
});

const refusingFirst: Release["handlers"] = (real) =>
  Object.fromEntries(
    Object.entries(next({ writes: 2 }).handlers(real)).map(([name, handler]) => [
      name,
      async (payload: never) => {
        if ((payload as { schema: number }).schema === 1 && name !== "Problem")
          throw new TypeError("too old");
        return handler(payload);
      },
    ]),
  );

describe("a release that is taken back", () => {
  it("leaves nothing behind when the new form was not written yet: executions of its definition are begun again", async () => {
    const house = await aHouse(today);
    await underWay(house);
    await house.deploy(next({ writes: 1 }));
    await house.apply("later");
    await house.pass(12);
    const people = [...names, "later"];
    await house.deploy(today);
    await toTheEnd(house, people);
    expect(house.runner.describe(`${house.journeyOf("later")}.1`)?.status).toBe("FAILED");
    expect(startedWith(house, "later", 2)).toBe(1);
    expect(letters(house)).toEqual(everybodys(people));
    expect(await completed(house, people)).toBe(true);
    expect(await house.problems()).toEqual([]);
  });

  it("meets a release that reads what it wrote, when the two steps were kept", async () => {
    const house = await aHouse(next({ writes: 1 }));
    await underWay(house);
    await house.deploy(next({ writes: 2 }));
    await house.answer("asked", await house.askOf("asked"));
    await house.pass(12);
    await house.deploy(next({ writes: 1 }));
    await toTheEnd(house);
    expect(letters(house)).toEqual(everybodys(names));
    expect(await completed(house)).toBe(true);
    expect(await house.problems()).toEqual([]);
  });
});

/** Two steps were taken in one, and back: release 1 finds rows that it cannot read. */
async function rolledBack() {
  const house = await aHouse(today);
  const { task } = await underWay(house);
  await house.apply("told");
  await house.pass(12);
  await house.deploy(next({ writes: 2 }));
  await house.apply("later");
  await house.answer("asked", await house.askOf("asked"));
  await house.pass(12);
  const later = await house.askOf("later");
  const talk = await house.taskOf("asked");
  await house.apply("late");
  await house.settle();
  // Its door died before it could wake anybody.
  const told = await house.askOf("told");
  await house.runtime.store.events.put(house.journeyOf("told"), {
    ...{ type: "answered", schema: 1, id: `${told}/answer`, at: house.runtime.clock.now(), by: "mentee" },
    ...{ role: "mentee", ask: told, facts: { motivated: true } },
  });
  await house.deploy(today);
  return { house, task, talk, later };
}

const everyone = [...names, "later", "late", "told"];
const newer = "store.newer-schema";

describe("rows of a newer release", () => {
  it("stay as they are while the older one runs, each shown once, and the others go on", async () => {
    const { house, task, talk, later } = await rolledBack();
    const before = new Map(
      await Promise.all(
        ["asked", "later", "late"].map(async (name) => [name, await house.standing(name)] as const),
      ),
    );
    const executions = () => house.runner.list({ offset: 0, limit: 1000 }).length;
    await house.talk("asked", talk);
    await house.answer("later", later);
    await house.talk("talking", task);
    await house.answer("quiet", await house.askOf("quiet"));
    const started = executions();
    await house.pass(14, 1 / 60);
    for (const [name, rows] of before) {
      const now = await house.standing(name);
      for (const row of rows.filter(({ schema }) => schema === nextForm))
        expect(now.find(({ sk }) => sk === row.sk)).toEqual(row);
    }
    const [journeys, mails] = [["asked", "later", "told"].map(house.journeyOf), ["1", "3"]];
    const abouts = [...journeys, ...mails.map((number) => `${house.journeyOf("late")}/${number}`)];
    expect((await house.problems()).map(({ code, about }) => `${code} ${about}`).sort()).toEqual(
      abouts.map((about) => `${newer} ${about}`).sort(),
    );
    expect(await house.endOf("talking")).toBe("completed");
    expect(await house.taskOf("quiet")).toBeDefined();
    // An hour's rest each, and not one execution a minute.
    expect(executions() - started).toBeLessThan(10);
  });

  it("are named to whoever shows the lists that they are missing from", async () => {
    const { house } = await rolledBack();
    const skipped: UnreadableItem[] = [];
    const tasks = await house.runtime.store.tasks.list("test", "open", (item) => skipped.push(item));
    expect(tasks.map(({ journey }) => journey)).toEqual([house.journeyOf("talking")]);
    expect(skipped.map(({ code, row }) => [code, row.pk])).toEqual([
      [newer, `JOURNEY#${house.journeyOf("asked")}`],
    ]);
  });

  it("are gone on with as soon as the newer one is back, with nothing lost and no letter twice", async () => {
    const { house, talk, later } = await rolledBack();
    await house.talk("asked", talk);
    await house.answer("later", later);
    await house.pass(14, 1 / 2);
    await house.deploy(next({ writes: 2 }));
    await house.pass(12, 1);
    expect(await house.endOf("asked")).toBe("completed");
    expect(await house.taskOf("later")).toBeDefined();
    expect(await house.taskOf("told")).toBeDefined();
    const open = await house.problems();
    // Those of the two letters that waited; whoever goes on, closes theirs.
    expect(open.map(({ code }) => code)).toEqual([newer, newer]);
    for (const { id } of open) await house.runtime.store.problems.close("test", id);
    await toTheEnd(house, everyone);
    expect(letters(house)).toEqual(everybodys(everyone));
    expect(await completed(house, everyone)).toBe(true);
    expect(await house.problems()).toEqual([]);
  });
});
