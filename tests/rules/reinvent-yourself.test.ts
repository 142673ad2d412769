import { describe, expect, it } from "vitest";
import { aProgram } from "./a-program.ts";

describe("the Reinvent Yourself program", () => {
  const { pack, decided, step } = aProgram("reinvent-yourself");
  const spouse = { ownWish: true, spouseOfSpecialist: true, hasEducation: true };

  it("is there for educated spouses of specialists, names another offer to others, and leaves the rest to a coordinator", () => {
    expect(decided("eligibility", spouse).outcome).toBe("place");
    expect(decided("eligibility", { ...spouse, spouseOfSpecialist: false }).outcome).toBe("elsewhere");
    expect(decided("eligibility", { ...spouse, hasEducation: false }).outcome).toBe("review");
    expect(step("mentee", "eligibility", "decide").confirm).toEqual(["elsewhere"]);
  });

  it("is a module of four weeks with four parts, and no mentor, no match and no line about them", () => {
    expect(step("mentee", "four-weeks", "wait").for).toBe("P4W");
    expect(pack().plans.module!.groups.flatMap(({ items }) => items.map(({ id }) => id))).toEqual([
      "seminars",
      "networking-events",
      "career-consultations",
      "targeted-training",
    ]);
    expect(Object.keys(pack().program.roles)).toEqual(["mentee", "coordinator"]);
    expect(pack().program.matching).toBeUndefined();
    expect(Object.keys(pack().journeys)).toEqual(["mentee"]);
    expect(JSON.stringify(pack().never)).not.toMatch(/match/);
  });

  it("counts jobs, studies and businesses, and has no target for them", () => {
    const counted = pack().indicators!.indicators.map(({ id, target }) => `${id} ${target}`);
    expect(counted).toEqual(
      expect.arrayContaining(["jobs not set", "studies not set", "businesses not set"]),
    );
  });

  it("asks in its form for what the decision needs, and again for what was not answered", () => {
    const { map } = pack().intake.application!;
    expect(map.flatMap((one) => ("fact" in one ? [one.fact] : []))).toEqual([
      "languages",
      "spouseOfSpecialist",
      "hasEducation",
    ]);
    expect(decided("eligibility", { ownWish: true }).needs).toEqual(["spouseOfSpecialist", "hasEducation"]);
  });
});
