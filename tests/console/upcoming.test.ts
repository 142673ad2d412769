import { describe, expect, it } from "vitest";
import { upcoming } from "#console/upcoming.ts";
import { advance } from "#core/journey/advance.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import type { Journey } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Step } from "#core/program/step.ts";
import { aProgram } from "../functions/a-program.ts";

const start = "2026-03-02T07:00:00.000Z";
const pack = aProgram();

const opened = (program: Pack = pack): Journey => {
  const parties = { mentee: { person: "prs_1", givenName: "Samira", facts: {}, copiedAt: start } };
  const fresh = openJourney({
    id: "jrn_1",
    pack: program,
    definition: "mentee",
    parties,
    facts: {},
    by: "mentee",
    now: start,
  });
  return advance(fresh, program, [], start).journey;
};
const at = (journey: Journey, now: string, ...events: JourneyEvent[]) =>
  advance(journey, pack, events, now).journey;

/** The program with other steps. */
function changed(change: (step: Step) => Step): Pack {
  const program = structuredClone(pack);
  for (const stage of program.journeys.mentee!.stages) stage.steps = stage.steps.map(change);
  return program;
}

describe("what comes next", () => {
  it("says whom it waits for, when it reminds, when a person calls, and what follows", () => {
    const { waits, dated, after } = upcoming(opened(), pack);
    expect(waits).toMatchObject([{ kind: "answer", roles: ["mentee"], step: { id: "survey" } }]);
    expect(dated.map(({ kind, at: when }) => [kind, when])).toEqual([
      ["reminder", "2026-03-09T07:00:00.000Z"],
      ["call", "2026-03-16T07:00:00.000Z"],
    ]);
    expect(after.map(({ step }) => step!.id)).toEqual(["route", "talk", "finish"]);
  });

  it("foretells exactly what the engine then does", () => {
    let journey = opened();
    for (const { at: when, kind } of upcoming(journey, pack).dated) {
      const early = at(journey, new Date(Date.parse(when!) - 1).toISOString());
      expect([early.sequence, kind]).toEqual([journey.sequence, kind]);
      const moved = advance(journey, pack, [], when!);
      const wanted = kind === "call" ? "task" : "mail";
      expect(moved.effects.map((effect) => effect.kind)).toContain(wanted);
      journey = moved.journey;
    }
    expect(upcoming(journey, pack).dated).toEqual([]);
  });

  it("tells what a date leads to once, with its date", () => {
    const paused = changed((step) =>
      step.id === "survey" ? { do: "wait", id: "survey", for: "P7D" } : step,
    );
    const { dated, after } = upcoming(opened(paused), paused);
    expect(dated).toMatchObject([{ at: "2026-03-09T07:00:00.000Z", step: { id: "route" } }]);
    expect(after.map(({ step }) => step!.id)).toEqual(["talk", "finish"]);
  });

  it("says of a step with a condition that it may be left out", () => {
    const when = { all: [{ fact: "motivated", operator: "equal", value: true }] } as Step["when"];
    const unsure = changed((step) => (step.id === "talk" ? { ...step, when } : step));
    const { after } = upcoming(opened(unsure), unsure);
    expect(after.map(({ perhaps }) => perhaps)).toEqual([false, true, false]);
  });

  it("points to the task that it hangs on", () => {
    const ask = Object.values(opened().threads)[0]!.waiting!;
    const answered = {
      schema: 1,
      type: "answered",
      id: "a",
      at: start,
      by: "mentee",
      role: "mentee",
      facts: { motivated: true },
    } as const;
    const journey = at(opened(), start, { ...answered, ask: "id" in ask ? ask.id : "" });
    const { waits } = upcoming(journey, pack);
    expect(waits).toMatchObject([{ kind: "task", step: { id: "talk" } }]);
    expect(Object.keys(journey.openTasks)).toEqual([waits[0]!.task]);
  });

  it("has nothing to tell of what has ended", () => {
    const end = {
      schema: 1,
      type: "ended",
      id: "e",
      at: start,
      by: "coordinator",
      as: "withdrawn",
      reason: "moved",
    } as const;
    expect(upcoming(at(opened(), start, end), pack)).toEqual({ waits: [], dated: [], after: [] });
  });
});
