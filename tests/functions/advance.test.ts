import { describe, expect, it, vi } from "vitest";
import { send } from "#adapters/inbox.ts";
import * as confirming from "#core/rules/confirm.ts";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

async function applied(token = "abc", world?: World) {
  const made = world ?? (await aWorld());
  const email = `${token}@example.org`;
  await made.typeform(typeformBody(token, { email }));
  for (const submission of made.streamed.splice(0)) await made.map({ submission });
  await made.run();
  const journeys = await made.runtime.store.journeys.list("test", "mentee");
  const people = await made.runtime.store.people.sameEmail("test", email);
  const journey = journeys.find(({ parties }) => parties.mentee!.person === people[0])!;
  return { world: made, id: journey.id };
}

const answer = (ask: string, at: string) => ({
  ...{ type: "answered" as const, schema: 1 as const, id: "answer", at, by: "mentee", role: "mentee" },
  ...{ ask, facts: { motivated: true } },
});

async function askOf(world: World, id: string): Promise<string> {
  const waiting = (await world.runtime.store.journeys.get(id))!.threads.main!.waiting!;
  if (waiting.kind !== "answers") throw new Error(waiting.kind);
  return waiting.id;
}

describe("advancing a journey", () => {
  it("ends an execution that was overtaken, without a write", async () => {
    const { world, id } = await applied();
    const before = await world.runtime.store.journeys.get(id);
    await world.runtime.store.runs.bump(id, 1, world.runtime.clock.now());
    expect(await world.advance({ journey: id, generation: 1 })).toMatchObject({ next: "stale", chunks: [] });
    expect(await world.runtime.store.journeys.get(id)).toEqual(before);
  });

  it("hands out effects until they are known to be delivered, then drops them", async () => {
    const world = await aWorld();
    await world.typeform(typeformBody("abc"));
    await world.map({ submission: world.streamed[0]! });
    const id = (await world.runtime.store.journeys.list("test", "mentee"))[0]!.id;
    const first = await world.advance({ journey: id, generation: 1, delivered: null });
    expect(first.chunks.flatMap((chunk) => chunk.effects).length).toBeGreaterThan(1);
    const again = await world.advance({ journey: id, generation: 1 });
    expect(again.chunks).toEqual(first.chunks);
    const after = await world.advance({ journey: id, generation: 1, delivered: again.version });
    expect(after.chunks).toEqual([]);
    expect((await world.runtime.store.journeys.get(id))!.outbox).toEqual([]);
  });

  it("wants a fresh execution after many loops or most of a year", async () => {
    const { world, id } = await applied();
    const at = { journey: id, generation: 1 };
    expect((await world.advance({ ...at, loops: 299 })).next).toBe("wait");
    expect((await world.advance({ ...at, loops: 300 })).next).toBe("renew");
    expect((await world.advance({ ...at, startedAt: "2025-05-01T00:00:00.000Z" })).next).toBe("renew");
  });

  it("renews into one next generation, however often it is tried", async () => {
    const { world, id } = await applied();
    expect(await world.renew({ journey: id, generation: 1 })).toEqual({ generation: 2 });
    expect(await world.renew({ journey: id, generation: 1 })).toEqual({ generation: 2 });
    await world.run();
    expect(world.executions.all.get(`${id}.2`)!.state).toBe("waiting");
    expect([...world.executions.all.keys()]).toEqual([`${id}.1`, `${id}.2`]);
  });

  it("parks a journey visibly when json-rules-engine disagrees, and goes on once that is mended", async () => {
    const { world, id } = await applied();
    const other = await applied("other", world);
    const { store, clock } = world.runtime;
    const tasks = async () => (await store.tasks.list("test", "open")).length;
    const disagreement = {
      code: "rules.disagree" as const,
      pack: "test",
      version: "v",
      ruleSet: "routing",
      decided: "a",
      confirmed: "b",
      rules: [],
    };
    const confirm = vi.spyOn(confirming, "confirm").mockResolvedValue(disagreement);
    await send(world.runtime, id, answer(await askOf(world, id), clock.now()));
    await world.run();
    expect((await store.journeys.get(id))!.parked).toMatchObject({ code: "rules.disagree" });
    expect(await tasks()).toBe(0);
    const [problem] = await store.problems.list("test");
    expect(problem).toMatchObject({
      code: "journey.parked",
      detail: { journey: id, reason: "rules.disagree" },
    });

    confirm.mockRestore();
    await send(world.runtime, other.id, answer(await askOf(world, other.id), clock.now()));
    await world.run();
    expect(await tasks()).toBe(1);

    world.wait(3700);
    await world.sweep();
    await world.run();
    expect((await store.journeys.get(id))!.parked).toBeDefined();
    await store.problems.close("test", problem!.id);
    world.wait(3700);
    await world.sweep();
    await world.run();
    expect((await store.journeys.get(id))!.parked).toBeUndefined();
    expect(await tasks()).toBe(2);
  });

  it("parks a journey with the code of the rule's own error", async () => {
    const { world, id } = await applied();
    const wrongType = Object.assign(new Error("the answer is “yes”"), { code: "rules.wrong-type" });
    vi.spyOn(confirming, "confirm").mockRejectedValueOnce(wrongType);
    await send(world.runtime, id, answer(await askOf(world, id), world.runtime.clock.now()));
    await world.run();
    expect((await world.runtime.store.journeys.get(id))!.parked).toMatchObject({ code: "rules.wrong-type" });
  });

  it("parks a journey before something happens that never.json forbids, names the line, and no other journey", async () => {
    const line = { name: "no-close-by-rules", text: "Never.", why: "Promised." };
    const refused = { do: "close" as const, id: "refused", as: "declined" as const };
    const pack = aProgram({
      never: { guards: [{ ...line, never: "without a person", steps: { do: "close" } }] },
    });
    const { steps } = pack.journeys.mentee!.stages[0]!;
    const light = { all: [{ fact: "group", operator: "equal" as const, value: "light" }] };
    steps.splice(3, 0, { ...refused, when: light });
    const { world, id } = await applied("abc", await aWorld({ pack }));
    const other = await applied("other", world);
    const { store, clock } = world.runtime;
    await send(world.runtime, id, answer(await askOf(world, id), clock.now()));
    const no = { ...answer(await askOf(world, other.id), clock.now()), facts: { motivated: false } };
    await send(world.runtime, other.id, no);
    await world.run();
    const journey = (await store.journeys.get(id))!;
    expect(journey).toMatchObject({ schema: 2, parked: { code: "never.broken", line: line.name } });
    expect(journey.ended).toBeUndefined();
    expect(await store.problems.list("test")).toMatchObject([
      { code: "journey.parked", detail: { journey: id, reason: "never.broken", line: line.name } },
    ]);
    const rest = (await store.journeys.get(other.id))!;
    expect([rest.parked, rest.threads.main?.step]).toEqual([undefined, "talk"]);
  });

  it("reports an item of a newer release and leaves it as it is", async () => {
    const { world, id } = await applied();
    const other = await applied("other", world);
    const key = { pk: `JOURNEY#${id}`, sk: "JOURNEY" };
    const newer = { ...(await world.runtime.store.journeys.get(id))!, schema: 99 };
    await world.table.update(key, { set: { journey: newer } });
    for (const journey of [id, other.id]) {
      await world.runtime.store.events.put(journey, answer("none", world.runtime.clock.now()));
    }
    world.wait(120);
    await world.sweep();
    await world.run();
    expect((await world.runtime.store.problems.list("test")).map((problem) => problem.code)).toEqual([
      "store.newer-schema",
    ]);
    expect((await world.table.get(key))!.journey).toEqual(newer);
    expect(await world.runtime.store.events.unread(other.id)).toEqual([]);
  });

  it("starts again from what is there when somebody else wrote the journey", async () => {
    const { world, id } = await applied();
    const { store, clock } = world.runtime;
    await store.events.put(id, answer(await askOf(world, id), clock.now()));
    const save = store.journeys.save;
    store.journeys.save = vi.fn(save).mockResolvedValueOnce("stale");
    const output = await world.advance({ journey: id, generation: 1 });
    expect(output.next).toBe("wait");
    expect((await store.journeys.get(id))!.facts.group!.value).toBe("light");
  });
});

describe("a wake-up is never lost:", () => {
  it("an event before the token", async () => {
    const { world, id } = await applied();
    const { store, clock, machine } = world.runtime;
    await store.events.put(id, answer("x", clock.now()));
    const wake = vi.spyOn(machine, "wake");
    expect(await world.await({ journey: id, generation: 1, token: "t", until: clock.now() })).toEqual({
      state: "woken",
    });
    expect(wake).toHaveBeenCalledWith("t");
  });

  it("an event after the token", async () => {
    const { world, id } = await applied();
    const { clock } = world.runtime;
    await send(world.runtime, id, answer(await askOf(world, id), clock.now()));
    await world.run();
    expect((await world.runtime.store.journeys.get(id))!.facts.motivated!.value).toBe(true);
  });

  it("a token of an execution that was overtaken is used, so that it ends", async () => {
    const { world, id } = await applied();
    const { store, clock, machine } = world.runtime;
    await store.runs.bump(id, 1, clock.now());
    const wake = vi.spyOn(machine, "wake");
    await world.await({ journey: id, generation: 1, token: "old", until: clock.now() });
    expect(wake).toHaveBeenCalledWith("old");
    expect((await store.runs.get(id))!.token).toBeUndefined();
  });

  it("an event whose sender died before it could wake anybody", async () => {
    const { world, id } = await applied();
    const { store, clock } = world.runtime;
    await store.events.put(id, answer(await askOf(world, id), clock.now()));
    await world.run();
    expect(await store.events.unread(id)).toHaveLength(1);
    world.wait(61);
    await world.sweep();
    await world.run();
    expect(await store.events.unread(id)).toEqual([]);
  });

  it("a journey whose execution died", async () => {
    const { world, id } = await applied();
    world.executions.all.get(`${id}.1`)!.state = "failed";
    await world.runtime.store.events.put(id, answer(await askOf(world, id), world.runtime.clock.now()));
    world.wait(61);
    expect(await world.sweep()).toMatchObject({ started: 1 });
    await world.run();
    expect((await world.runtime.store.journeys.get(id))!.facts.motivated!.value).toBe(true);
  });

  it("and an event for nobody is put away with a problem", async () => {
    const world = await aWorld();
    await send(world.runtime, "jrn_none", answer("x", world.runtime.clock.now()));
    world.wait(61);
    await world.sweep();
    expect((await world.runtime.store.problems.list("test")).map((problem) => problem.code)).toEqual([
      "event.no-journey",
    ]);
    expect(await world.runtime.store.overdue(world.runtime.clock.now(), 10)).toEqual([]);
  });
});
