import { afterEach, describe, expect, it, vi } from "vitest";
import { open } from "#adapters/opening.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import type { RuleSet } from "#core/program/rule-set.ts";
import type { Step, Track } from "#core/program/step.ts";
import { aProgram } from "./a-program.ts";
import { aWorld, monday as now } from "./a-world.ts";

/** While it is set, every condition on this fact is compiled the wrong way round. */
const fault = vi.hoisted(() => ({ on: "" }));
vi.mock("#core/rules/compiled/comparison.ts", async (original) => {
  const { reversed } = await import("../rules/reversed.ts");
  return reversed(await original(), fault);
});
afterEach(() => {
  fault.on = "";
});

const yes = (fact: string) => ({ fact, operator: "equal", value: true }) as const;
const rules = (decides: string, conditions: RuleSet["rules"][number]["conditions"]): RuleSet => ({
  decides,
  hitPolicy: "first match",
  rules: [{ name: "fits", conditions, event: { type: "light", params: { every: "P1M" } } }],
  otherwise: { type: "intensive", params: { every: "P2M" } },
});

const small = aProgram();
const facts = {
  facts: {
    ...small.facts.facts,
    screened: { type: "choice" as const, values: ["light", "intensive"], kind: "staff" as const },
  },
};
const ruleSets = {
  routing: rules("group", { all: [yes("motivated")] }),
  "screening.first": rules("screened", { any: [yes("motivated"), yes("talked")] }),
  cadence: rules("group", { all: [yes("motivated")] }),
};

const talk: Step = { do: "task", id: "talk", form: "talk" };
const programOf = (steps: Step[], tracks: Partial<Track>[] = []): Pack =>
  aProgram({
    facts,
    ruleSets,
    journeys: { mentee: { role: "mentee", stages: [{ id: "start", steps }], tracks: tracks as Track[] } },
  });

async function begun(pack: Pack, known: Record<string, boolean>) {
  const world = await aWorld({ pack });
  for (const id of ["jrn_one", "jrn_other"]) {
    const parties = { mentee: { person: `per_${id}`, givenName: "Samira", facts: {}, copiedAt: now } };
    // The other one knows nothing of the fact that is read the wrong way round.
    const own = id === "jrn_one" ? known : {};
    await open(
      world.runtime,
      openJourney({ id, pack, definition: "mentee", parties, facts: own, by: "mentee", now }),
    );
  }
  return world;
}

const decide = (ruleSet: string): Step => ({
  ...{ do: "decide", id: "decide", ruleSet, confirm: [], plans: {}, remind: [] },
});
const hello: Step = { do: "tell", id: "received", urgency: "routine" };

describe("a fault in compiled rules is caught before it is kept, and parks one journey alone:", () => {
  it.each<[string, Pack, Record<string, boolean>]>([
    ["routing", programOf([decide("routing"), talk]), { motivated: true }],
    [
      "screening, which stands although a fact is missing",
      programOf([decide("screening.first"), talk]),
      { motivated: true },
    ],
    [
      "a step's when",
      programOf([{ ...hello, when: { all: [yes("motivated")] } }, talk]),
      { motivated: true },
    ],
    [
      "a when that holds although a fact is missing",
      programOf([{ ...hello, when: { any: [yes("motivated"), yes("talked")] } }, talk]),
      { motivated: true },
    ],
    [
      "a when that the fault makes hold although a fact is missing",
      programOf([{ ...hello, when: { any: [yes("motivated"), yes("talked")] } }, talk]),
      { motivated: false },
    ],
    [
      "a cadence",
      programOf(
        [talk],
        [{ id: "often", from: "talk", every: { ruleSet: "cadence", param: "every" }, steps: [hello] }],
      ),
      { motivated: true },
    ],
    [
      "how long to wait",
      programOf([{ do: "wait", id: "rest", for: { ruleSet: "cadence", param: "every" } }, talk]),
      { motivated: true },
    ],
  ])("%s", async (_, pack, known) => {
    const { runtime, run } = await begun(pack, known);
    const { store } = runtime;
    fault.on = "motivated";
    await run();
    expect(await store.journeys.get("jrn_one")).toMatchObject({
      parked: { code: "rules.disagree" },
      outbox: [],
      version: 1,
    });
    const other = await store.journeys.get("jrn_other");
    expect(other!.parked).toBeUndefined();
    expect(other!.threads.main).toBeDefined();
    expect(await store.problems.list("test")).toMatchObject([
      { code: "journey.parked", detail: { journey: "jrn_one", reason: "rules.disagree" } },
    ]);
    expect(await store.tasks.ofJourney("jrn_one")).toEqual([]);

    fault.on = "";
    for (const { id } of await store.problems.list("test")) await store.problems.close("test", id);
    await runtime.store.runs.bump("jrn_one", 1, now);
    await runtime.machine.start("jrn_one", 2);
    await run();
    const mended = (await store.journeys.get("jrn_one"))!;
    expect(mended.parked).toBeUndefined();
    expect(mended.threads.main?.step).toBeDefined();
    expect(await store.problems.list("test")).toEqual([]);
    expect((await store.logs.of("jrn_one")).map(({ code }) => code)).toContain("journey.opened");
  });

  it.each([
    ["that proposes something else", true],
    ["that says nothing new", false],
  ])("what another version of the program decides anew, %s", async (_, changes) => {
    const before = programOf([decide("routing"), talk]);
    const routing = rules(
      "group",
      changes ? { all: [yes("motivated")] } : { all: [{ not: yes("motivated") }] },
    );
    const after: Pack = { ...before, version: "fedcba987654", ruleSets: { ...ruleSets, routing } };
    const { runtime, run } = await begun(before, { motivated: true });
    const { store } = runtime;
    await run();
    await store.packs.publish(after);
    fault.on = "motivated";
    for (const journey of ["jrn_one"])
      await store.events.put(journey, {
        ...{ type: "moved", schema: 2, id: `move ${journey}`, at: now, by: "coordinator" },
        ...{ to: after.version, when: "now", catchUp: true, steps: {} },
      });
    await runtime.store.runs.bump("jrn_one", 1, now);
    await runtime.machine.start("jrn_one", 2);
    await run();
    expect(await store.journeys.get("jrn_one")).toMatchObject({
      parked: { code: "rules.disagree" },
      pack: before.version,
    });
  });
});
