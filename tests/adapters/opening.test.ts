import { describe, expect, it } from "vitest";
import { open, proposeMatch } from "#adapters/opening.ts";
import { openJourney } from "#core/journey/open.ts";
import { aMatchProgram as matches, sides } from "../functions/a-match-program.ts";
import { aWorld, monday as now } from "../functions/a-world.ts";

async function twoWaiting() {
  const world = await aWorld({ pack: matches });
  for (const role of sides) {
    const party = { person: `per_${role}`, givenName: role, facts: {}, copiedAt: now };
    const facts = { age: role === "mentor" ? 50 : 20, motivated: true };
    const opening = {
      id: `jrn_${role}`,
      pack: matches,
      definition: role,
      parties: { [role]: party },
      facts,
      by: role,
      now,
    };
    await open(world.runtime, openJourney(opening));
  }
  await world.run();
  const propose = () =>
    proposeMatch(world.runtime, "test", { mentor: "jrn_mentor", mentee: "jrn_mentee" }, "coordinator");
  return { world, propose };
}

describe("proposing a match", () => {
  it("opens a journey with dated copies of what it needs of both sides, which both grant their place", async () => {
    const { world, propose } = await twoWaiting();
    const match = await propose();
    expect(match.parties.mentor).toMatchObject({ journey: "jrn_mentor", copiedAt: now });
    expect(match.parties.mentor!.facts).toEqual({ age: 50 });
    expect(match.parties.mentee!.facts).toEqual({});
    await world.run();
    const { store } = world.runtime;
    expect((await store.journeys.get(match.id))!.threads.main!.step).toBe("meet");
    for (const role of sides) {
      expect((await store.journeys.get(`jrn_${role}`))!.places).toMatchObject([
        { match: match.id, state: "active" },
      ]);
      expect(await store.people.journeysOf(`per_${role}`)).toContain(match.id);
    }
    expect((await store.logs.of(match.id))[0]).toMatchObject({ code: "match.proposed", by: "coordinator" });
  });

  it("gives the same match again while it lasts, and a new one after it", async () => {
    const { world, propose } = await twoWaiting();
    const [first, second] = await Promise.all([propose(), propose()]);
    expect(second.id).toBe(first.id);
    await world.run();
    expect((await propose()).id).toBe(first.id);
    const saved = (await world.runtime.store.journeys.get(first.id))!;
    await world.runtime.store.journeys.save({
      ...saved,
      version: saved.version + 1,
      ended: { at: now, as: "canceled" },
    });
    expect((await propose()).id).not.toBe(first.id);
  });

  it("says what is missing", async () => {
    const { world } = await twoWaiting();
    const wrong = proposeMatch(
      world.runtime,
      "test",
      { mentor: "jrn_none", mentee: "jrn_mentee" },
      "coordinator",
    );
    await expect(wrong).rejects.toThrow("jrn_none");
    await expect(proposeMatch(world.runtime, "none", { mentor: "a", mentee: "b" }, "x")).rejects.toThrow(
      "not live",
    );
  });
});

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
