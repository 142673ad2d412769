import { describe, expect, it } from "vitest";
import { open } from "#adapters/opening.ts";
import { memoryTable } from "#adapters/table-memory.ts";
import { openJourney } from "#core/journey/open.ts";
import { killedAt } from "../functions/a-fault.ts";
import { matching, pairRuleSets } from "../functions/a-match-program.ts";
import { aProgram } from "../functions/a-program.ts";
import { aWorld, monday as now, type World } from "../functions/a-world.ts";
import { proposed } from "./proposed.ts";

const when = ["before", "after"] as const;

const aJourney = (pack: World["pack"]) =>
  openJourney({ id: "jrn_1", pack, definition: "mentee", parties: {}, facts: {}, by: "x", now });

describe("opening a journey that is killed twice", () => {
  it("starts it at the third try, although the sweep was there in between", async () => {
    const world = await aWorld();
    const { runtime } = world;
    const journey = aJourney(world.pack);
    const kill = (noun: "journeys" | "runs", method: string) => {
      const killed = async () => Promise.reject(new Error("killed"));
      return {
        ...runtime,
        store: { ...runtime.store, [noun]: { ...runtime.store[noun], [method]: killed } },
      };
    };
    await expect(open(kill("journeys", "create"), journey)).rejects.toThrow("killed");
    world.wait(61);
    await world.sweep();
    await world.run();
    expect(await runtime.store.runs.get("jrn_1")).toMatchObject({ generation: 2, dueAt: "" });
    await expect(open(kill("runs", "touch"), journey)).rejects.toThrow("killed");
    expect(await open(runtime, journey)).toBe("known");
    world.wait(61);
    expect(await world.sweep()).toMatchObject({ started: 1 });
    await world.run();
    expect((await runtime.store.journeys.get("jrn_1"))!.version).toBeGreaterThan(0);
  });

  it("leaves one alone that has gone on", async () => {
    const world = await aWorld();
    const { store } = world.runtime;
    await open(world.runtime, aJourney(world.pack));
    await world.run();
    await store.runs.bump("jrn_1", 1, "2026-04-01T00:00:00.000Z");
    await open(world.runtime, aJourney(world.pack));
    expect((await store.runs.get("jrn_1"))!.dueAt).toBe("2026-04-01T00:00:00.000Z");
  });
});

describe("proposing a match", () => {
  const roles = ["mentor", "mentee"] as const;
  const small = aProgram();
  const talk = { do: "task" as const, id: "talk" };
  const pack = aProgram({
    program: { ...small.program, roles: { mentee: {}, mentor: {} }, matching },
    ruleSets: { ...small.ruleSets, ...pairRuleSets },
    journeys: {
      mentee: { role: "mentee", stages: [{ id: "start", steps: [talk] }] },
      mentor: { role: "mentor", stages: [{ id: "start", steps: [talk] }] },
      match: { role: "match", sides: [...roles], stages: [{ id: "start", steps: [talk] }] },
    },
  });

  async function life(kill: { nth: number; when: (typeof when)[number] }) {
    const { table, writes } = killedAt(memoryTable(), kill.nth, kill.when);
    const world = await aWorld({ pack, table });
    for (const role of roles) {
      const parties = { [role]: { person: `per_${role}`, givenName: role, facts: {}, copiedAt: now } };
      const opening = {
        id: `jrn_${role}`,
        pack,
        definition: role,
        parties,
        facts: { age: 40 },
        by: role,
        now,
      };
      await open(world.runtime, openJourney(opening));
    }
    const before = writes();
    const propose = () => proposed(world);
    const match = await propose().catch(propose);
    return { before, after: writes(), log: await world.runtime.store.logs.of(match.id) };
  }

  it.each(when)("writes who proposed it, also when it is killed %s any write", async (time) => {
    const quiet = await life({ nth: 0, when: time });
    expect(quiet.after).toBeGreaterThan(quiet.before);
    for (let nth = quiet.before + 1; nth <= quiet.after; nth += 1) {
      const { log } = await life({ nth, when: time });
      expect(log, `killed ${time} write ${nth}`).toMatchObject([
        { code: "match.proposed", by: "coordinator" },
        { code: "match.scored" },
      ]);
    }
  });
});
