import { expect, it } from "vitest";
import { openJourney } from "#core/journey/open.ts";
import { measure } from "#core/measures/measure.ts";
import type { Facts } from "#core/program/fact.ts";
import { Pack } from "#core/program/pack.ts";
import { aProgram } from "../rehearsal/a-program.ts";

const now = "2026-03-02T07:00:00.000Z";
const motivated = { all: [{ fact: "motivated", operator: "equal", value: true }] };

const pack = Pack.parse({
  ...aProgram(),
  indicators: {
    period: "not set",
    indicators: [
      { id: "all", calculation: "Everyone.", target: 10, counts: { role: "mentee" } },
      {
        id: "motivated",
        calculation: "Those who say so.",
        target: 5,
        counts: { role: "mentee", conditions: motivated },
      },
      {
        id: "applied",
        calculation: "By status.",
        target: "not set",
        counts: { role: "mentee", status: "applied" },
      },
      {
        id: "done",
        calculation: "By status.",
        target: "not set",
        counts: { role: "mentee", status: "alumni" },
      },
      { id: "events", calculation: "From lists.", target: 3, counts: "by hand" },
    ],
  },
});

const journey = (id: string, person: string, facts: Facts = {}, definition = "mentee") =>
  openJourney({
    id,
    pack,
    definition,
    parties: { [definition]: { person, givenName: person, facts: {}, copiedAt: now } },
    facts,
    by: definition,
    now,
  });

const values = (...journeys: ReturnType<typeof journey>[]) =>
  Object.fromEntries(
    measure(pack, journeys, "2026-03-02").map(({ id, value, unknown }) => [id, [value, unknown]]),
  );

it("counts people by role, status and facts, and each person once", () => {
  const journeys = [
    journey("one", "noor", { motivated: true }),
    journey("two", "noor", { motivated: true }),
    journey("three", "amina", { motivated: false }),
    journey("four", "mika", {}, "mentor"),
  ];
  expect(values(...journeys)).toEqual({
    all: [2, 0],
    motivated: [1, 0],
    applied: [2, 0],
    done: [0, 0],
    events: ["by hand", 0],
  });
});

it("does not count whom it does not know enough about, and says how many they are", () => {
  expect(values(journey("one", "noor"), journey("two", "amina", { motivated: true }))).toMatchObject({
    motivated: [1, 1],
  });
});

it("counts nobody in an empty program", () => {
  expect(values()).toMatchObject({ all: [0, 0], motivated: [0, 0] });
});
