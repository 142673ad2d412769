import { expect, it } from "vitest";
import { sideOf } from "#core/journey/copies.ts";
import { Pack } from "#core/program/pack.ts";
import { aMenteePack, aPack, monday, type StepInput, Traveler } from "./a-journey.ts";

const steps: StepInput[] = [
  { id: "tell", do: "tell", when: { all: [{ fact: "mentee.years", operator: "greaterThan", value: 3 }] } },
  { id: "wait", do: "wait", for: { fact: "mentee.pace" } },
];

const match = aPack("match", { role: "match", sides: ["mentor", "mentee"], stages: [{ id: "ask", steps }] });

const pack = Pack.parse({
  ...match,
  facts: {
    facts: { ...match.facts.facts, since: { type: "date" }, pace: { type: "duration" } },
    derived: { years: { yearsSince: "since" } },
  },
});

it("a match keeps of a side what its conditions and waits ask about, down to what that is worked out from, and nothing else", () => {
  const noor = new Traveler(aMenteePack([{ id: "interview", do: "task" }]), {
    facts: { since: "2020-01-01", pace: "P2W", motivated: true, health: "poor" },
  });
  expect(sideOf(pack, "match", "mentee", noor.journey, monday)).toMatchObject({
    journey: "jrn_1",
    facts: { since: "2020-01-01", pace: "P2W" },
    copiedAt: monday,
  });
  expect(Object.keys(sideOf(pack, "match", "mentee", noor.journey, monday)!.facts)).toHaveLength(2);
  expect(sideOf(pack, "match", "mentor", noor.journey, monday)).toBeUndefined();
});
