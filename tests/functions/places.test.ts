import { describe, expect, it } from "vitest";
import type { Journey } from "#core/journey/journey.ts";
import { proposed } from "../adapters/proposed.ts";
import { chance } from "../end-to-end/chance.ts";
import { aLine, pair, room } from "./a-line.ts";
import { sides } from "./a-match-program.ts";
import { monday as now, type World } from "./a-world.ts";

async function together(world: World, mentor: number, mentee: number): Promise<Journey> {
  const { id } = await proposed(world, pair(mentor, mentee));
  await world.run();
  return (await world.runtime.store.journeys.get(id))!;
}

const partnersOf = async ({ runtime }: World, id: string): Promise<string[]> => {
  const { places } = (await runtime.store.journeys.get(id))!;
  return places.filter(({ state }) => state === "active").map((place) => place.match);
};

/** Staff have held the talk: the match is completed. */
async function complete(world: World, { id }: Journey): Promise<void> {
  const { store, machine } = world.runtime;
  const [task] = Object.keys((await store.journeys.get(id))!.openTasks);
  const said = { schema: 1 as const, id: `${id}:met`, at: now, by: "coordinator" };
  await store.events.put(id, { type: "worked", ...said, task: task!, facts: {}, done: true });
  await machine.wake((await store.runs.get(id))!.token!);
  await world.run();
}

describe("places", () => {
  it("are granted never one too many, though a thousand matches race for them", async () => {
    const count = { mentor: 25, mentee: 40 };
    const world = await aLine(count);
    const { journeys } = world.doorOf("advance").store;
    const { save } = journeys;
    const overfull: string[] = [];
    journeys.save = (journey) => {
      if (journey.places.length > (room[journey.definition] ?? sides.length)) overfull.push(journey.id);
      return save(journey);
    };
    const { next } = chance(6);
    const all = Array.from({ length: count.mentor * count.mentee }, (_, n) => ({
      one: pair(n % count.mentor, Math.floor(n / count.mentor)),
      turn: next(),
    }));
    all.sort((a, b) => a.turn - b.turn);
    await Promise.all(all.map(({ one }) => proposed(world, one)));
    await world.run();
    expect(overfull).toEqual([]);
    expect(await world.runtime.store.problems.list("test")).toEqual([]);
    const matches = await world.runtime.store.journeys.list("test", "match");
    expect(matches).toHaveLength(1000);
    const active = matches.filter(({ ended }) => !ended);
    expect(active.length).toBeGreaterThan(0);
    for (const side of sides)
      for (const { id, places } of await world.runtime.store.journeys.list("test", side)) {
        const theirs = active.filter(({ parties }) => parties[side]!.journey === id);
        expect(places.map((place) => place.match).sort()).toEqual(theirs.map((one) => one.id).sort());
      }
  });

  it("are free for somebody else once a match is over", async () => {
    const world = await aLine({ mentor: 2, mentee: 1 });
    await complete(world, await together(world, 0, 0));
    const second = await together(world, 1, 0);
    expect(await partnersOf(world, "jrn_mentee0")).toEqual([second.id]);
    expect(await partnersOf(world, "jrn_mentor0")).toEqual([]);
  });

  it("are granted to the same two again, in a match of its own", async () => {
    const world = await aLine({ mentor: 1, mentee: 1 });
    const first = await together(world, 0, 0);
    await complete(world, first);
    const second = await together(world, 0, 0);
    expect(second.id).not.toBe(first.id);
    for (const id of ["jrn_mentee0", "jrn_mentor0"]) expect(await partnersOf(world, id)).toEqual([second.id]);
    const ends = await Promise.all(
      [first, second].map(({ id }) => world.runtime.store.journeys.get(id).then((one) => one!.ended?.as)),
    );
    expect(ends).toEqual(["completed", undefined]);
  });

  it("are granted to one mentee after the other by a mentor with room for one", async () => {
    const world = await aLine({ mentor: 1, mentee: 3 }, 1);
    for (const mentee of [0, 1, 2]) {
      const match = await together(world, 0, mentee);
      expect(await partnersOf(world, "jrn_mentor0")).toEqual([match.id]);
      const refused = await together(world, 0, (mentee + 1) % 3);
      expect(refused.ended).toMatchObject({ as: "canceled" });
      await complete(world, match);
    }
    expect(await partnersOf(world, "jrn_mentor0")).toEqual([]);
  });

  it("are granted side by side up to a mentor's own number", async () => {
    const world = await aLine({ mentor: 1, mentee: 4 });
    for (const mentee of [0, 1, 2, 3]) await together(world, 0, mentee);
    expect(await partnersOf(world, "jrn_mentor0")).toHaveLength(3);
    expect(await partnersOf(world, "jrn_mentee3")).toEqual([]);
  });
});
