import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

const mapAll = async (world: World) => {
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
};

describe("mapping a submission", () => {
  it("makes a person with a journey", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc"));
    await mapAll(world);
    const { store, clock } = world.runtime;
    const [journey] = await store.journeys.list("test", "mentee");
    const person = await store.people.get(journey!.parties.mentee!.person);
    expect(person).toMatchObject({
      givenName: "Samira",
      email: "samira@example.org",
      language: "en",
      consent: {
        ...{ at: clock.now(), from: "typeform", language: "en" },
        submission: (await store.submissions.list("test", "mapped"))[0]!.id,
      },
    });
    expect(await store.people.journeysOf(person!.id)).toEqual([journey!.id]);
    expect(journey!.facts).toMatchObject({
      languages: { value: ["finnish"], by: "mentee" },
      age: { value: 30 },
    });
    expect(world.executions.all.has(`${journey!.id}.1`)).toBe(true);
  });

  it("makes one person of one submission, however often and in whatever order it comes", async () => {
    const arrivals = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        arrivals,
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        async (tokens, mapNow) => {
          const world = await aWorld();
          for (const [n, token] of tokens.entries()) {
            await world.typeform(typeformBody(token, { email: `${token}@example.org` }));
            if (mapNow[n]) await mapAll(world);
          }
          world.wait(120);
          await world.sweep();
          await world.sweep();
          const journeys = await world.runtime.store.journeys.list("test", "mentee");
          const people = new Set(journeys.map((journey) => journey.parties.mentee!.person));
          const different = new Set(tokens).size;
          expect([journeys.length, people.size]).toEqual([different, different]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("keeps what it does not understand, names the field, and maps it once the intake is mended", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc", { languages: ["Finnish", "Klingon"] }));
    const submission = world.streamed[0]!;
    expect(await world.map({ submission })).toEqual({ state: "unmappable" });
    const { store } = world.runtime;
    const kept = (await store.submissions.list("test", "unmappable"))[0]!;
    expect(kept.problem).toMatchObject({ field: "languages", message: expect.stringContaining("Klingon") });
    const [problem] = await store.problems.list("test");
    expect(problem).toMatchObject({
      code: "submission.unmappable",
      detail: { submission, field: "languages" },
    });
    expect(JSON.stringify(problem)).not.toContain("Klingon");
    world.wait(120);
    expect((await world.sweep()).mapped).toBe(0);

    const pack = aProgram();
    const mended = pack.intake.typeform!.map.map((mapping) =>
      "fact" in mapping && mapping.fact === "languages"
        ? { ...mapping, choices: { ...mapping.choices, Klingon: "arabic" } }
        : mapping,
    );
    const next = {
      ...pack,
      version: "fedcba987654",
      intake: { typeform: { ...pack.intake.typeform!, map: mended } },
    };
    await store.packs.publish(next);
    await store.packs.setLive("test", next.version);
    expect(await world.map({ submission })).toEqual({ state: "mapped" });
    expect(await store.problems.list("test")).toEqual([]);
    expect((await store.journeys.list("test", "mentee"))[0]!.facts.languages!.value).toEqual([
      "finnish",
      "arabic",
    ]);
  });

  it("tells staff of the same address elsewhere, and merges nobody", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("first"));
    await world.typeform(typeformBody("second", { name: "Fatima", email: "SAMIRA@example.org" }));
    await mapAll(world);
    const { store } = world.runtime;
    const journeys = await store.journeys.list("test", "mentee");
    expect(journeys).toHaveLength(2);
    const events = (await Promise.all(journeys.map((journey) => store.events.all(journey.id)))).flat();
    const fatima = journeys.find((journey) => journey.parties.mentee!.givenName === "Fatima")!;
    const samira = journeys.find((journey) => journey !== fatima)!;
    expect(events).toMatchObject([{ type: "possible-duplicate", other: samira.parties.mentee!.person }]);
    expect((await store.events.all(fatima.id)).length).toBe(1);
    await world.run();
    expect((await store.tasks.list("test", "open")).map((task) => task.effect.text)).toEqual([
      "tasks.duplicate",
    ]);
  });
});
