import { describe, expect, it, vi } from "vitest";
import type { Pack } from "#core/program/pack.ts";
import { parsePack } from "#core/program/parse.ts";
import type { Condition, RuleSet } from "#core/program/rule-set.ts";
import { decideNext } from "#functions/decide-next.ts";
import { aPackFolder } from "../program/a-pack-folder.ts";
import { aProgram, typeformBody } from "./a-program.ts";
import { aWorld } from "./a-world.ts";

/** More than the milliseconds that a decision may take on any machine; on an idle one it takes a tenth of it. */
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
      const began = performance.now();
      const next = await decideNext(world.runtime, journey, world.runtime.clock.now());
      const took = performance.now() - began;
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
      const began = performance.now();
      const next = await decideNext(world.runtime, journey, world.runtime.clock.now());
      const took = performance.now() - began;
      expect(next).toMatchObject({ next: { threads: { main: { waiting: expect.anything() } } } });
      expect(took).toBeLessThan(budget);
      console.log(`200 rules, 500 conditions, ${hitPolicy}, nothing known: ${took.toFixed(0)} ms`);
    },
  );
});

describe("a decision that takes too long", () => {
  it("parks its own journey, and the next one is decided", async () => {
    const { world, journey } = await atTheDecision(aProgram(), {});
    const clock = vi.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValueOnce(10_001);
    const now = world.runtime.clock.now();
    expect(await decideNext(world.runtime, journey, now)).toEqual({ code: "rules.over-budget" });
    clock.mockRestore();
    expect(await decideNext(world.runtime, journey, now)).toMatchObject({ next: { id: journey.id } });
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
