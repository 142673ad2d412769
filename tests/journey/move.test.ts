import { describe, expect, it } from "vitest";
import { advance } from "#core/journey/advance.ts";
import { JourneyEvent } from "#core/journey/event.ts";
import { type Choice, movedBy, planMove } from "#core/journey/plan-move.ts";
import type { FactValue } from "#core/program/fact.ts";
import type { Pack } from "#core/program/pack.ts";
import { RuleSet } from "#core/program/rule-set.ts";
import { aMenteePack, type StepInput, Traveler } from "./a-journey.ts";

const tell: StepInput = { id: "received", do: "tell" };
const ask: StepInput = { id: "survey", do: "ask", form: "survey" };
const route: Extract<StepInput, { do: "decide" }> = { id: "route", do: "decide", ruleSet: "routing" };
const thanks: StepInput = { id: "thanks", do: "tell" };
const talk: StepInput = { id: "talk", do: "task" };

const rule = (name: string, fact: string, value: FactValue, type: string) => ({
  name,
  conditions: { all: [{ fact, operator: "equal", value }] },
  event: { type },
});
const asUsual = [
  rule("in-poor-health", "health", "poor", "intensive"),
  rule("motivated", "motivated", true, "light"),
];

/** The program under another version. */
function version(
  id: string,
  steps: StepInput[],
  rules: unknown[] = asUsual,
  more: Parameters<typeof aMenteePack>[1] = {},
): Pack {
  const pack = aMenteePack(steps, more);
  const routing = RuleSet.parse({ ...pack.ruleSets.routing, rules });
  return { ...pack, version: id, ruleSets: { routing } };
}

/** A journey whose letters go out between one advance and the next, and that may be moved. */
class Mover extends Traveler {
  private readonly all: Map<string, Pack>;
  constructor(versions: Pack[], facts: Record<string, FactValue> = {}) {
    super(versions[0]!, { facts });
    this.all = new Map(versions.map((pack) => [pack.version, pack]));
    this.deliver();
  }

  override take(...events: JourneyEvent[]): this {
    // The constructor of Traveler begins the journey before there is anything to move to.
    if (!this.all) return super.take(...events);
    const pack = this.all.get(this.journey.pack)!;
    const { journey, effects, decisions } = advance(this.journey, pack, events, this.now, this.all);
    this.journey = journey;
    this.pack = this.all.get(journey.pack)!;
    this.seen.push(...effects);
    this.decisions.push(...decisions);
    return this.deliver();
  }

  move(to: string, how: Record<string, unknown> = {}): this {
    const event = { type: "moved", schema: 2, to, when: "now", catchUp: false, by: "coordinator", ...how };
    return this.take(this.event(event));
  }

  deliver(): this {
    this.journey = { ...this.journey, outbox: [] };
    return this;
  }
}

describe("moving to another version", () => {
  it("decides again what is waiting, with the new rules, and goes on", () => {
    const easier = version("two", [route, thanks], [rule("motivated", "motivated", true, "light")]);
    const noor = new Mover([version("one", [route, thanks]), easier], { motivated: true });
    expect(noor.tasks()).toEqual(["tasks.missing-facts"]);
    noor.move("two");
    expect(noor.journey).toMatchObject({ pack: "two", facts: { group: { value: "light" } }, openTasks: {} });
    expect(noor.mails()).toEqual(["mentee.thanks"]);
    expect(noor.codes()).toContain("version.moved");
    const receipts = noor
      .of("log")
      .flatMap(({ entries }) => entries.flatMap(({ receipt }) => receipt?.version ?? []));
    expect(receipts.at(-1)).toBe("two");
  });

  it("keeps an asking with its link, and asks on the same page for what is needed now", () => {
    const other = version("two", [route, thanks], [rule("answer", "answer", "yes", "light")]);
    const noor = new Mover([version("one", [route, thanks]), other], { health: "good" });
    const before = noor.asking();
    expect(before.facts).toEqual(["motivated"]);
    noor.move("two");
    expect(noor.asking()).toEqual({ ...before, facts: ["answer"] });
    expect(noor.mails()).toEqual(["mentee.missing-facts"]);
    noor.answer({ answer: "yes" });
    expect(noor.journey.facts.group?.value).toBe("light");
  });

  it("keeps what was asked with its answer still to come, in the words of the new version", () => {
    const later = version("two", [tell, { ...ask, remind: ["P3D"] }, thanks, route]);
    const noor = new Mover([version("one", [tell, ask, route]), later], { health: "good" });
    const before = noor.asking();
    noor.move("two");
    expect(noor.asking()).toEqual(before);
    noor.answer({ motivated: true });
    expect(noor.mails()).toEqual(["mentee.received", "mentee.survey", "mentee.thanks"]);
  });

  it("writes nobody twice, though a question is dropped and comes back", () => {
    const byStaff = version("two", [route, thanks], [rule("in-poor-health", "health", "poor", "intensive")]);
    const noor = new Mover([version("one", [route, thanks], [...asUsual].reverse()), byStaff]);
    expect(noor.asking().facts).toEqual(["motivated"]);
    const before = noor.journey.threads.main;
    noor.move("two");
    expect(noor.tasks()).toEqual(["tasks.missing-facts"]);
    expect(noor.journey.schema).toBe(2);
    noor.move("one");
    expect(noor.journey.threads.main).toEqual(before);
    expect(noor.journey.schema).toBe(1);
    expect(noor.mails()).toEqual(["mentee.missing-facts"]);
    expect(noor.journey.openTasks).toEqual({});
  });

  it("counts a wait from its beginning, as long as the new version says", () => {
    const pause = (length: string): StepInput => ({ id: "pause", do: "wait", for: length });
    const noor = new Mover([
      version("one", [pause("P30D"), thanks]),
      version("two", [pause("P10D"), thanks]),
    ]);
    noor.until("2026-03-07T07:00:00.000Z").move("two");
    expect(noor.journey.wakeAt).toBe("2026-03-12T07:00:00.000Z");
    noor.move("one").until("2026-03-20T07:00:00.000Z");
    expect(noor.mails()).toEqual([]);
    noor.move("two");
    expect(noor.mails()).toEqual(["mentee.thanks"]);
  });

  it("gives staff a changed task anew and leaves an unchanged one alone", () => {
    const noor = new Mover([
      version("one", [talk]),
      version("two", [talk, thanks]),
      version("three", [{ ...talk, form: "survey" }]),
    ]);
    const task = noor.openTask();
    expect(noor.move("two").openTask()).toBe(task);
    expect(noor.move("three").openTask()).not.toBe(task);
    expect(noor.of("task-closed").map(({ task: closed }) => closed)).toEqual([task]);
  });

  it("waits until the letters of the old version have gone out", () => {
    const versions = [version("one", [ask]), version("two", [ask])];
    const noor = new Mover(versions);
    const mail = noor.of("mail")[0]!;
    noor.journey = { ...noor.journey, outbox: [{ version: 1, effect: mail }] };
    noor.move("two");
    expect(noor.journey).toMatchObject({ pack: "one", schema: 2, moving: { to: "two" } });
    expect(noor.journey.wakeAt).toBe("2026-03-02T07:01:00.000Z");
    noor.until("2026-03-02T07:02:00.000Z");
    expect(noor.journey).toMatchObject({ pack: "two", schema: 1 });
    expect(noor.journey.moving).toBeUndefined();
  });

  it("is nothing when it leads to where somebody is, or comes after the end", () => {
    const noor = new Mover([version("one", [talk]), version("two", [talk])]);
    const { version: _, sequence: __, applied: ___, ...before } = noor.journey;
    expect(noor.move("one").journey).toMatchObject(before);
    noor.take(noor.event({ type: "ended", reason: "moved away", as: "withdrawn", by: "coordinator" }));
    expect(noor.move("two").journey.pack).toBe("one");
  });

  it("to a version that is not there stops the journey, and says which", () => {
    expect(() => new Mover([version("one", [talk])]).move("nowhere")).toThrow(
      /^journey\.no-such-version: jrn_1 is moved to nowhere/,
    );
  });
});

describe("a step that the other version has not", () => {
  const [one, two] = [
    version("one", [tell, ask, thanks]),
    version("two", [tell, { ...ask, id: "questions" }, thanks]),
  ];

  it("leaves the journey where it is, visibly", () => {
    const noor = new Mover([one, two]).move("two");
    expect(noor.journey).toMatchObject({ pack: "one", threads: { main: { step: "survey" } } });
    expect(noor.journey.moving).toBeUndefined();
    expect(noor.codes()).toContain("version.not-moved");
  });

  it("is left for the one that the map says", () => {
    const noor = new Mover([one, two]).move("two", { steps: { survey: "questions" } });
    expect(noor.journey).toMatchObject({ pack: "two", threads: { main: { step: "questions" } } });
    expect(noor.mails()).toEqual(["mentee.received", "mentee.survey", "mentee.questions"]);
  });

  it("is never left for what was told already", () => {
    const back = new Mover([one, two]).move("two", { steps: { survey: "received" } });
    expect(back.journey.pack).toBe("one");
    const reordered = version("three", [ask, tell]);
    expect(new Mover([one, reordered]).move("three").journey.pack).toBe("one");
  });

  it("is never told in a track what was told on the way, nor the other way round", () => {
    const beside = { id: "beside", from: "survey", steps: [{ id: "thanks", do: "tell" as const }] };
    const main = version("main", [tell, thanks, ask]);
    const track = version("track", [tell, ask, talk], asUsual, { tracks: [beside] });
    const later = version("later", [tell, ask, talk, thanks]);
    expect(new Mover([main, track]).move("track", { catchUp: true }).journey.pack).toBe("main");
    const noor = new Mover([track, later]);
    expect(noor.mails()).toEqual(["mentee.received", "mentee.survey", "mentee.thanks"]);
    expect(noor.move("later").journey.pack).toBe("track");
  });

  it("ends a track only where the map says so", () => {
    const rating = {
      id: "rating",
      from: "survey",
      every: "P2W",
      steps: [{ id: "rate", do: "ask", form: "survey" }],
    } as const;
    const withTrack = version("three", [tell, ask, thanks], asUsual, {
      tracks: [{ ...rating, steps: [...rating.steps] }],
    });
    const noor = new Mover([withTrack, one]).until("2026-03-17T07:00:00.000Z");
    expect(noor.move("one").journey.pack).toBe("three");
    noor.move("one", { steps: { rating: null } });
    expect(Object.keys(noor.journey.threads)).toEqual(["main"]);
  });
});

describe("moving at the next step", () => {
  it("leaves everything as it is until somebody comes to the end of a step", () => {
    const noor = new Mover([
      version("one", [ask, thanks]),
      version("two", [ask, { id: "welcome", do: "tell" }]),
    ]);
    noor.move("two", { when: "next step" });
    expect(noor.journey).toMatchObject({ pack: "one", schema: 2 });
    noor.answer({ motivated: true });
    expect(noor.journey).toMatchObject({ pack: "two", schema: 1 });
    expect(noor.mails()).toEqual(["mentee.survey", "mentee.welcome"]);
  });

  it("goes on in the old version as long as there is no way over", () => {
    const noor = new Mover([
      version("one", [ask, talk, thanks]),
      version("two", [talk, { id: "welcome", do: "tell" }]),
    ]);
    noor.move("two", { when: "next step" }).answer({ motivated: true });
    expect(noor.journey).toMatchObject({ pack: "one", threads: { main: { step: "talk" } } });
    noor.work({});
    expect(noor.mails()).toEqual(["mentee.survey", "mentee.welcome"]);
    expect(noor.journey.pack).toBe("two");
  });
});

describe("who is named by a plan", () => {
  const [one, two] = [version("one", [ask, thanks]), version("two", [ask, talk])];
  const planFor = (noor: Mover, to: Pack) =>
    planMove([noor.journey], new Map([one, two].map((pack) => [pack.version, pack])), to, {});
  const named = (noor: Mover, to: Pack, choice: Choice) => movedBy(planFor(noor, to), choice).length;

  it("is also who would go elsewhere at the next step: whoever takes a version back can keep them", () => {
    const noor = new Mover([one, two]).move("two", { when: "next step" });
    expect(planFor(noor, one).there).toEqual([]);
    expect([named(noor, one, "waiting"), named(noor, one, "next step")]).toEqual([1, 1]);
    noor.move("one").answer({ motivated: true });
    expect(noor.journey).toMatchObject({ pack: "one", ended: { as: "completed" } });
    expect(noor.mails()).toEqual(["mentee.survey", "mentee.thanks"]);
  });

  it("is who would go at the next step, and may go now; at the next step they go already", () => {
    const noor = new Mover([one, two]).move("two", { when: "next step" });
    expect([named(noor, two, "waiting"), named(noor, two, "next step")]).toEqual([1, 0]);
    noor.move("two");
    expect(planFor(noor, two).there).toHaveLength(1);
  });
});

describe("who was decided about by rules that have changed", () => {
  const from = version("one", [route, thanks, talk]);
  const withFact = (name: string, label: FactValue) => {
    const to = version("two", [route, thanks, talk]);
    const known = to.facts.facts[name] ?? { type: "boolean", about: "person", kind: "ordinary" };
    const facts = {
      ...to.facts.facts,
      [name]: { ...known, ...(typeof label === "string" ? { source: label } : { label }) },
    };
    return { ...to, facts: { ...to.facts, facts } } as unknown as Pack;
  };
  const choiceFor = (to: Pack) => {
    const { journey } = new Mover([from, to], { motivated: true, health: "good" });
    const plan = planMove([journey], new Map([[from.version, from]]), to, {});
    return plan.past.length > 0 ? "past" : "waiting";
  };

  it("is nobody where only a fact is new that they do not look at, or where one was read", () => {
    expect(choiceFor(withFact("newcomer", 1))).toBe("waiting");
    expect(choiceFor(withFact("motivated", "another page"))).toBe("waiting");
  });

  it("is everybody decided about where a fact that they look at is another", () => {
    expect(choiceFor(withFact("motivated", 1))).toBe("past");
  });
});

describe("catching up", () => {
  const [one, two] = [
    version("one", [route, thanks, talk]),
    version("two", [route, thanks, talk], [rule("motivated", "motivated", true, "intensive")]),
  ];
  const decided = () => new Mover([one, two], { motivated: true, health: "good" });

  it("proposes a past decision to a person, who has the last word; nothing is told again", () => {
    const noor = decided().move("two", { catchUp: true });
    expect(noor.journey).toMatchObject({ pack: "two", facts: { group: { value: "light" } } });
    const task = noor.openTask("tasks.confirm");
    expect(noor.of("task").at(-1)).toMatchObject({ work: { kind: "choose", proposed: "intensive" } });
    noor.take(noor.event({ type: "worked", task, outcome: "intensive", done: true, by: "coordinator" }));
    expect(noor.journey.facts.group).toMatchObject({ value: "intensive", by: "coordinator" });
    expect(noor.mails()).toEqual(["mentee.thanks"]);
    expect(noor.journey.threads.main?.step).toBe("talk");
  });

  it("does not happen unless it was chosen, nor to what a person decided", () => {
    expect(decided().move("two").tasks()).toEqual(["tasks.mentee.talk"]);
    const confirmed = new Mover([version("one", [{ ...route, confirm: ["light"] }, talk]), two], {
      motivated: true,
      health: "good",
    });
    confirmed.work({ outcome: "light" });
    expect(confirmed.move("two", { catchUp: true }).tasks()).toEqual(["tasks.confirm", "tasks.mentee.talk"]);
  });

  it("proposes once, however often somebody is moved", () => {
    const noor = decided()
      .move("two", { catchUp: true })
      .move("one", { catchUp: true })
      .move("two", { catchUp: true });
    expect(noor.tasks().filter((text) => text === "tasks.confirm")).toHaveLength(1);
  });

  it("begins what the new version begins at a step that is past", () => {
    const rating = {
      id: "rating",
      from: "thanks",
      every: "P2W",
      steps: [{ id: "rate", do: "ask" as const, form: "survey" }],
    };
    const withTrack = version("three", [route, thanks, talk], asUsual, { tracks: [rating] });
    const both = (catchUp: boolean) =>
      new Mover([one, withTrack], { motivated: true, health: "good" }).move("three", { catchUp });
    expect(Object.keys(both(true).journey.threads)).toEqual(["main", "rating"]);
    expect(Object.keys(both(false).journey.threads)).toEqual(["main"]);
  });
});

describe("an event that moves", () => {
  it("is of number 2, so that a release that cannot read it leaves the journey alone", () => {
    const event = {
      type: "moved",
      id: "e",
      at: "2026-03-02T07:00:00.000Z",
      by: "coordinator",
      to: "two",
      when: "now",
      catchUp: false,
    };
    expect(JourneyEvent.parse(event)).toMatchObject({ schema: 2, steps: {} });
    expect(JourneyEvent.safeParse({ ...event, schema: 1 }).success).toBe(false);
  });
});
