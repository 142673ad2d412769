import { describe, expect, it } from "vitest";
import { aProgram } from "./a-program.ts";

describe("social mentor support for Ukrainian refugees", () => {
  const { pack, decided, step } = aProgram("ukrainian-refugees");

  it("is there for those whom a coordinator says it is there for, women and men, with work or without", () => {
    expect(decided("eligibility", { ownWish: true, programFits: true }).outcome).toBe("place");
    expect(decided("eligibility", { ownWish: true, programFits: false }).outcome).toBe("elsewhere");
    expect(Object.keys(pack().facts.facts).join(" ")).not.toMatch(/\b(gender|employed|permit)/i);
  });

  it("lasts 60 days, which no pair has to agree on", () => {
    expect(step("match", "match-time", "wait").for).toBe("P60D");
    expect(pack().agreements.pair!.blanks).toEqual(["meetEvery"]);
    expect(pack().forms["agreement-terms"]!.questions.map(({ fact }) => fact)).toEqual(["meetEvery"]);
    for (const language of ["en", "lv", "uk"])
      expect(pack().texts[language]!["agreements.pair.clauses.duration"]).toContain("60");
  });

  it("finds a mentor who can help with what is wanted, near by", () => {
    const pair = (canHelpWith: string[], region: string) =>
      decided("matching.scores", {
        "mentor.canHelpWith": canHelpWith,
        "mentee.helpWanted": ["housing"],
        "mentor.region": region,
        "mentee.region": "zemgale",
        "mentor.availability": ["weekends"],
        "mentee.availability": ["weekday-mornings"],
        "mentor.interests": ["music"],
        "mentee.interests": ["sport"],
      }).params;
    expect(pair(["housing", "work"], "zemgale")).toEqual({ points: 6 });
    expect(pair(["work"], "zemgale")).toEqual({ points: 3 });
    expect(pair(["work"], "latgale")).toEqual({ points: 0 });
  });

  it("sets neither hours of training, nor how often a pair meets, nor a target", () => {
    const { theoryHours, practiceHours } = step("mentor", "training", "training");
    expect([theoryHours, practiceHours]).toEqual([undefined, undefined]);
    expect(pack().journeys.match!.tracks.find(({ id }) => id === "meetings")!.every).toEqual({
      fact: "meetEvery",
    });
    expect(pack().indicators!.indicators.map(({ target }) => target)).toEqual(
      pack().indicators!.indicators.map(() => "not set"),
    );
  });
});
