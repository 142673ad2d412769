import { describe, expect, it } from "vitest";
import { publish } from "#adapters/publishing.ts";
import { correct, reread } from "#adapters/remapping.ts";
import type { Pack } from "#core/program/pack.ts";
import { aProgram, typeformBody } from "../functions/a-program.ts";
import { aWorld, type World } from "../functions/a-world.ts";

/** The program of another version, in which the words of the form for languages mean these. */
function meaning(version: string, choices: Record<string, string>): Pack {
  const pack = aProgram({ version });
  const map = pack.intake.typeform!.map.map((mapping) =>
    "fact" in mapping && mapping.fact === "languages" ? { ...mapping, choices } : mapping,
  );
  return { ...pack, intake: { ...pack.intake, typeform: { ...pack.intake.typeform!, map } } };
}
const wrong = meaning("aaaaaaaaaaaa", { Finnish: "arabic" });
const right = meaning("bbbbbbbbbbbb", { Finnish: "finnish", Klingon: "arabic" });

async function applied(...forms: { token: string; languages: string[] }[]) {
  const world = await aWorld({ pack: wrong });
  for (const { token, languages } of forms)
    await world.typeform(typeformBody(token, { languages, email: `${token}@example.org` }));
  await goOn(world);
  return world;
}

async function goOn(world: World): Promise<void> {
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
  world.wait(120);
  await world.sweep();
  await world.run();
  await world.postman();
}

const journeys = (world: World) => world.runtime.store.journeys.list("test", "mentee");
const known = async (world: World) => (await journeys(world)).map(({ facts }) => facts.languages?.value);
const mend = (world: World, pack = right) => publish(world.runtime, pack, { by: "aino" });

describe("a form that could not be read", () => {
  it("is read once more by itself when a mended program goes live", async () => {
    const world = await applied({ token: "a", languages: ["Klingon"] });
    expect(await journeys(world)).toEqual([]);
    expect(await mend(world)).toMatchObject({ readAgain: 1 });
    await goOn(world);
    expect(await known(world)).toEqual([["arabic"]]);
    expect(await world.runtime.store.problems.list("test")).toEqual([]);
    expect(world.mailbox.map(({ letter }) => letter.to)).toContain("a@example.org");
  });

  it("comes back to where it stood if it still cannot be read", async () => {
    const world = await applied({ token: "a", languages: ["Elvish"] });
    expect(await mend(world)).toMatchObject({ readAgain: 1 });
    await goOn(world);
    expect(await world.runtime.store.submissions.list("test", "unmappable")).toHaveLength(1);
    expect(await world.runtime.store.problems.list("test")).toHaveLength(1);
  });
});

describe("a form that was read wrongly", () => {
  it("is corrected from what came in: the same person, one journey, no letter twice", async () => {
    const world = await applied({ token: "a", languages: ["Finnish"] });
    const [before] = await journeys(world);
    const letters = world.mailbox.length;
    expect(await known(world)).toEqual([["arabic"]]);
    await mend(world);
    const found = await reread(world.runtime, right, "typeform");
    expect(found).toMatchObject({ again: [], same: 0, past: 0, unfit: [] });
    expect(found.corrections).toMatchObject([{ journey: before!.id, facts: { languages: ["finnish"] } }]);
    expect(await known(world)).toEqual([["arabic"]]);

    for (const _ of [1, 2]) await correct(world.runtime, right, found.corrections);
    await goOn(world);
    const [after, ...others] = await journeys(world);
    expect(others).toEqual([]);
    expect(after).toMatchObject({ id: before!.id, parties: before!.parties });
    expect(await known(world)).toEqual([["finnish"]]);
    expect(world.mailbox).toHaveLength(letters);
    expect(await reread(world.runtime, right, "typeform")).toMatchObject({ same: 1, corrections: [] });

    const once = meaning("cccccccccccc", { Finnish: "arabic" });
    await mend(world, once);
    expect((await reread(world.runtime, once, "typeform")).corrections).toMatchObject([
      { facts: { languages: ["arabic"] } },
    ]);
  });

  it("keeps what somebody has said since", async () => {
    const world = await applied({ token: "a", languages: ["Finnish"] });
    const [journey] = await journeys(world);
    const event = { schema: 1 as const, id: "by-hand", at: world.runtime.clock.now(), by: "coordinator" };
    const facts = { languages: ["arabic", "finnish"] };
    await world.runtime.store.events.put(journey!.id, { type: "facts-set", ...event, facts });
    await goOn(world);
    await mend(world);
    expect(await reread(world.runtime, right, "typeform")).toMatchObject({ same: 1, corrections: [] });
  });

  it("is left alone when it no longer fits, or when nothing is left to read", async () => {
    const world = await applied({ token: "a", languages: ["Finnish"] });
    const [submission] = await world.runtime.store.submissions.list("test", "mapped");
    const gone = meaning("dddddddddddd", { Swedish: "finnish" });
    await mend(world, gone);
    expect(await reread(world.runtime, gone, "typeform")).toMatchObject({
      unfit: [submission!.id],
      corrections: [],
    });
    world.wait(31 * 24 * 3600);
    await world.retention();
    expect(await reread(world.runtime, right, "typeform")).toMatchObject({ past: 1, corrections: [] });
  });
});
