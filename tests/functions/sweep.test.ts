import { describe, expect, it } from "vitest";
import { send } from "#adapters/inbox.ts";
import { minute } from "#adapters/moment.ts";
import type { Submission } from "#adapters/store.ts";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

const aSubmission = (world: World, id: string, more: Partial<Submission> = {}): Submission => ({
  ...{ id, program: "test", form: "typeform", sender: "typeform", key: id, state: "received" },
  ...{ receivedAt: world.runtime.clock.now(), body: JSON.stringify(typeformBody(id)) },
  ...more,
});

const codes = async (world: World, program = "test") =>
  (await world.runtime.store.problems.list(program)).map(({ code }) => code);

describe("what the sweep measures", () => {
  it("is how long the oldest has waited, what had to be started again, and what waits for a person", async () => {
    const world = await aWorld();
    await world.sweep();
    expect(world.measured.at(-1)).toEqual({
      OldestDueSeconds: 0,
      JourneysRestarted: 0,
      ProblemsOpen: 0,
      HeldMails: 0,
    });
    await world.typeform(typeformBody("abc"));
    await world.map({ submission: world.streamed[0]! });
    await world.typeform(typeformBody("def", { languages: ["Klingon"] }));
    world.executions.all.values().next().value!.state = "failed";
    world.wait(10 * minute);
    await world.sweep();
    const { OldestDueSeconds, ...rest } = world.measured.at(-1)!;
    expect(OldestDueSeconds).toBeGreaterThanOrEqual(8 * minute);
    expect(rest).toEqual({ JourneysRestarted: 1, ProblemsOpen: 1, HeldMails: 0 });
  });
});

describe("what fails again and again", () => {
  it("keeps nobody else from their turn, and is shown", async () => {
    const world = await aWorld();
    const { store } = world.runtime;
    for (let n = 0; n < 520; n += 1) {
      await store.submissions.put(aSubmission(world, `sub_${n}`, { program: "gone" }));
    }
    world.wait(1);
    await store.submissions.put(aSubmission(world, "sub_good"));
    for (let n = 0; n < 3; n += 1) {
      world.wait(61);
      await world.sweep();
    }
    expect((await store.submissions.get("sub_good"))!.state).toBe("mapped");
    const shown = await store.problems.list("gone");
    expect(shown.length).toBeGreaterThan(400);
    expect(shown[0]).toMatchObject({ code: "submission.failed", program: "gone" });
    expect(Object.keys(shown[0]!.detail)).toEqual(["submission", "reason"]);
  });

  it("is tried less often each time, and is mapped and no problem any more once it can be", async () => {
    const world = await aWorld();
    const { store } = world.runtime;
    await store.submissions.put(aSubmission(world, "sub_1", { program: "later" }));
    let failures = 0;
    for (let n = 0; n < 60; n += 1) {
      world.wait(minute);
      failures += (await world.sweep()).failed;
      if (n === 0) expect(await codes(world, "later")).toEqual([]);
    }
    expect(failures).toBeGreaterThan(3);
    expect(failures).toBeLessThan(12);
    expect(await codes(world, "later")).toEqual(["submission.failed"]);
    const pack = aProgram({ id: "later" });
    await store.packs.publish(pack);
    await store.packs.setLive("later", pack.version);
    world.wait(3600);
    expect(await world.sweep()).toMatchObject({ mapped: 1, failed: 0 });
    expect(await codes(world, "later")).toEqual([]);
  });

  it("is a journey, too: its problem stands in its program", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc"));
    await world.map({ submission: world.streamed[0]! });
    const [journey] = await world.runtime.store.journeys.list("test", "mentee");
    world.runtime.machine.alive = async () => Promise.reject(new Error("out of order"));
    for (let n = 0; n < 4; n += 1) {
      world.wait(5 * minute);
      await world.sweep();
    }
    const [problem] = await world.runtime.store.problems.list("test");
    expect(problem).toMatchObject({
      code: "sweep.failed",
      program: "test",
      detail: { journey: journey!.id, reason: "Error" },
    });
  });
});

describe("an event that this release cannot read", () => {
  it("is a problem of the program that its journey belongs to", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc"));
    await world.map({ submission: world.streamed[0]! });
    await world.run();
    const { store, clock } = world.runtime;
    const { id } = (await store.journeys.list("test", "mentee"))[0]!;
    const common = { type: "facts-set" as const, schema: 1 as const, at: clock.now(), by: "x", facts: {} };
    await store.events.put(id, { ...common, id: "e" });
    const event = { ...common, id: "e", schema: 99 };
    await world.table.update({ pk: `JOURNEY#${id}`, sk: "EVENT#e" }, { set: { event } });
    // Whoever meets it in the sweep, here the one who wakes.
    world.runtime.machine.wake = async () => {
      await store.events.unread(id);
      return "woken";
    };
    world.wait(61);
    await world.sweep();
    expect(await store.problems.list("test")).toMatchObject([
      { code: "store.newer-schema", program: "test", detail: { journey: id } },
    ]);
  });
});

describe("unread events of a journey that was stopped", () => {
  it("are looked at once an hour and do not stand in front", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc"));
    await world.map({ submission: world.streamed[0]! });
    await world.run();
    const { store, clock } = world.runtime;
    const journey = (await store.journeys.list("test", "mentee"))[0]!;
    const parked = { at: clock.now(), code: "rules.disagree" };
    await store.journeys.save({ ...journey, version: journey.version + 1, parked });
    world.executions.all.get(`${journey.id}.1`)!.state = "failed";
    const event = {
      type: "facts-set" as const,
      schema: 1 as const,
      id: "e",
      at: clock.now(),
      by: "x",
      facts: {},
    };
    await send(world.runtime, journey.id, event);
    world.wait(10 * minute);
    await world.sweep();
    const due = async () => (await store.overdue(clock.now(), 10)).filter(({ kind }) => kind === "event");
    world.wait(50 * minute);
    expect(await due()).toEqual([]);
    world.wait(11 * minute);
    expect(await due()).toMatchObject([{ kind: "event", id: journey.id }]);
    expect(await store.events.unread(journey.id)).toHaveLength(1);
  });
});

describe("two who map the same form", () => {
  it("cannot undo that it is mapped", async () => {
    const world = await aWorld();
    const { store } = world.doorOf("map");
    await world.typeform(typeformBody("abc", { languages: ["Klingon"] }));
    const id = world.streamed[0]!;
    const put = store.problems.put;
    store.problems.put = async (problem) => {
      await store.submissions.mark(id, "received", { state: "mapped", journey: "jrn_1" });
      return put(problem);
    };
    expect(await world.map({ submission: id })).toEqual({ state: "mapped" });
    expect((await store.submissions.get(id))!.state).toBe("mapped");
    expect(await codes(world)).toEqual([]);
  });

  it("close the problem before it is mapped, so that a crash leaves no problem behind", async () => {
    const world = await aWorld();
    const { store } = world.doorOf("map");
    await world.typeform(typeformBody("abc"));
    const submission = world.streamed[0]!;
    const steps: string[] = [];
    const { mark } = store.submissions;
    const { close } = store.problems;
    store.submissions.mark = async (id, from, change) => {
      steps.push(change.state);
      return mark(id, from, change);
    };
    store.problems.close = async (program, id) => {
      steps.push("closed");
      return close(program, id);
    };
    await world.map({ submission });
    expect(steps).toEqual(["closed", "closed", "mapped"]);
  });
});
