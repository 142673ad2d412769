import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf } from "#core/program/calendar-day.ts";
import type { ExamplePerson } from "#core/program/example.ts";
import type { Method } from "#core/program/matching.ts";
import type { Pack } from "#core/program/pack.ts";
import { Rehearsal } from "#core/rehearsal/rehearsal.ts";
import { rehearse, rehearseAll } from "#core/rehearsal/rehearse.ts";
import { aProgram } from "./a-program.ts";

const monday = "2026-03-02";
const noor: ExamplePerson = { id: "noor", facts: { motivated: true, languages: ["arabic"] } };

const run = (
  person: Partial<ExamplePerson> = {},
  options: { pack?: Pack; from?: string; until?: string } = {},
) =>
  rehearse({
    pack: options.pack ?? aProgram(),
    person: { ...noor, ...person },
    from: options.from ?? monday,
    until: options.until ?? "P12M",
  });

/** "2026-03-02 email mentee.received", in order. */
const days = ({ timeline }: Rehearsal, kinds = ["email", "task", "decision", "state"]) =>
  timeline
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ at, kind, id }) => `${dayOf(at, "Europe/Helsinki")} ${kind} ${id}`);

describe("rehearsing one person", () => {
  it("goes through the whole program, with a counterpart who was ready", () => {
    const rehearsed = run();
    expect(days(rehearsed)).toEqual([
      "2026-03-02 state mentee.all",
      "2026-03-02 email mentee.received",
      "2026-03-02 email mentee.survey",
      "2026-03-03 decision routing.light",
      "2026-03-03 task mentee.queue",
      "2026-03-04 state match.together",
      "2026-03-05 task match.kick-off",
      "2026-03-07 email match.kick-off",
      "2026-06-13 state match.completed",
      "2026-06-13 state mentee.completed",
    ]);
    expect(rehearsed.end).toMatchObject({
      as: "completed",
      status: { participant: "alumni" },
      waitingFor: [],
    });
  });

  it.each<Method>([
    { by: "coordinator", shortlist: 3 },
    { by: "choice", shortlist: 3 },
    { by: "speed dating", picks: 3 },
    { by: "groups", size: { from: 4, to: 5 }, alike: ["languages"] },
  ])(
    "makes up nobody's choice where pairs are found by $by: it goes on with the best assignment",
    (method) => {
      const pack = aProgram();
      const matching = { ...pack.program.matching!, method };
      const choosing = { ...pack, program: { ...pack.program, matching } };

      expect(days(run({}, { pack: choosing }))).toEqual(days(run()));
    },
  );

  it("is what the contract says, in the order of time", () => {
    const rehearsed = run();
    expect(Rehearsal.parse(JSON.parse(JSON.stringify(rehearsed)))).toEqual(
      JSON.parse(JSON.stringify(rehearsed)),
    );
    const moments = rehearsed.timeline.map(({ at }) => at);
    expect(moments).toEqual([...moments].sort());
    expect(rehearsed.timeline.every(({ because }) => because.length > 0)).toBe(true);
  });

  it("gives the same timeline for the same input, whoever it is and whenever they start", () => {
    const someone = fc.record({
      motivated: fc.boolean(),
      languages: fc.subarray(["finnish", "arabic", "dari"], { minLength: 1 }),
      after: fc.integer({ min: 1, max: 40 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    fc.assert(
      fc.property(someone, ({ motivated, languages, after, day }) => {
        const person = {
          facts: { motivated, languages },
          answers: { survey: { after: `P${after}D`, facts: {} } },
        };
        const from = `2026-02-${String(day).padStart(2, "0")}`;
        expect(run(person, { from })).toEqual(run(person, { from }));
      }),
      { numRuns: 20 },
    );
  });

  it("believes what the person says in a form more than the facts beside it", () => {
    const rehearsed = run({ answers: { survey: { after: "P3D", facts: { motivated: false } } } });
    expect(days(rehearsed, ["decision"])).toEqual(["2026-03-05 decision routing.intensive"]);
  });

  it("stops where it is told to, and says what is awaited", () => {
    const rehearsed = run({}, { until: "P10D" });
    expect(rehearsed.end).toMatchObject({ as: "under way", waitingFor: ["mentee.together"] });
    expect(days(rehearsed).at(-1)).toBe("2026-03-07 email match.kick-off");
  });
});

describe("someone who never answers", () => {
  const silent = run({ answers: { survey: { facts: {}, never: true } } });

  it("gets two reminders, then somebody calls", () => {
    expect(days(silent)).toEqual([
      "2026-03-02 state mentee.all",
      "2026-03-02 email mentee.received",
      "2026-03-02 email mentee.survey",
      "2026-03-09 email mentee.survey reminder 1",
      "2026-03-16 email mentee.survey reminder 2",
      "2026-03-23 task call",
    ]);
  });

  it("is never ended by a timeout", () => {
    expect(silent.end).toMatchObject({ as: "under way", waitingFor: ["mentee.survey"] });
  });

  it("is reminded no more once the answer came, however late", () => {
    const late = run({ answers: { survey: { after: "P10D", facts: {} } } });
    expect(days(late, ["email"]).slice(0, 3)).toEqual([
      "2026-03-02 email mentee.received",
      "2026-03-02 email mentee.survey",
      "2026-03-09 email mentee.survey reminder 1",
    ]);
    expect(days(late, ["email"]).join()).not.toContain("reminder 2");
    expect(late.end.as).toBe("completed");
  });
});

describe("mail hours", () => {
  it("let no letter go out at night or on a holiday", () => {
    const rehearsed = run({ answers: { survey: { after: "P3DT9H", facts: {} } } });
    const hours = rehearsed.timeline
      .filter(({ kind }) => kind === "email")
      .map(({ at }) => Number(at.slice(11, 13)) + 2);
    expect(hours.every((hour) => hour >= 9 && hour <= 19)).toBe(true);
    expect(days(rehearsed, ["email"]).filter((row) => row.startsWith("2026-03-06"))).toEqual([]);
  });

  it("hold back a reminder whose answer comes before the doors open", () => {
    const pack = aProgram([
      { id: "pause", do: "wait", for: "PT10H" },
      { id: "survey", do: "ask", form: "survey", remind: ["P1D"] },
      { id: "end", do: "close", as: "completed" },
    ]);
    const rehearsed = run({ answers: { survey: { after: "PT23H", facts: {} } } }, { pack });
    expect(days(rehearsed, ["email"])).toEqual(["2026-03-03 email mentee.survey"]);
  });
});

describe("a mentor who declines", () => {
  const people: ExamplePerson[] = [
    noor,
    {
      id: "mika",
      role: "mentor",
      facts: { languages: ["arabic"] },
      answers: { answer: { facts: { matchAnswer: "no" } } },
    },
    { id: "sami", role: "mentor", facts: { languages: ["arabic"] } },
  ];

  it("is asked once, and the mentee is matched with the next", () => {
    const rehearsed = rehearseAll({ pack: aProgram(), people, from: monday, until: "P12M" });
    const asked = (id: string) =>
      rehearsed.get(id)!.timeline.filter((row) => row.kind === "email" && row.id === "match.ask-mentor")
        .length;
    expect([asked("mika"), asked("sami")]).toEqual([1, 1]);
    expect(rehearsed.get("mika")!.end.as).toBe("under way");
    expect([rehearsed.get("noor")!.end.as, rehearsed.get("sami")!.end.as]).toEqual([
      "completed",
      "completed",
    ]);
  });

  it("leaves a lone mentee waiting, whom nobody ends", () => {
    const rehearsed = rehearseAll({
      pack: aProgram(),
      people: people.slice(0, 2),
      from: monday,
      until: "P24M",
    });
    expect(rehearsed.get("noor")!.end).toMatchObject({ as: "under way", waitingFor: ["mentee.queue"] });
  });
});

describe("many people in one world", () => {
  it("are each matched at most once at a time, and only with whom they share a language", () => {
    const languages = ["finnish", "arabic", "dari"];
    const people = Array.from(
      { length: 12 },
      (_, index): ExamplePerson => ({
        id: `person-${index}`,
        role: index % 2 === 0 ? "mentee" : "mentor",
        facts: { languages: [languages[index % 3]!] },
      }),
    );
    const rehearsed = rehearseAll({ pack: aProgram(), people, from: monday, until: "P12M" });
    const ends = people.map(({ id }) => rehearsed.get(id)!.end.as);
    expect(ends).toEqual(people.map(() => "completed"));
  });

  it("refuses two people of one id", () => {
    expect(() => rehearseAll({ pack: aProgram(), people: [noor, noor], from: monday, until: "P1M" })).toThrow(
      /two people have the id "noor"/,
    );
  });
});
