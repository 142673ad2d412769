import { describe, expect, it } from "vitest";
import { story } from "#console/person/story.ts";
import { calendarOf } from "#console/time.ts";
import { wordsOf } from "#console/words.ts";
import { openJourney } from "#core/journey/open.ts";
import { Pack } from "#core/program/pack.ts";
import { aProgram } from "../functions/a-program.ts";
import { houseTasks, loggedByTheEngine } from "../messages/log-codes.ts";
import { aDesk, twoLanguages } from "./a-desk.ts";

const now = "2026-03-02T07:00:00.000Z";
const pack = twoLanguages();
const parties = { mentee: { person: "prs_1", givenName: "Samira", facts: {}, copiedAt: now } };
const journey = openJourney({
  id: "jrn_1",
  pack,
  definition: "mentee",
  parties,
  facts: {},
  by: "mentee",
  now,
});
const told = (code: string, more: { step?: string; params?: Record<string, string> } = {}) => {
  const log = { at: now, code, params: {}, by: "engine", ...more };
  const words = wordsOf(pack, "en");
  return story({
    journey,
    words,
    calendar: calendarOf(now, "UTC", "en"),
    logs: [log],
    mails: [],
    tasks: [],
  })[0]!;
};

describe("the reason of an automatic entry", () => {
  it.each(loggedByTheEngine)("is there for %s, even where no step asked for it", (code) => {
    expect(told(code).why).toMatch(/^[A-Z].*\.$/);
  });

  it.each(loggedByTheEngine)("names the step for %s, where a step asked for it", (code) => {
    expect(told(code, { step: "survey" }).why).toContain("“Survey”");
  });

  it("says how long we waited before a person calls", () => {
    expect(told("ask.escalated", { step: "survey" }).why).toContain("There was no answer for 14 days");
    expect(told("mail.reminded", { step: "survey" }).why).toContain("reminds after 7 days");
  });

  it("says of a call that a letter could not arrive, and not that nobody answered", () => {
    const words = wordsOf(pack, "en");
    const entry = (code: string) => ({ at: now, code, params: {}, by: "engine", step: "survey" });
    const logs = [entry("mail.failed"), entry("ask.escalated")];
    const [, call] = story({
      journey,
      words,
      calendar: calendarOf(now, "UTC", "en"),
      logs,
      mails: [],
      tasks: [],
    });
    expect(call!.why).toContain("The letter did not arrive");
    expect(call!.why).not.toContain("no answer");
  });

  it("does not say that a step with a condition is done for everyone", () => {
    const definition = pack.journeys.mentee!;
    const [start] = definition.stages;
    const steps = start!.steps.map((step) =>
      step.id === "received"
        ? { ...step, when: { all: [{ fact: "motivated", operator: "equal", value: true }] } }
        : step,
    );
    const picky = Pack.parse({
      ...pack,
      journeys: { mentee: { ...definition, stages: [{ ...start!, steps }] } },
    });
    const log = { at: now, code: "mail.told", params: {}, by: "engine", step: "received" };
    const words = wordsOf(picky, "en");
    const calendar = calendarOf(now, "UTC", "en");
    const [entry] = story({ journey, words, calendar, logs: [log], mails: [], tasks: [] });
    expect(entry!.why).toContain("condition");
    expect(entry!.why).not.toContain("everyone");
  });

  it("is there for every task of the house", () => {
    expect(houseTasks.filter((text) => !told(text).why)).toEqual([]);
  });

  it("stands on the page behind every entry, the small ones too", async () => {
    const { journeys, ...rest } = twoLanguages();
    const track = { id: "monthly", from: "survey", every: "P1M", steps: [{ do: "tell", id: "hello" }] };
    const desk = await aDesk({
      pack: aProgram({ ...rest, journeys: { mentee: { ...journeys.mentee!, tracks: [track] } } } as never),
    });
    await desk.join("jrn_1");
    const html = await (await desk.get("/console/test/people/jrn_1")).text();
    const entries = html.split(/<li class="entry[^"]*"><time/).slice(1);
    expect(entries.some((entry) => entry.includes("Follow-up started"))).toBe(true);
    expect(entries.length).toBeGreaterThan(3);
    for (const entry of entries) expect(entry).toContain("<summary>Why?</summary>");
  });
});
