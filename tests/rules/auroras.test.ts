import { describe, expect, it } from "vitest";
import { aProgram } from "./a-program.ts";

describe("the Auroras program", () => {
  const { pack, decided, step } = aProgram("auroras");
  const she = { ownWish: true, programFits: true, hasEducation: true, finnishLevel: "work" };

  it("is there for educated women who know Finnish well, and names another offer to those who are still learning it", () => {
    const outcomes = ["none", "basic", "everyday", "work"].map(
      (finnishLevel) => decided("eligibility", { ...she, finnishLevel }).outcome,
    );
    expect(outcomes).toEqual(["elsewhere", "elsewhere", "review", "place"]);
    expect(decided("eligibility", { ...she, hasEducation: false }).outcome).toBe("elsewhere");
    expect(step("mentee", "eligibility", "decide").confirm).toEqual(["elsewhere"]);
  });

  it("turns nobody away for the support that she needs", () => {
    expect(JSON.stringify(pack().ruleSets.eligibility)).not.toContain("support");
  });

  it("lasts three months in a group, with support alone for whoever wants it", () => {
    expect(step("match", "match-time", "wait").for).toBe("P3M");
    expect(step("mentee", "individual-support", "task").when).toEqual({
      all: [{ fact: "wantsIndividual", operator: "equal", value: true }],
    });
  });

  it("finds mentors from the same field of work", () => {
    const pair = (sectors: string[]) =>
      decided("matching.scores", {
        "mentor.sectors": sectors,
        "mentee.sectors": ["technology"],
        "mentor.availability": ["weekends"],
        "mentee.availability": ["weekday-mornings"],
        "mentor.interests": ["music"],
        "mentee.interests": ["sport"],
      }).params;
    expect(pair(["technology", "trade"])).toEqual({ points: 5 });
    expect(pair(["trade"])).toEqual({ points: 0 });
  });

  it("sets neither the size of a group, nor how often it meets, nor hours of training", () => {
    expect(pack().program.matching!.method).toEqual({ by: "coordinator", shortlist: 5 });
    expect(pack().journeys.match!.tracks.map(({ id }) => id)).toEqual(["check-ins"]);
    expect(pack().agreements.pair!.blanks).toEqual([]);
    const { theoryHours, practiceHours } = step("mentor", "training", "training");
    expect([theoryHours, practiceHours]).toEqual([undefined, undefined]);
  });
});
