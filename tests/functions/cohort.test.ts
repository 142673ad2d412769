import { describe, expect, it } from "vitest";
import { moveAll, planMoves } from "#adapters/moving.ts";
import { open } from "#adapters/opening.ts";
import { publish } from "#adapters/publishing.ts";
import { keys } from "#adapters/store/keys.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { openJourney } from "#core/journey/open.ts";
import { aCohortProgram, come, idOf, inProcesses, mortal, whatCame, year } from "./a-cohort.ts";
import { aWorld, type World } from "./a-world.ts";

const week = 7 * 86_400;
const all = (count: number) => Array.from({ length: count }, (_, n) => n + 1);
const once = (count: number) => all(count).map(() => 1);

/** The program begins with the sweep, and its week goes by. */
async function aWeekLater(world: World): Promise<void> {
  await world.sweep();
  await world.run();
  world.wait(week);
}

/** Executions run and letters go out, and each minute the sweep comes round, until nothing goes on by itself. */
async function settle(world: World): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await world.run();
    while ((await world.postman()).more);
    world.wait(301);
    await world.sweep();
  }
}

describe("a program's own journey", () => {
  it("is begun by the sweep, once, however often the program is published", async () => {
    const world = await aWorld({ pack: aCohortProgram() });
    const { store } = world.runtime;
    expect(await store.journeys.get(year)).toBeUndefined();
    await world.sweep();
    await world.run();
    const begun = (await store.journeys.get(year))!;
    expect(begun).toMatchObject({ definition: "year", parties: {}, status: {} });
    await store.packs.publish({ ...world.pack, version: "fedcba987654" });
    await store.packs.setLive("test", "fedcba987654");
    await world.sweep();
    await world.run();
    expect(await store.journeys.get(year)).toEqual(begun);
  });

  it("is begun, whichever call whoever begins it dies with", async () => {
    for (let nth = 1; nth <= 12; nth += 1) {
      const { table, revive, dieAt, deaths } = mortal(memoryTable());
      const world = await aWorld({ pack: aCohortProgram(), table });
      dieAt(nth);
      await world.sweep().catch(() => undefined);
      expect(deaths()).toBe(1);
      revive();
      world.wait(61);
      await world.sweep();
      await world.run();
      world.wait(121);
      await world.sweep();
      await world.run();
      expect((await world.runtime.store.journeys.get(year))!.version).toBeGreaterThan(0);
    }
  });

  it("goes over to another version like every journey, and tells nobody twice there", async () => {
    const later = structuredClone(aCohortProgram());
    later.journeys.year!.stages[0]!.steps.splice(2, 0, { do: "task", id: "look-back" });
    const newer = { ...later, version: "fedcba987654" };
    const world = await aWorld({ pack: aCohortProgram() });
    await come(world, 2);
    await world.sweep();
    await world.run();
    await publish(world.runtime, newer, { by: "coordinator" });
    const plan = await planMoves(world.runtime, newer);
    expect(plan.waiting.map(({ id }) => id)).toContain(year);
    await moveAll(world.runtime, plan, { choice: "waiting", by: "coordinator" });
    await world.run();
    world.wait(week);
    await settle(world);
    expect(await world.runtime.store.journeys.get(year)).toMatchObject({
      pack: newer.version,
      threads: { main: { step: "look-back" } },
    });
    expect(await whatCame(world, 2)).toEqual({ told: once(2), letters: all(2) });
  });

  it("is not there for a program that has none", async () => {
    const world = await aWorld();
    await world.sweep();
    expect(await world.runtime.store.runs.get(year)).toBeUndefined();
  });
});

describe("telling everybody", () => {
  it("puts one event and sends one letter to each of them, and says how many they are", async () => {
    const world = await aWorld({ pack: aCohortProgram() });
    await come(world, 60);
    await aWeekLater(world);
    await settle(world);
    expect(await whatCame(world, 60)).toEqual({ told: once(60), letters: all(60) });
    const logs = await world.runtime.store.logs.of(year);
    expect(logs.find(({ code }) => code === "cohort.told")).toMatchObject({ params: { people: 60 } });
    expect((await world.runtime.store.journeys.get(year))!.ended).toMatchObject({ as: "completed" });
    expect(await world.runtime.store.problems.list("test")).toEqual([]);
  });

  it("passes over who has ended, was erased, or joins later", async () => {
    const world = await aWorld({ pack: aCohortProgram() });
    const { store, clock } = world.runtime;
    await come(world, 4);
    await aWeekLater(world);
    const ended = { reason: "moved", as: "withdrawn" as const, by: "coordinator" };
    await store.events.put(idOf(1), { type: "ended", schema: 1, id: "e", at: clock.now(), ...ended });
    await world.sweep();
    world.wait(120);
    await world.sweep();
    await world.run();
    for (const change of await store.erasing.own(idOf(2), clock.now())) await store.erasing.apply(change);
    await settle(world);
    await come(world, 1, 5);
    await settle(world);
    expect(await whatCame(world, 5)).toEqual({ told: [0, 0, 1, 1, 0], letters: [3, 4] });
  });

  it("holds for each of them what holds for every letter", async () => {
    const world = await aWorld({ pack: aCohortProgram() });
    const { store, clock } = world.runtime;
    await come(world, 4);
    await store.people.hold("per_1", { id: "h", at: clock.now(), why: "ill", by: "coordinator" });
    await store.people.suppress("per_2", "unsubscribed");
    for (const n of [1, 2, 3]) await store.mails.countSent("per_3", "2026-03-09", `mail-${n}`);
    await aWeekLater(world);
    await world.run();
    await world.postman();
    const states = await Promise.all(
      [1, 2, 3, 4].map(async (n) => (await store.mails.ofJourney(idOf(n))).map(({ state }) => state)),
    );
    expect(states).toEqual([["held"], ["held"], ["queued"], ["sent"]]);
  });

  it("shows one who cannot be read, tells the others, and tells that one as soon as it can be read", async () => {
    const world = await aWorld({ pack: aCohortProgram() });
    const { table, runtime } = world;
    await come(world, 3);
    await aWeekLater(world);
    const row = (await table.get(keys.journey(idOf(2))))!;
    await table.put({ ...row, schema: 99 });
    await settle(world);
    expect((await whatCame(world, 3)).letters).toEqual([1, 3]);
    const problems = await runtime.store.problems.list("test");
    expect(problems.map(({ code, detail }) => [code, detail.journey])).toEqual([
      ["store.newer-schema", idOf(2)],
    ]);
    await table.put(row);
    world.wait(3600);
    await settle(world);
    expect(await whatCame(world, 3)).toEqual({ told: once(3), letters: [1, 2, 3] });
  });

  it("keeps none from theirs when one of them cannot be told, and shows it until they can", async () => {
    const inner = memoryTable();
    let broken = true;
    const table = {
      ...inner,
      put: async (...args: Parameters<typeof inner.put>) => {
        if (broken && args[0].pk === `JOURNEY#${idOf(2)}` && args[0].sk.startsWith("EVENT#"))
          throw new Error("out of order");
        return inner.put(...args);
      },
    };
    const world = await aWorld({ pack: aCohortProgram(), table });
    await come(world, 3);
    await aWeekLater(world);
    await settle(world);
    expect((await whatCame(world, 3)).letters).toEqual([1, 3]);
    expect((await world.runtime.store.problems.list("test")).map(({ code }) => code)).toEqual([
      "delivery.gave-up",
    ]);
    broken = false;
    await settle(world);
    expect(await whatCame(world, 3)).toEqual({ told: once(3), letters: [1, 2, 3] });
  });

  it("uses the words of the version that tells, also for whoever is on another", async () => {
    const world = await aWorld();
    const { store, clock } = world.runtime;
    const parties = { mentee: { person: "per_1", givenName: "Nr1", facts: {}, copiedAt: clock.now() } };
    const opening = { id: idOf(1), pack: world.pack, definition: "mentee", parties, facts: {}, by: "mentee" };
    await open(world.runtime, openJourney({ ...opening, now: clock.now() }));
    const newer = { ...aCohortProgram(), version: "fedcba987654" };
    await store.packs.publish(newer);
    await store.packs.setLive("test", newer.version);
    await aWeekLater(world);
    await world.run();
    const mails = (await store.mails.ofJourney(idOf(1))).map(({ effect, pack }) => [effect.text, pack]);
    expect(mails).toContainEqual(["mails.year.last-meeting", newer.version]);
    expect(mails).toContainEqual(["mails.mentee.received", world.pack.version]);
  });
});

/** As settle does, where whoever is called may die in the middle of it. */
async function settleAmongDeaths(world: World, revive: () => void): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await world.run();
    for (const door of [world.postman, world.sweep]) {
      revive();
      await door().catch(() => undefined);
      world.wait(150);
    }
  }
}

describe("whoever dies on the way", () => {
  const inTheMiddle = async (count: number) => {
    const { table, ...life } = mortal(memoryTable());
    const world = await aWorld({ pack: aCohortProgram(), table });
    await come(world, count);
    await aWeekLater(world);
    inProcesses(world, life.revive);
    return { world, ...life };
  };

  it("leaves nobody without their letter, and nobody with two, whichever call it was", async () => {
    const whole = await inTheMiddle(2);
    const before = whole.calls();
    await whole.world.run();
    const calls = whole.calls() - before;
    expect(calls).toBeGreaterThan(40);
    for (let nth = 1; nth <= calls; nth += 1) {
      const { world, revive, deaths, dieAt } = await inTheMiddle(2);
      dieAt(nth);
      await settleAmongDeaths(world, revive);
      expect(deaths()).toBe(1);
      expect(await whatCame(world, 2)).toEqual({ told: once(2), letters: all(2) });
    }
  });

  // A part of fifty people takes two hundred calls: so long a process must live to finish one.
  it.each([211])("with every %d. call, five hundred people get one event and one letter each", async (k) => {
    const { world, revive, deaths, dieEvery } = await inTheMiddle(500);
    dieEvery(k);
    await settleAmongDeaths(world, revive);
    expect(deaths()).toBeGreaterThan(5);
    dieEvery(Number.POSITIVE_INFINITY);
    await settle(world);
    expect(await whatCame(world, 500)).toEqual({ told: once(500), letters: all(500) });
  });
});
