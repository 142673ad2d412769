import { describe, expect, it, vi } from "vitest";
import { after } from "#adapters/moment.ts";
import type { Pack } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import type { Condition, RuleSet } from "#core/program/rule-set.ts";
import { decideNext } from "#functions/decide-next.ts";
import { bench, functions } from "../local/bench.ts";
import { aPackFolder } from "../program/a-pack-folder.ts";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld } from "./a-world.ts";

/** While it is set, each rule set takes so many milliseconds in which nothing else can happen. */
const slow = vi.hoisted(() => ({ by: 0 }));
vi.mock("#core/rules/settle.ts", async (original) => {
  const real = await original<typeof import("#core/rules/settle.ts")>();
  const settle: typeof real.settle = (...all) => {
    const until = performance.now() + slow.by;
    while (performance.now() < until);
    return real.settle(...all);
  };
  return { ...real, settle };
});

/** The processor's own milliseconds: how busy the machine is otherwise says nothing of rules. */
const processor = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** More than the milliseconds of the processor that a decision may take on any machine. */
const budget = 2000;

const flags = Array.from({ length: 60 }, (_, n) => `flag${n}`);
const dictionary = (): Record<string, { type: "boolean" }> =>
  Object.fromEntries(flags.map((flag) => [flag, { type: "boolean" }]));

const leaf = (n: number): Condition => ({
  fact: flags[(n * 7) % 60]!,
  operator: "equal",
  value: n % 3 === 0,
});

/** As many rules and single conditions as a file may have, nested as deep as it may be. */
function largest(): RuleSet {
  let next = 0;
  const take = (count: number) => Array.from({ length: count }, () => leaf(next++));
  const deep = (groups: number, inner: Condition): Condition =>
    groups === 0 ? inner : { all: [deep(groups - 1, inner)] };
  const rules = Array.from({ length: 200 }, (_, n) => ({
    name: `rule-${n}`,
    conditions: { all: [deep(n % 2 === 0 ? 8 : 0, { any: take(n < 100 ? 3 : 2) })] },
    event: { type: n % 2 === 0 ? "light" : "intensive" },
  }));
  return { decides: "group", hitPolicy: "all that match", rules, otherwise: { type: "light" } };
}

async function atTheDecision(pack: Pack, facts: Record<string, boolean>, token = "abc") {
  const world = await aWorld({ pack });
  await world.typeform(typeformBody(token));
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
  await world.run();
  const [journey] = await world.runtime.store.journeys.list("test", "mentee");
  const waiting = journey!.threads.main!.waiting!;
  const ask = waiting.kind === "answers" ? waiting.id : "";
  const answered = {
    type: "answered" as const,
    schema: 1 as const,
    id: "answer",
    by: "mentee",
    role: "mentee",
  };
  await world.runtime.store.events.put(journey!.id, {
    ...answered,
    ask,
    at: world.runtime.clock.now(),
    facts: { motivated: true, ...facts },
  });
  return { world, journey: (await world.runtime.store.journeys.get(journey!.id))! };
}

const withRules = (ruleSet: RuleSet): Pack => {
  const pack = aProgram();
  const facts = {
    ...pack.facts,
    facts: { ...pack.facts.facts, ...aProgram({ facts: { facts: dictionary() } }).facts.facts },
  };
  return { ...pack, facts, ruleSets: { routing: ruleSet } };
};

describe("a rule set at its limits", () => {
  it("is one that a file may have", () => {
    const { facts, derived } = JSON.parse(aPackFolder()["facts.json"]!);
    const file = (rules: RuleSet) =>
      aPackFolder({ "routing.json": rules, "facts.json": { facts: { ...facts, ...dictionary() }, derived } });
    expect(parsePack("example", file(largest())).problems).toBeUndefined();
    const [first, second, ...rest] = largest().rules;
    const more = { ...second!, conditions: { all: [leaf(1), second!.conditions as Condition] } };
    expect(
      parsePack("example", file({ ...largest(), rules: [first!, more, ...rest] })).problems,
    ).toMatchObject([{ file: "routing.json", code: "condition.too-many" }]);
  });

  it.each(["first match", "exactly one", "all that match"] as const)(
    "is decided and confirmed in time: %s",
    async (hitPolicy) => {
      const known = Object.fromEntries(flags.map((flag, n) => [flag, n % 5 === 0]));
      const { world, journey } = await atTheDecision(withRules({ ...largest(), hitPolicy }), known);
      const began = processor();
      const next = await decideNext(world.runtime, journey, world.runtime.clock.now());
      const took = processor() - began;
      expect(next).toMatchObject({ events: [expect.any(String)] });
      expect("next" in next && next.next.parked).toBeFalsy();
      expect(took).toBeLessThan(budget);
      console.log(`200 rules, 500 conditions, ${hitPolicy}: decided and confirmed in ${took.toFixed(0)} ms`);
    },
  );

  it.each(["first match", "all that match"] as const)(
    "asks in time when nothing is known: %s",
    async (hitPolicy) => {
      const { world, journey } = await atTheDecision(withRules({ ...largest(), hitPolicy }), {});
      const began = processor();
      const next = await decideNext(world.runtime, journey, world.runtime.clock.now());
      const took = processor() - began;
      expect(next).toMatchObject({ next: { threads: { main: { waiting: expect.anything() } } } });
      expect(took).toBeLessThan(budget);
      console.log(`200 rules, 500 conditions, ${hitPolicy}, nothing known: ${took.toFixed(0)} ms`);
    },
  );
});

describe("a rule set that is too slow", () => {
  const slowBudget = 50;
  const two = async () => {
    const { world, journey } = await atTheDecision(aProgram(), {});
    await world.typeform(typeformBody("other", { email: "other@example.org" }));
    for (const submission of world.streamed.splice(0)) await world.map({ submission });
    await world.run();
    return { world, journey };
  };

  it("parks its own journey once it is over its budget, and the next one is decided", async () => {
    const { world, journey } = await atTheDecision(aProgram(), {});
    const now = world.runtime.clock.now();
    slow.by = 3 * slowBudget;
    expect(await decideNext(world.runtime, journey, now, slowBudget)).toEqual({ code: "rules.over-budget" });
    slow.by = 0;
    expect(await decideNext(world.runtime, journey, now)).toMatchObject({ next: { id: journey.id } });
  });

  it("that never gives the function back is ended with it, and parked by the state machine, alone and visibly", async () => {
    const { world, journey } = await two();
    const { store } = world.runtime;
    // As in Lambda: a function that does not come to its end is ended, and nothing of it is heard but this.
    const advance = async (payload: { journey: string; failed?: string }) => {
      if (payload.journey === journey.id && payload.failed === undefined)
        throw Object.assign(new Error("Task timed out after 30.00 seconds"), { name: "Sandbox.Timedout" });
      return world.advance(payload as never);
    };
    const { handlers } = functions({ ...world, advance } as never);
    const { runner, until } = bench(handlers, { now: Date.parse(world.runtime.clock.now()) });
    const all = await store.journeys.list("test", "mentee");
    for (const { id } of all) runner.start(`${id}.1`, { schema: 1, journey: id, generation: 1 });
    await until(after(world.runtime.clock.now(), 60));

    const states = await store.journeys.list("test", "mentee");
    expect(states.map(({ id, parked }) => [id === journey.id, parked?.code])).toEqual(
      expect.arrayContaining([
        [true, "rules.over-budget"],
        [false, undefined],
      ]),
    );
    expect(await store.problems.list("test")).toMatchObject([
      { code: "journey.parked", detail: { journey: journey.id, reason: "rules.over-budget" } },
    ]);
    const events = await store.events.unread(journey.id);
    expect(events).toHaveLength(1);

    await store.problems.close("test", (await store.problems.list("test"))[0]!.id);
    await world.advance({ journey: journey.id, generation: 1, failed: "Sandbox.Timedout" });
    expect(await store.problems.list("test")).toHaveLength(1);
    await store.problems.close("test", (await store.problems.list("test"))[0]!.id);
    await world.advance({ journey: journey.id, generation: 1 });
    expect((await store.journeys.get(journey.id))!.parked).toBeUndefined();
  });
});

describe("a rule that cannot be worked out", () => {
  const broken = (): RuleSet => ({
    ...aProgram().ruleSets.routing!,
    rules: [
      {
        name: "motivated",
        // What no checked file can say: a stored program from elsewhere could.
        conditions: { all: [{ fact: "motivated", operator: "lessThan", value: 3 }] },
        event: { type: "light" },
      },
    ],
  });

  it("parks its own journey, visibly and without a word of what was answered, and no other", async () => {
    const { world, journey } = await atTheDecision(withRules(broken()), {});
    await world.typeform(typeformBody("other", { email: "other@example.org" }));
    for (const submission of world.streamed.splice(0)) await world.map({ submission });
    await world.run();
    await world.advance({ journey: journey.id, generation: 1 });
    await world.run();
    const { store } = world.runtime;
    const journeys = await store.journeys.list("test", "mentee");
    const parked = journeys.filter((each) => each.parked);
    expect(parked).toMatchObject([{ id: journey.id, parked: { code: "rules.wrong-type" } }]);
    expect(journeys).toHaveLength(2);
    const [problem, ...more] = await store.problems.list("test");
    expect([problem?.code, problem?.detail, more]).toEqual([
      "journey.parked",
      expect.objectContaining({ journey: journey.id, reason: "rules.wrong-type" }),
      [],
    ]);
  });
});
