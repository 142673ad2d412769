import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { advance } from "#core/journey/advance.ts";
import { JourneyEvent } from "#core/journey/event.ts";
import type { Journey } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import type { JourneyDefinition } from "#core/program/step.ts";
import { aProgram } from "../functions/a-program.ts";
import { monday } from "./a-journey.ts";

type Whom = Extract<
  z.input<typeof JourneyDefinition>["stages"][number]["steps"][number],
  { do: "tell all" }
>["whom"];

const small = aProgram();

/** A year that ends with a meeting of everybody. */
const aYear = (whom: Whom = { role: "mentee" }, more: Parameters<typeof aProgram>[0] = {}): Pack =>
  aProgram({
    facts: {
      facts: {
        ...small.facts.facts,
        meetingDay: { type: "date", kind: "staff", roles: ["program"] },
      },
    },
    journeys: {
      mentee: { role: "mentee", stages: [{ id: "on", steps: [{ do: "task", id: "talk" }] }] },
      year: {
        role: "program",
        stages: [
          {
            id: "end",
            steps: [
              { do: "tell all", id: "final-meeting", whom, with: ["meetingDay"] },
              { do: "wait", id: "until-then", for: "P14D" },
              { do: "close", id: "over", as: "completed" },
            ],
          },
        ],
      },
    },
    ...more,
  });

const at = monday;
const event = (more: Record<string, unknown>) => JourneyEvent.parse({ id: "evt", at, by: "engine", ...more });

function begun(pack: Pack, facts = {}): Journey {
  const opening = { id: "jrn_p", pack, definition: "year", parties: {}, facts, by: "coordinator", now: at };
  return advance(openJourney(opening), pack, [], at).journey;
}

const effects = (journey: Journey, kind: string) =>
  journey.outbox.map(({ effect }) => effect).filter((effect) => effect.kind === kind);

describe("the program's own journey", () => {
  it("has nobody in it and no status, and asks staff for what the letter is to say", () => {
    const journey = begun(aYear());
    expect(journey).toMatchObject({ parties: {}, status: {}, schema: 1 });
    expect(effects(journey, "mail")).toEqual([]);
    expect(effects(journey, "task")).toMatchObject([
      { text: "tasks.missing-facts", work: { kind: "facts", facts: ["meetingDay"] } },
    ]);
    expect(effects(journey, "cohort")).toEqual([]);
  });

  it("asks once who is there when the day is known, and waits for the answer", () => {
    const pack = aYear();
    const set = event({ type: "facts-set", by: "coordinator", facts: { meetingDay: "2026-06-12" } });
    const { journey } = advance(begun(pack), pack, [set], at);
    expect(effects(journey, "cohort")).toMatchObject([{ definitions: ["mentee"] }]);
    expect(journey.threads.main!.waiting).toMatchObject({ kind: "cohort" });
    expect(journey).toMatchObject({ schema: 3, status: {} });
  });

  it.each([
    { people: 0, parts: [] },
    { people: 1, parts: [[0, 1]] },
    {
      people: 120,
      parts: [
        [0, 50],
        [50, 100],
        [100, 120],
      ],
    },
  ])("tells $people people in parts, each once, and goes on", ({ people, parts }) => {
    const { journey, pack } = frozen(people);
    const told = effects(journey, "cohort-part") as unknown as { from: number; to: number }[];
    expect(told.map(({ from, to }) => [from, to])).toEqual(parts);
    for (const part of told)
      expect(part).toMatchObject({
        pack: pack.version,
        step: "final-meeting",
        params: { meetingDay: "2026-06-12" },
      });
    expect(journey.threads.main!.step).toBe("until-then");
  });

  it("never has more parts than one decision may do, however many people there are", () => {
    const told = effects(frozen(12_345).journey, "cohort-part") as unknown as { from: number; to: number }[];
    expect(told).toHaveLength(30);
    expect(told.at(-1)!.to).toBe(12_345);
    expect(told.every(({ from }, n) => from === (told[n - 1]?.to ?? 0))).toBe(true);
  });

  it("goes on once, however often it hears how many they are", () => {
    const { journey, pack, heard } = frozen(3);
    const again = advance(journey, pack, [{ ...heard, id: "again" }], at);
    expect(again.effects).toEqual([]);
  });

  it("ends like every journey, with nobody's status", () => {
    const { journey, pack } = frozen(1);
    const { journey: over } = advance(journey, pack, [], "2026-03-17T07:00:00.000Z");
    expect(over).toMatchObject({ ended: { as: "completed" }, status: {} });
  });
});

function frozen(people: number) {
  const pack = aYear();
  const asked = begun(pack, { meetingDay: "2026-06-12" });
  const [cohort] = effects(asked, "cohort");
  const heard = event({ type: "cohort.frozen", cohort: cohort!.id, people });
  return { pack, heard, journey: advance(asked, pack, [heard], at).journey };
}

describe("somebody who is told", () => {
  const told = (pack: Pack) =>
    event({
      ...{ type: "told", from: "jrn_p", pack: pack.version, step: "final-meeting" },
      params: { meetingDay: "2026-06-12" },
    });
  function mentee(pack: Pack, facts = {}): Journey {
    const parties = { mentee: { person: "per_1", givenName: "Noor", facts: {}, copiedAt: at } };
    const opening = { id: "jrn_1", pack, definition: "mentee", parties, facts, by: "mentee", now: at };
    const { journey } = advance(openJourney(opening), pack, [], at);
    return { ...journey, outbox: [] };
  }
  const codes = (journey: Journey) =>
    effects(journey, "log").flatMap((effect) =>
      effect.kind === "log" ? effect.entries.map(({ code }) => code) : [],
    );

  it("gets one letter, with what the program knows, and goes on waiting for what it waited for", () => {
    const pack = aYear();
    const before = mentee(pack);
    const { journey } = advance(before, pack, [told(pack)], at);
    expect(effects(journey, "mail")).toMatchObject([
      {
        ...{ to: "per_1", text: "mails.year.final-meeting", urgency: "routine" },
        params: { menteeName: "Noor", meetingDay: "2026-06-12" },
      },
    ]);
    expect(journey.threads).toEqual(before.threads);
    expect(journey.schema).toBe(1);
    expect(codes(journey)).toEqual(["mail.told"]);
  });

  it("gets it in the words of the version that sends it, when on another one", () => {
    const newer = { ...aYear(), version: "fedcba987654" };
    const older = aProgram();
    const { journey } = advance(mentee(older), older, [told(newer)], at, new Map([[newer.version, newer]]));
    expect(effects(journey, "mail")).toMatchObject([
      { pack: newer.version, text: "mails.year.final-meeting" },
    ]);
    expect(journey.schema).toBe(3);
  });

  it.each([
    { about: "stands elsewhere", whom: { role: "mentee", status: "alumni" }, facts: {} },
    { about: "does not fit", whom: { role: "mentee", conditions: motivated() }, facts: { motivated: false } },
  ])("gets none who $about, and it says so", ({ whom, facts }) => {
    const pack = aYear(whom);
    const { journey } = advance(mentee(pack, facts), pack, [told(pack)], at);
    expect(effects(journey, "mail")).toEqual([]);
    expect(codes(journey)).toEqual(["cohort.not-for-them"]);
  });

  it("is for a person to look at when it is not known whether they fit", () => {
    const pack = aYear({ role: "mentee", conditions: motivated() });
    const { journey, conditions } = advance(mentee(pack), pack, [told(pack)], at);
    expect(effects(journey, "mail")).toEqual([]);
    expect(effects(journey, "task")).toMatchObject([
      { text: "tasks.for-whom", work: { kind: "facts", facts: ["motivated"] } },
    ]);
    expect(conditions).toMatchObject([{ holds: "unknown" }]);
  });

  it("hears nothing any more when the journey has ended", () => {
    const pack = aYear();
    const over = { ...mentee(pack), ended: { at, as: "completed" } };
    expect(advance(over, pack, [told(pack)], at).effects).toEqual([]);
  });

  it("gets none that never.json forbids: the journey stops before it", () => {
    const guard = {
      ...{
        never: "letter" as const,
        name: "no-letters",
        text: "We never write.",
        why: "They asked us not to.",
      },
      ...{ to: "mentee", from: "program" },
    };
    const pack = aYear({ role: "mentee" }, { never: { guards: [guard] } });
    expect(() => advance(mentee(pack), pack, [told(pack)], at)).toThrow("never.broken: no-letters");
    expect(() => begun(pack, { meetingDay: "2026-06-12" })).toThrow("never.broken: no-letters");
  });
});

function motivated() {
  return { all: [{ fact: "motivated", operator: "equal" as const, value: true }] };
}
