import { describe, expect, it, vi } from "vitest";
import { open } from "#adapters/opening.ts";
import { proposeMatch } from "#adapters/proposing.ts";
import { openJourney } from "#core/journey/open.ts";
import { sentencesOf } from "#core/rules/receipt.ts";
import { aMatchProgram as matches, sides } from "../functions/a-match-program.ts";
import { aWorld, monday as now } from "../functions/a-world.ts";
import { proposed } from "./proposed.ts";

/** While it is set, conditions on this fact are compiled the wrong way round. */
const fault = vi.hoisted(() => ({ on: "" }));
vi.mock("#core/rules/compiled/comparison.ts", async (original) => {
  const { reversed } = await import("../rules/reversed.ts");
  return reversed(await original(), fault);
});

const two = { mentor: "jrn_mentor", mentee: "jrn_mentee" };

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
  const propose = () => proposed(world);
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

  it("keeps why they may be matched and how well they fit, for whoever asks later", async () => {
    const { world, propose } = await twoWaiting();
    const match = await propose();
    const [allowed, scored] = await world.runtime.store.logs.of(match.id);
    expect(allowed).toMatchObject({ code: "match.proposed", receipt: { outcome: "possible" } });
    expect(allowed!.receipt!.because).toMatchObject([{ fact: "mentor.age", saw: 50, result: "failed" }]);
    expect(scored).toMatchObject({ code: "match.scored", params: { points: 1 }, by: "engine" });
    expect(scored!.receipt!.because).toMatchObject([{ fact: "mentee.motivated", saw: true }]);
    expect(sentencesOf(world.pack, allowed!.receipt!).coordinator).toContain("possible");
  });

  it.each([
    ["match.forbidden", "the rules forbid", 17],
    ["match.unknown", "nobody can tell yet", undefined],
  ])("opens nothing, and says so, where %s: %s", async (refused, _, age) => {
    const { world } = await twoWaiting();
    const { store } = world.runtime;
    const mentor = (await store.journeys.get("jrn_mentor"))!;
    const { age: __, ...rest } = mentor.facts;
    const facts = age === undefined ? rest : { ...rest, age: { value: age, at: now, by: "mentor" } };
    await store.journeys.save({ ...mentor, version: mentor.version + 1, facts });
    expect(await proposeMatch(world.runtime, "test", two, "coordinator")).toEqual({ refused });
    expect(await store.people.journeysOf("per_mentor")).toEqual(["jrn_mentor"]);
    expect(await store.problems.list("test")).toEqual([]);
  });

  it.each([
    ["constraints", "mentor.age"],
    ["scores", "mentee.motivated"],
  ])("a fault in compiled %s parks the match before anybody is asked, and no other", async (_, fact) => {
    const { world, propose } = await twoWaiting();
    const { store } = world.runtime;
    fault.on = fact;
    const mentor = (await store.journeys.get("jrn_mentor"))!;
    // Too young, which the fault turns round.
    const facts = { ...mentor.facts, age: { value: 17, at: now, by: "mentor" } };
    if (fact === "mentor.age") await store.journeys.save({ ...mentor, version: mentor.version + 1, facts });
    const match = await propose();
    await world.run();
    fault.on = "";
    expect((await store.journeys.get(match.id))!).toMatchObject({
      parked: { code: "rules.disagree" },
      outbox: [],
    });
    const waiting = await store.journeys.get("jrn_mentor");
    expect(waiting).toMatchObject({ places: [], threads: { main: { step: "wait" } } });
    expect(waiting!.parked).toBeUndefined();
    expect(await store.problems.list("test")).toMatchObject([
      { code: "journey.parked", detail: { journey: match.id, reason: "rules.disagree" } },
    ]);

    for (const { id } of await store.problems.list("test")) await store.problems.close("test", id);
    await store.runs.bump(match.id, 1, now);
    await world.runtime.machine.start(match.id, 2);
    await world.run();
    expect((await store.journeys.get(match.id))!).toMatchObject({
      parked: { code: "rules.disagree" },
      threads: {},
    });
    expect((await store.journeys.get("jrn_mentor"))!.places).toEqual([]);
  });

  it("whose receipts were wrong can be proposed anew, once the rules are read as they should be", async () => {
    const { world, propose } = await twoWaiting();
    fault.on = "mentee.motivated";
    const wrong = await propose();
    await world.run();
    fault.on = "";
    const right = await propose();
    expect(right.id).not.toBe(wrong.id);
    await world.run();
    expect((await world.runtime.store.journeys.get(right.id))!.threads.main!.step).toBe("meet");
  });

  it("stops before rules that never.json keeps from looking at a fact", async () => {
    const { world } = await twoWaiting();
    const { store } = world.runtime;
    const rules = [{ fact: "motivated", why: "it is no one's business", source: "a test" }];
    const pack = {
      ...matches,
      version: "feedfeedfeed",
      never: { ...matches.never, rules },
    } as typeof matches;
    await store.packs.publish(pack);
    await store.packs.setLive(pack.id, pack.version);
    expect(await proposeMatch(world.runtime, "test", two, "coordinator")).toEqual({ refused: "match.never" });
    expect(await store.people.journeysOf("per_mentor")).toEqual(["jrn_mentor"]);
  });
});
