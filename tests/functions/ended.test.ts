import { describe, expect, it } from "vitest";
import { after, day, hour, minute } from "#adapters/moment.ts";
import type { EndedInput } from "#functions/ended.ts";
import { nextLook } from "#functions/next-look.ts";
import { typeformBody } from "./a-program.ts";
import { aWorld, monday } from "./a-world.ts";

/** A journey asleep, and what EventBridge says once its execution has been ended. */
async function asleep() {
  const world = await aWorld();
  await world.typeform(typeformBody("abc"));
  await world.map({ submission: world.streamed[0]! });
  await world.run();
  const { store } = world.runtime;
  const { id } = (await store.journeys.list("test", "mentee"))[0]!;
  const end = (generation = 1): EndedInput => {
    world.executions.all.get(`${id}.${generation}`)!.state = "failed";
    return { execution: `${id}.${generation}`, status: "ABORTED" };
  };
  const sweepFor = async (times: number, each = minute) => {
    for (let n = 0; n < times; n += 1) {
      world.wait(each);
      await world.sweep();
      await world.run();
    }
  };
  const running = () =>
    [...world.executions.all].filter(([, { state }]) => state === "waiting").map(([name]) => name);
  return { ...world, store, id, end, sweepFor, running };
}

const later = (seconds: number) => after(monday, seconds);

describe("an execution that is ended while its journey sleeps", () => {
  it("is followed by the next within minutes, and is one problem however often it is told", async () => {
    const { store, id, end, ended, sweepFor, running } = await asleep();
    const told = end();
    expect(await ended(told)).toEqual({ state: "due" });
    expect(await ended(told)).toEqual({ state: "due" });
    await sweepFor(4);
    expect(running()).toEqual([`${id}.2`]);
    expect(await ended(told)).toEqual({ state: "left" });
    await sweepFor(15);
    expect(running()).toEqual([`${id}.2`]);
    expect(await store.problems.list("test")).toMatchObject([
      { code: "execution.ended", program: "test", detail: { journey: id, reason: "ABORTED" } },
    ]);
  });

  it("is one problem while that is open, and another when it happens after somebody has closed it", async () => {
    const { store, end, ended, sweepFor } = await asleep();
    const open = async () => (await store.problems.list("test")).length;
    await ended(end());
    await sweepFor(4);
    await ended(end(2));
    await sweepFor(4);
    expect(await open()).toBe(1);
    await store.problems.close("test", (await store.problems.list("test"))[0]!.id);
    expect(await open()).toBe(0);
    await ended(end(3));
    expect(await open()).toBe(1);
  });

  it("is not looked at later than it was to be looked at anyway", async () => {
    const { store, id, end, ended, runtime } = await asleep();
    const soon = runtime.clock.now();
    await store.runs.touch(id, 1, soon);
    await ended(end());
    expect((await store.runs.get(id))!.dueAt).toBe(soon);
  });

  it("is looked after also where this release cannot read the journey", async () => {
    const { store, id, end, ended, table, runtime } = await asleep();
    await table.update({ pk: `JOURNEY#${id}`, sk: "JOURNEY" }, { set: { schema: 99 } });
    await expect(store.journeys.get(id)).rejects.toMatchObject({ code: "store.newer-schema" });
    expect(await ended(end())).toEqual({ state: "due" });
    expect((await store.runs.get(id))!.dueAt).toBe(after(runtime.clock.now(), 2 * minute));
    expect(await store.problems.list("test")).toMatchObject([{ code: "execution.ended" }]);
  });
});

describe("it is left alone", () => {
  const left = async (world: Awaited<ReturnType<typeof asleep>>, event: EndedInput) => {
    const before = await world.store.runs.get(world.id);
    expect(await world.ended(event)).toEqual({ state: "left" });
    expect(await world.store.runs.get(world.id)).toEqual(before);
    expect(await world.store.problems.list("test")).toEqual([]);
  };

  it("when another has taken over", async () => {
    const world = await asleep();
    await world.store.runs.bump(world.id, 1, world.runtime.clock.now());
    await left(world, world.end());
  });

  it("when the journey was finished", async () => {
    const world = await asleep();
    await world.store.runs.finish(world.id, 1);
    await left(world, world.end());
  });

  it("when the journey was stopped for a person to look at", async () => {
    const world = await asleep();
    const journey = (await world.store.journeys.get(world.id))!;
    const parked = { at: world.runtime.clock.now(), code: "rules.disagree" };
    await world.store.journeys.save({ ...journey, version: journey.version + 1, parked });
    await left(world, world.end());
  });

  it("when its name is that of no journey of ours", async () => {
    const world = await asleep();
    for (const execution of ["by-hand", `${world.id}`, `${world.id}.one`, "jrn_nobody.1", "."])
      await left(world, { execution, status: "FAILED" });
  });
});

describe("when nobody is told that an execution was ended", () => {
  it("it is found within thirty hours, goes on, and is shown", async () => {
    const { store, id, end, sweepFor, running } = await asleep();
    expect((await store.runs.get(id))!.until! > later(3 * day)).toBe(true);
    end();
    await sweepFor(30, hour);
    await sweepFor(3);
    expect(running()).toEqual([`${id}.2`]);
    expect(await store.problems.list("test")).toMatchObject([
      { code: "execution.ended", program: "test", detail: { journey: id, reason: "not told" } },
    ]);
  });

  it("those that are fine sleep on, and are looked at once a day at most", async () => {
    const { id, executions, sweepFor, running } = await asleep();
    const { machine } = executions;
    const looks: string[] = [];
    let woken = 0;
    const { alive, wake } = machine;
    machine.alive = (...given) => {
      looks.push(given.join("."));
      return alive(...given);
    };
    machine.wake = (token) => {
      woken += 1;
      return wake(token);
    };
    await sweepFor(3 * 24, hour);
    expect(running()).toEqual([`${id}.1`]);
    expect(woken).toBe(0);
    expect(looks.length).toBeGreaterThan(1);
    expect(looks.length).toBeLessThan(4);
  });

  it("those that fell asleep together are not looked at together", () => {
    const looks = Array.from({ length: 5000 }, (_, n) => nextLook(`jrn_${n}`, later(40 * day), monday));
    expect(looks.every((at) => at >= later(day) && at < later(30 * hour))).toBe(true);
    const minutes = Map.groupBy(looks, (at) => at.slice(0, 16));
    expect(Math.max(...[...minutes.values()].map((same) => same.length))).toBeLessThan(40);
  });

  it("one that wakes by itself sooner is looked at then", () => {
    expect(nextLook("jrn_1", later(hour), monday)).toBe(later(hour + 2 * minute));
    expect(nextLook("jrn_1", later(-hour), monday)).toBe(later(2 * minute));
  });
});

it("a status that means no harm is refused", async () => {
  const { ended, id } = await asleep();
  await expect(ended({ execution: `${id}.1`, status: "SUCCEEDED" } as never)).rejects.toThrow();
});
