import { describe, expect, it } from "vitest";
import { aProgram } from "./a-program.ts";

describe("the RETHINK program", () => {
  const { pack, decided, step } = aProgram("rethink");

  it("gives a place to whom it is there for, and only proposes to name another offer to others", () => {
    expect(decided("eligibility", { ownWish: true, programFits: true }).outcome).toBe("place");
    expect(decided("eligibility", { ownWish: true, programFits: false }).outcome).toBe("elsewhere");
    expect(step("mentee", "eligibility", "decide").confirm).toEqual(["elsewhere"]);
  });

  it("trains mentors for 40 hours, at most 12 of theory and at least 28 of practice, and lets each have two", () => {
    expect(step("mentor", "training", "training")).toMatchObject({
      theoryHours: { max: 12 },
      practiceHours: { min: 28 },
    });
    expect(step("mentor", "queue", "queue").capacity).toBe(2);
  });

  it("counts 20 mentors, 40 young people and nine of ten integrated", () => {
    const targets = pack().indicators!.indicators.map(({ id, target }) => [id, target]);
    expect(Object.fromEntries(targets)).toMatchObject({
      "mentors-trained": 20,
      "young-people-supported": 40,
      integrated: 36,
    });
  });

  it("sets neither how often a plan is looked at again, nor how often and how long a pair meets, nor an age", () => {
    expect(pack().journeys.mentee!.tracks.find(({ id }) => id === "plan-review")!.every).toBe("not set");
    expect(step("match", "match-time", "wait").for).toEqual({ fact: "matchFor" });
    expect(pack().journeys.match!.tracks.find(({ id }) => id === "meetings")!.every).toEqual({
      fact: "meetEvery",
    });
    expect(pack().program.dates).toMatchObject({ from: "not set", until: "not set" });
    expect(Object.keys(pack().facts.facts).join(" ")).not.toMatch(/\b(age|bornOn)\b/);
  });

  it("knows nothing of anybody's health", () => {
    expect(Object.keys(pack().facts.facts).join()).not.toMatch(/health|diagnos|illness|medic/i);
    const texts = Object.values(pack().texts).flatMap((texts) => Object.values(texts));
    expect(texts.join(" ")).not.toMatch(/mental|psihisk|garīg/i);
  });
});
