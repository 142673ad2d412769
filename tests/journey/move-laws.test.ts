import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { advance } from "#core/journey/advance.ts";
import { JourneyEvent } from "#core/journey/event.ts";
import { Journey } from "#core/journey/journey.ts";
import { type Choice, choices, movedBy, moveEvent, planMove } from "#core/journey/plan-move.ts";
import type { Pack } from "#core/program/pack.ts";
import { JourneyDefinition } from "#core/program/step.ts";
import { hold } from "../rules/law.ts";
import { aMenteePack, type StepInput, type TrackInput, Traveler } from "./a-journey.ts";

/** Steps that a version may have, in one form or another. */
const steps: Record<string, StepInput[]> = {
  received: [{ id: "received", do: "tell" }],
  survey: [
    { id: "survey", do: "ask", form: "survey", remind: ["P3D"] },
    { id: "survey", do: "ask", form: "meeting", to: ["mentee"] },
    { id: "survey", do: "task" },
  ],
  route: [
    { id: "route", do: "decide", ruleSet: "routing" },
    { id: "route", do: "decide", ruleSet: "routing", confirm: ["light"] },
  ],
  thanks: [
    { id: "thanks", do: "tell" },
    { id: "thanks", do: "tell", when: { all: [{ fact: "answer", operator: "equal", value: "yes" }] } },
  ],
  pause: [
    { id: "pause", do: "wait", for: "P10D" },
    { id: "pause", do: "wait", for: "P30D" },
  ],
  talk: [
    { id: "talk", do: "task" },
    { id: "talk", do: "task", form: "survey" },
  ],
  welcome: [{ id: "welcome", do: "tell" }],
  questions: [{ id: "questions", do: "ask", form: "survey" }],
};
const names = Object.keys(steps);

const rule = (fact: string, value: boolean | string, type: string) => ({
  name: `${fact}-${type}`,
  conditions: { all: [{ fact, operator: "equal" as const, value }] },
  event: { type },
});
const rules = [
  rule("health", "poor", "intensive"),
  rule("motivated", true, "light"),
  rule("motivated", false, "intensive"),
  rule("answer", "yes", "light"),
];

const line = fc.shuffledSubarray(names, { minLength: 2 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.nat().map((which) => {
        const forms = steps[id]!;
        return forms[which % forms.length]!;
      }),
    ),
  ),
);

const base = aMenteePack([{ id: "talk", do: "task" }]);

/** A version: main line, rules, and perhaps a track that rates, or that has a step of the main line in it. */
const version = (id: string) =>
  fc
    .record({
      all: line,
      chosen: fc.shuffledSubarray(rules, { minLength: 1 }),
      track: fc.option(fc.record({ every: fc.constantFrom("P2W", "P3W", undefined), once: fc.boolean() })),
    })
    .map(({ all, chosen, track }): Pack => {
      const inTrack = track?.once && all.length > 2 ? all.at(-1)! : undefined;
      const main = inTrack ? all.slice(0, -1) : all;
      const tracks: TrackInput[] = track
        ? [
            {
              id: "rating",
              from: main[0]!.id,
              ...(track.every && { every: track.every }),
              steps: [inTrack ?? { id: "rate", do: "ask", form: "survey" }],
            },
          ]
        : [];
      const stages = [{ id: "screen", steps: [...main, { id: "end", do: "close", as: "completed" }] }];
      const journeys = { mentee: JourneyDefinition.parse({ role: "mentee", stages, tracks }) };
      const ruleSets = { routing: { ...base.ruleSets.routing!, rules: chosen } };
      const shown = JSON.stringify({ main, tracks, rules: chosen.map(({ name }) => name) });
      return Object.defineProperty({ ...base, version: id, journeys, ruleSets }, fc.toStringMethod, {
        value: () => shown,
      });
    });

const deed = fc.record({
  days: fc.integer({ min: 0, max: 12 }),
  what: fc.constantFrom("answer", "work", "know", "nothing"),
  facts: fc.record(
    {
      motivated: fc.boolean(),
      health: fc.constantFrom("good", "poor"),
      answer: fc.constantFrom("yes", "no"),
    },
    { requiredKeys: [] },
  ),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

const world = fc.record({
  one: version("one"),
  two: version("two"),
  lives: fc.array(fc.array(deed, { maxLength: 6 }), { minLength: 1, maxLength: 2 }),
  after: fc.array(deed, { maxLength: 6 }),
  choice: fc.constantFrom<Choice>(...choices),
  /** Whether letters have gone out in between. */
  slow: fc.boolean(),
});

/** Somebody who may be moved, and to whom what people gave is written down. */
class Mover extends Traveler {
  readonly told = new Map<string, unknown>();
  private readonly all: Map<string, Pack> | undefined;
  readonly versions: Pack[];
  private readonly slow: boolean;

  constructor(versions: Pack[], slow: boolean) {
    super(versions[0]!);
    this.versions = versions;
    this.all = new Map(versions.map((pack) => [pack.version, pack]));
    this.slow = slow;
    this.deliver();
  }

  override take(...events: JourneyEvent[]): this {
    if (!this.all) return super.take(...events);
    const pack = this.all.get(this.journey.pack)!;
    const done = advance(this.journey, pack, events, this.now, this.all);
    this.journey = done.journey;
    this.pack = this.all.get(done.journey.pack)!;
    this.seen.push(...done.effects);
    this.decisions.push(...done.decisions);
    return this.slow ? this : this.deliver();
  }

  deliver(): this {
    this.journey = { ...this.journey, outbox: [] };
    return this;
  }

  /** One day after the other; letters go out over night. */
  lives(deeds: Deed[]): this {
    for (const { days, what, facts } of deeds) {
      for (let day = 0; day < days; day += 1)
        this.until(new Date(Date.parse(this.now) + 86_400_000).toISOString()).deliver();
      if (this.journey.ended) return this;
      this.does(what, facts);
    }
    return this;
  }

  private does(what: Deed["what"], facts: Deed["facts"]): void {
    const said = Object.entries(facts);
    if (what === "know") this.take(this.event({ type: "facts-set", facts, by: "coordinator" }));
    if (what === "answer") {
      const asked = Object.values(this.journey.threads).find(({ waiting }) => waiting?.kind === "answers");
      const waiting = asked?.waiting;
      if (waiting?.kind !== "answers") return;
      this.take(this.event({ type: "answered", ask: waiting.id, role: "mentee", facts }));
    }
    if (what === "work") {
      const [task] = Object.keys(this.journey.openTasks);
      if (!task) return;
      const work = { type: "worked", task, done: true, facts, outcome: "light", by: "coordinator" };
      this.take(this.event(work));
    }
    for (const [fact, value] of said) {
      // Staff may say something else, and a task that asks for no facts takes none.
      if (what === "work") this.told.delete(fact);
      if ((what === "know" || what === "answer") && value !== undefined) this.told.set(fact, value);
    }
  }
}

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

const people = ({ one, two, lives, slow }: World): Mover[] =>
  lives.map((deeds) => new Mover([one, two], slow).lives(deeds));

const planFor = (movers: Mover[], to: Pack) =>
  planMove(
    movers.map(({ journey }, n) => ({ ...journey, id: `jrn_${n}` })),
    new Map(movers.map(({ pack }) => [pack.version, pack])),
    to,
    {},
  );

/** The order as the command gives it, to those whom the plan names. */
function order(movers: Mover[], to: Pack, choice: Choice): number {
  if (choice === "new") return 0;
  const plan = planFor(movers, to);
  const named = movedBy(plan, choice).map(({ id }) => Number(id.slice("jrn_".length)));
  for (const n of named) {
    const mover = movers[n]!;
    mover.take(moveEvent(mover.journey, plan, { choice, maps: {}, at: mover.now, by: "coordinator" }));
  }
  return named.length;
}

/** What one line of steps writes of its own accord, each at most once: reminders and questions for what is not known aside. */
const letters = (mover: Mover): string[] =>
  mover
    .of("mail")
    .filter(({ reminder, text }) => reminder === 0 && text !== missing)
    .map(({ text }) => text)
    .filter((text) => !(text.endsWith(".rate") || isRepeated(mover, text)));

const missing = "mails.mentee.missing-facts";

/** Questions that are out about facts that rules want: which asking, by the line and the step that wait for it. */
const questions = ({ journey }: Mover): Map<string, string> =>
  new Map(
    Object.entries(journey.threads).flatMap(([thread, { step, waiting }]) =>
      waiting?.kind === "answers" && waiting.facts ? [[`${thread} ${step}`, waiting.id]] : [],
    ),
  );

/** In a track that comes round, in either version. */
const isRepeated = ({ versions }: Mover, text: string): boolean =>
  versions
    .flatMap(({ journeys }) => journeys.mentee!.tracks)
    .filter(({ every }) => every !== undefined)
    .some((track) => track.steps.some(({ id }) => text.endsWith(`.${id}`)));

/** Without what every advance changes: its number, what it took in, and when to look again though nothing is due. */
const state = ({ journey: { version: _, applied: __, wakeAt: ___, ...journey } }: Mover) =>
  JSON.parse(JSON.stringify(journey)) as Omit<Journey, "version" | "applied" | "wakeAt">;

describe("whatever is published, and whoever is moved by whichever choice", () => {
  it("writes nothing twice, gives no two effects one id, and knows when to look again", () => {
    hold(
      "moving: no letter twice",
      fc.property(world, (all) => {
        const movers = people(all);
        order(movers, all.two, all.choice);
        for (const mover of movers) {
          mover.lives(all.after);
          const sent = letters(mover);
          expect(sent, sent.join(" ")).toEqual([...new Set(sent)]);
          const ids = mover.seen.map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(Journey.safeParse(mover.journey).error).toBeUndefined();
          expect(mover.journey.ended !== undefined || mover.journey.wakeAt! > mover.now).toBe(true);
        }
      }),
      150,
    );
  });

  it("loses nothing that anybody said, before or after", () => {
    hold(
      "moving: nothing said is lost",
      fc.property(world, (all) => {
        const movers = people(all);
        order(movers, all.two, all.choice);
        for (const mover of movers) {
          mover.lives(all.after);
          for (const [fact, value] of mover.told) expect(mover.journey.facts[fact]?.value).toEqual(value);
        }
      }),
      150,
    );
  });

  it("says beforehand how many, and so many it is; the same order again is no order", () => {
    hold(
      "moving: the count said beforehand",
      fc.property(world, (all) => {
        const movers = people(all);
        const before = movers.map(state);
        const said = movedBy(planFor(movers, all.two), all.choice).length;
        const there = movers.filter(({ journey }) => journey.pack === "two").length;
        order(movers, all.two, all.choice);
        const gone = movers.filter(({ journey: { pack, moving } }) => pack === "two" || moving?.to === "two");
        expect(gone.length - there).toBe(said);
        if (all.choice === "new") expect(movers.map(state)).toEqual(before);
        const done = movers.map(state);
        if (all.choice !== "new") order(movers, all.two, all.choice);
        expect(movers.map(state)).toEqual(done);
      }),
      150,
    );
  });

  it("leaves those alone who have no place in it, whoever tells them to go", () => {
    hold(
      "moving: who is left",
      fc.property(world, (all) => {
        const movers = people({ ...all, slow: false });
        const { left } = planFor(movers, all.two);
        for (const { journey } of left) {
          const mover = movers[Number(journey.id.slice("jrn_".length))]!;
          const { sequence: _, outbox: __, ...before } = state(mover);
          const how = { type: "moved", schema: 2, to: "two", when: "now", catchUp: true, by: "coordinator" };
          mover.take(mover.event(how));
          expect(state(mover)).toMatchObject(before);
          expect(mover.codes().at(-1)).toBe("version.not-moved");
        }
      }),
      150,
    );
  });

  it("changes nothing about those who go at the next step, until their step is done", () => {
    hold(
      "moving: at the next step",
      fc.property(world, (all) => {
        const movers = people({ ...all, slow: false });
        const before = movers.map(state);
        order(movers, all.two, "next step");
        for (const [n, mover] of movers.entries()) {
          const { moving: _, schema: __, ...now } = state(mover);
          const { moving: ___, schema: ____, ...then } = before[n]!;
          expect(now).toEqual(then);
        }
      }),
      150,
    );
  });

  it("takes a move back that has not happened yet: who is told to stay, stays", () => {
    hold(
      "moving: a move taken back",
      fc.property(world, (all) => {
        const movers = people({ ...all, slow: false });
        const before = movers.map(state);
        order(movers, all.two, "next step");
        order(movers, all.one, "waiting");
        expect(movers.map(state)).toEqual(before);
      }),
      150,
    );
  });
});

describe("a question that is out", () => {
  it("is not asked once more by moving: the page that it leads to asks what is needed now", () => {
    let met = 0;
    hold(
      "moving: a question that is out",
      fc.property(world, (all) => {
        for (const mover of people({ ...all, slow: false })) {
          const before = questions(mover);
          order([mover], all.two, "past");
          if (mover.journey.pack !== "two") continue;
          for (const [line, asking] of questions(mover)) {
            if (!before.has(line)) continue;
            met += 1;
            expect(asking).toBe(before.get(line));
          }
        }
      }),
      600,
    );
    expect(met).toBeGreaterThan(0);
  });
});

describe("the event that moves", () => {
  it("is one for as long as the journey has not gone on", () => {
    hold(
      "moving: one order",
      fc.property(world, (all) => {
        const [mover] = people(all);
        const plan = planFor([mover!], all.two);
        const told = { choice: "waiting", maps: {}, at: mover!.now, by: "coordinator" } as const;
        const [first, second] = [
          moveEvent(mover!.journey, plan, told),
          moveEvent(mover!.journey, plan, { ...told, at: "2030-01-01T00:00:00.000Z" }),
        ];
        expect(second.id).toBe(first.id);
        mover!.take(JourneyEvent.parse(first));
        const once = state(mover!);
        mover!.take(JourneyEvent.parse(second));
        expect(state(mover!)).toEqual(once);
      }),
      80,
    );
  });
});
