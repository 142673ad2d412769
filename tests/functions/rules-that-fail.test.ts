import { afterEach, expect, it, vi } from "vitest";
import { send } from "#adapters/inbox.ts";
import { hour, minute } from "#adapters/moment.ts";
import type { Journey } from "#core/journey/journey.ts";
import { typeformBody } from "./a-program.ts";
import { aWorld, type World } from "./a-world.ts";

// T22: what deciding does is settled by the age that somebody gave, as if a rule could not be worked out for them.
const [throws, takesLong, fine] = [71, 72, 30];
const trouble = vi.hoisted(() => ({ mended: false, passed: 0 }));
vi.mock("#core/rules/settle.ts", async (original) => {
  const real = await original<typeof import("#core/rules/settle.ts")>();
  const settle: typeof real.settle = (dictionary, ruleSet, facts) => {
    const age = trouble.mended ? undefined : facts.age;
    if (age === throws) throw new TypeError(`cannot read "points" of ${JSON.stringify(facts)}`);
    if (age === takesLong) trouble.passed += 11_000;
    return real.settle(dictionary, ruleSet, facts);
  };
  return { ...real, settle };
});
const clock = performance.now.bind(performance);
vi.spyOn(performance, "now").mockImplementation(() => clock() + trouble.passed);

afterEach(() => {
  trouble.mended = false;
});

async function apply(world: World, count: number, age: number): Promise<void> {
  for (let n = 0; n < count; n += 1)
    await world.typeform(typeformBody(`${age}-${n}`, { age, email: `${age}-${n}@example.org` }));
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
  await world.run();
}

async function answer(world: World, { id, threads }: Journey): Promise<void> {
  const waiting = threads.main!.waiting!;
  const event = { type: "answered", schema: 1, id: `${id}:answer`, by: "mentee", role: "mentee" } as const;
  const ask = waiting.kind === "answers" ? waiting.id : "";
  await send(world.runtime, id, { ...event, ask, at: world.runtime.clock.now(), facts: { motivated: true } });
}

const patience = { timeout: 120_000 };

it(
  "a rule that throws or takes too long stops each journey that meets it, visibly, and no other",
  patience,
  async () => {
    const world = await aWorld();
    const { store } = world.runtime;
    await apply(world, 100, throws);
    await apply(world, 100, takesLong);
    await apply(world, 20, fine);
    const all = () => store.journeys.list("test", "mentee");
    const ageOf = ({ facts }: Journey) => facts.age!.value as number;
    const before = await all();
    for (const journey of before) await answer(world, journey);
    await world.run();

    const after = await all();
    const parked = after.filter((journey) => journey.parked);
    const tally = Map.groupBy(parked, (journey) => `${ageOf(journey)} ${journey.parked!.code}`);
    expect([...tally].map(([what, some]) => [what, some.length]).sort()).toEqual([
      [`${throws} journey.threw`, 100],
      [`${takesLong} rules.over-budget`, 100],
    ]);
    expect(after.filter((journey) => ageOf(journey) === fine && journey.facts.group)).toHaveLength(20);

    // Each is one incident, which names nobody; what they had decided before stands, and nothing of the new.
    const problems = await store.problems.list("test");
    expect(problems.map(({ code, detail }) => `${code} ${detail.journey} ${detail.reason}`).sort()).toEqual(
      parked.map(({ id, parked: why }) => `journey.parked ${id} ${why!.code}`).sort(),
    );
    expect(JSON.stringify([problems, world.logged])).not.toMatch(/Samira|example\.org/);
    for (const journey of parked) expect(journey.facts.group).toBeUndefined();

    // While they stand there the sweep begins nothing, and once somebody has mended and closed, each goes on where it stood.
    world.wait(2 * hour);
    await world.sweep();
    await world.run();
    expect((await all()).filter((journey) => journey.parked)).toHaveLength(200);
    trouble.mended = true;
    for (const { id } of problems) await store.problems.close("test", id);
    world.wait(hour + 3 * minute);
    await world.sweep();
    await world.run();
    const last = await all();
    expect(last.filter((journey) => journey.parked)).toEqual([]);
    expect(last.every((journey) => journey.facts.group)).toBe(true);
  },
);
