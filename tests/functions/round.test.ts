import { describe, expect, it } from "vitest";
import { day } from "#adapters/moment.ts";
import { programJourneyId } from "#adapters/program-journey.ts";
import { approvePairs } from "#adapters/rounds/approving.ts";
import { stageRound } from "#adapters/rounds/staging.ts";
import { coupleOf } from "#core/matching/edit-round.ts";
import { aLine } from "./a-line.ts";
import type { World } from "./a-world.ts";

const year = programJourneyId("test");
const by = { id: "stf_1", name: "Testa" };

/** Every six weeks there is a round; and each day, once `waiting` mentees wait. */
async function aYear(count: Record<string, number>, waiting = 99) {
  const world = await aLine(count, 1, {
    journeys: {
      year: {
        role: "program",
        stages: [{ id: "all", steps: [{ do: "wait", id: "long", for: "P11M" }] }],
        tracks: [
          { id: "rounds", from: "long", every: "P6W", steps: [{ do: "round", id: "match", due: "P7D" }] },
          { id: "many", from: "long", every: "P1D", steps: [{ do: "round", id: "match-many", waiting }] },
        ],
      },
    } as never,
  });
  await world.sweep();
  await world.run();
  return world;
}

async function passes(world: World, days: number): Promise<void> {
  world.wait(days * day);
  await world.run();
}

const rounds = ({ runtime }: World) => runtime.store.rounds.list("test");
const tasks = async ({ runtime }: World) =>
  (await runtime.store.tasks.ofJourney(year)).map(({ effect, state }) => ({ ...effect, state }));
const codes = async ({ runtime }: World) => (await runtime.store.logs.of(year)).map(({ code }) => code);

describe("the program's own journey", () => {
  it("works out a round as often as the program says, and gives staff the task to look through it", async () => {
    const world = await aYear({ mentor: 2, mentee: 2 });
    await passes(world, 41);
    expect(await rounds(world)).toEqual([]);
    await passes(world, 1);
    expect(await rounds(world)).toMatchObject([{ number: 1, open: 2 }]);
    expect(await tasks(world)).toMatchObject([
      { text: "tasks.year.match", params: { pairs: 2 }, work: { kind: "round", round: 1 }, state: "open" },
    ]);
  });

  it("closes the task once every pair is decided, and comes again six weeks later", async () => {
    const world = await aYear({ mentor: 1, mentee: 1 });
    await passes(world, 42);
    const round = (await world.runtime.store.rounds.get("test", 1))!;
    const hand = { by, at: world.runtime.clock.now() };
    await approvePairs(world.runtime, "test", 1, 1, round.pairs.map(coupleOf), hand);
    await world.run();
    expect(await tasks(world)).toMatchObject([{ state: "done" }]);
    expect(await codes(world)).toEqual(expect.arrayContaining(["round.staged", "round.done"]));
    await passes(world, 42);
    // Both are matched: nobody waits.
    expect(await rounds(world)).toHaveLength(1);
    expect(await codes(world)).toContain("round.none");
  });

  it("works one out as soon as so many wait", async () => {
    const few = await aYear({ mentor: 3, mentee: 3 }, 4);
    const many = await aYear({ mentor: 3, mentee: 4 }, 4);
    for (const world of [few, many]) await passes(world, 2);
    expect(await rounds(few)).toEqual([]);
    expect(await rounds(many)).toMatchObject([{ number: 1, open: 3 }]);
  });

  it("waits with the next while one is looked through, whoever asked for it", async () => {
    const world = await aYear({ mentor: 1, mentee: 1 });
    await stageRound(world.runtime, "test", { by, at: world.runtime.clock.now(), waiting: 1 });
    await passes(world, 42);
    expect(await rounds(world)).toHaveLength(1);
    expect(await codes(world)).toContain("round.none");
  });

  it("works out one round, however often that is delivered", async () => {
    const world = await aYear({ mentor: 1, mentee: 1 });
    await passes(world, 42);
    const [entry] = await rounds(world);
    for (let n = 0; n < 2; n += 1)
      await stageRound(world.runtime, "test", {
        ...{ by, at: world.runtime.clock.now(), waiting: 1 },
        cause: { journey: year, effect: entry!.cause! },
      });
    expect(await rounds(world)).toHaveLength(1);
  });
});
