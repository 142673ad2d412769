import { describe, expect, it } from "vitest";
import { open } from "#adapters/opening.ts";
import { openJourney } from "#core/journey/open.ts";
import { aWorld, monday as now } from "../functions/a-world.ts";

describe("opening a journey", () => {
  it("is seen to by the sweep when the opener dies before the start", async () => {
    const world = await aWorld();
    const journey = openJourney({
      id: "jrn_1",
      pack: world.pack,
      definition: "mentee",
      parties: {},
      facts: {},
      by: "x",
      now,
    });
    await world.runtime.store.runs.open("jrn_1", now);
    await world.runtime.store.journeys.create(journey);
    expect(await world.sweep()).toMatchObject({ started: 1 });
  });

  it("starts it even when the sweep was there before the journey", async () => {
    const world = await aWorld();
    const journey = openJourney({
      id: "jrn_1",
      pack: world.pack,
      definition: "mentee",
      parties: {},
      facts: {},
      by: "x",
      now,
    });
    await world.runtime.store.runs.open("jrn_1", now);
    await world.sweep();
    await world.run();
    expect((await world.runtime.store.runs.get("jrn_1"))!.dueAt).toBe("");
    await open(world.runtime, journey);
    expect(await world.sweep()).toMatchObject({ started: 1 });
  });
});
