import { describe, expect, it } from "vitest";
import { after, day } from "#adapters/moment.ts";
import { createStore } from "#adapters/store/store.ts";
import { aMember } from "../console/a-desk.ts";
import { killedAt } from "./a-fault.ts";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld } from "./a-world.ts";

describe("the body of a form", () => {
  it.each([
    ["short", "Samira"],
    ["long", "Samira ".repeat(9000)],
  ])("is gone when its days are over, a %s one", async (_, name) => {
    const small = aProgram();
    const pack = { ...small, program: { ...small.program, retention: { rawSubmissionsDays: 7 } } };
    const world = await aWorld({ pack });
    const { store } = world.runtime;
    await world.typeform(typeformBody("abc", { name }));
    const id = world.streamed[0]!;
    expect(await world.map({ submission: id })).toEqual({ state: "mapped" });
    world.wait(7 * day - 1);
    await world.retention();
    expect((await store.submissions.get(id))!.body).toContain("Samira");
    world.wait(1);
    expect(await world.retention()).toMatchObject({ cleared: 1 });
    expect(await store.submissions.get(id)).toMatchObject({ state: "mapped", key: "abc", body: "" });
    expect(await world.retention()).toMatchObject({ cleared: 0 });
    expect(await store.journeys.list("test", "mentee")).toHaveLength(1);
    await world.typeform(typeformBody("abc", { name }));
    expect((await store.submissions.get(id))!.body).toBe("");
  });

  it("stays while nobody could read it", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc", { languages: ["Klingon"] }));
    const id = world.streamed[0]!;
    expect(await world.map({ submission: id })).toEqual({ state: "unmappable" });
    world.wait(400 * day);
    await world.retention();
    expect((await world.runtime.store.submissions.get(id))!.body).toContain("Klingon");
  });

  it("that cannot be cleared away keeps no other, and the alarm sees it", async () => {
    const world = await aWorld();
    for (const name of ["abc", "def"]) await world.typeform(typeformBody(name));
    for (const submission of world.streamed.splice(0)) await world.map({ submission });
    const { submissions } = world.doorOf("retention").store;
    const [first] = await submissions.expired("2030-01-01T00:00:00.000Z", 1);
    const { clear } = submissions;
    submissions.clear = async (id) => {
      if (id === first) throw new Error("the database is away");
      return clear(id);
    };
    world.wait(400 * day);
    expect(await world.retention()).toEqual({ cleared: 1, failed: 1, overdue: 1 });
    expect(world.measured.at(-1)).toEqual({ RetentionOverdue: 1 });
    expect(await world.runtime.store.submissions.expired(world.runtime.clock.now(), 10)).toEqual([first]);
  });

  it("goes in one run, however many there are", async () => {
    const world = await expiring(1203);
    expect(await world.retention()).toEqual({ cleared: 1203, failed: 0, overdue: 0 });
    expect(world.measured.at(-1)).toEqual({ RetentionOverdue: 0 });
  });

  it("is overdue when time was up before its turn, and the alarm sees how many are", async () => {
    const world = await expiring(3);
    const { clock } = world.runtime;
    const { submissions } = world.doorOf("retention").store;
    const { clear } = submissions;
    submissions.clear = async (id) => {
      await clear(id);
      world.wait(10);
    };
    expect(await world.retention(after(clock.now(), 15))).toEqual({ cleared: 2, failed: 0, overdue: 1 });
    expect(world.measured.at(-1)).toEqual({ RetentionOverdue: 1 });
    expect(await world.retention(clock.now())).toEqual({ cleared: 0, failed: 0, overdue: 1 });
    expect(await world.retention()).toEqual({ cleared: 1, failed: 0, overdue: 0 });
  });

  it("that an index still shows after it went is not counted as overdue, and not cleared for ever", async () => {
    const world = await expiring(2);
    const { submissions } = world.doorOf("retention").store;
    const found = await submissions.expired("2030-01-01T00:00:00.000Z", 10);
    submissions.expired = async () => found;
    expect(await world.retention()).toEqual({ cleared: 2, failed: 0, overdue: 0 });
  });
});

/** Forms that were mapped, and whose days are over. */
async function expiring(count: number) {
  const world = await aWorld();
  const { store, clock } = world.runtime;
  for (let number = 0; number < count; number += 1) {
    const id = `sub_${number}`;
    const at = { id, program: "test", form: "typeform", sender: "typeform" as const, key: id };
    await store.submissions.put({ ...at, receivedAt: clock.now(), body: "{}", state: "received" });
    await store.submissions.mark(id, "received", {
      state: "mapped",
      journey: `jrn_${number}`,
      bodyUntil: clock.now(),
    });
  }
  world.wait(day);
  return world;
}

describe("staff who may not come in any more", () => {
  const small = aProgram();
  const house = async (formerStaffDays?: number) => {
    const program = { ...small.program, retention: { rawSubmissionsDays: 30, formerStaffDays } };
    const world = await aWorld({ pack: { ...small, program } });
    const { staff } = world.runtime.store;
    const closed = { disabledAt: world.runtime.clock.now() };
    await staff.create(aMember({ id: "stf_here", roles: { test: "coordinator" } }));
    await staff.create(aMember({ id: "stf_gone", roles: { test: "coordinator" }, ...closed }));
    await staff.create(aMember({ id: "stf_all", roles: { "*": "coordinator" }, ...closed }));
    await staff.create(aMember({ id: "stf_elsewhere", roles: { over: "funder" }, ...closed }));
    const left = async () => (await staff.list()).map(({ id }) => id).sort();
    return { ...world, left };
  };

  it("are forgotten after the days that the program says, and nobody else", async () => {
    const { wait, retention, left } = await house(90);
    wait(90 * day - 1);
    await retention();
    expect(await left()).toHaveLength(4);
    wait(1);
    await retention();
    expect(await left()).toEqual(["stf_here"]);
  });

  it("are kept while their program cannot be read; others are forgotten, and what is overdue is told", async () => {
    const world = await house(90);
    const { packs } = world.doorOf("retention").store;
    const { live } = packs;
    packs.programs = async () => ["over", "test"];
    packs.live = async (program) => {
      if (program === "over") throw new Error("written by a newer release");
      return live(program);
    };
    world.wait(900 * day);
    expect(await world.retention()).toEqual({ cleared: 0, failed: 0, overdue: 0 });
    expect(world.measured.at(-1)).toEqual({ RetentionOverdue: 0 });
    expect(world.logged).toContain("retention.program-unreadable");
    expect(await world.left()).toEqual(["stf_all", "stf_elsewhere", "stf_here"]);
    packs.live = live;
    await world.retention();
    expect(await world.left()).toEqual(["stf_here"]);
  });

  it("are not forgotten when they are let in again in the same moment", async () => {
    const world = await house(90);
    const { staff } = world.doorOf("retention").store;
    const { list } = staff;
    staff.list = async () => {
      const found = await list();
      const gone = found.find(({ id }) => id === "stf_gone")!;
      const again = { ...gone, disabledAt: undefined, version: gone.version + 1 };
      expect(await world.runtime.store.staff.save(again)).toBe("saved");
      staff.list = list;
      return found;
    };
    world.wait(90 * day);
    await world.retention();
    expect(await world.left()).toEqual(["stf_gone", "stf_here"]);
  });

  it("are not let in again once they are forgotten, also by a run that dies in the middle", async () => {
    const world = await house(90);
    const { staff } = world.runtime.store;
    const gone = (await staff.get("stf_gone"))!;
    const dying = createStore(killedAt(world.table, 2, "before").table, world.runtime.secrets);
    const now = world.runtime.clock.now();
    await expect(dying.staff.forget(gone, now)).rejects.toThrow("killed");
    expect(await staff.get("stf_gone")).toBeUndefined();
    expect(await world.left()).not.toContain("stf_gone");
    expect(await staff.save({ ...gone, disabledAt: undefined, version: gone.version + 1 })).toBe("stale");
    expect(JSON.stringify(await world.table.get({ pk: "STAFF", sk: "stf_gone" }))).not.toContain(gone.name);
  });

  it("are forgotten after two years where it says nothing", async () => {
    const { wait, retention, left } = await house();
    wait(730 * day - 1);
    await retention();
    expect(await left()).toHaveLength(4);
    wait(1);
    await retention();
    expect(await left()).toEqual(["stf_here"]);
  });
});
