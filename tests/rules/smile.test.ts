import { describe, expect, it } from "vitest";
import { aProgram } from "./a-program.ts";

describe("the SMILE tool", () => {
  const { pack, decided, step } = aProgram("smile");

  it("asks the participant alone to rate skills from 1 to 5", () => {
    const { raters, questions } = pack().forms["self-rating"]!;
    expect(raters).toEqual(["mentee"]);
    for (const { fact } of questions)
      expect(pack().facts.facts[fact]).toMatchObject({ type: "rating", min: 1, max: 5 });
  });

  it("asks again every ten weeks, which lies between two and three months, and talks about it each time", () => {
    const again = pack().journeys.mentee!.tracks.find(({ id }) => id === "again")!;
    expect(again.every).toBe("P10W");
    expect(again.steps.map(({ id }) => id)).toEqual(["rate-again", "dialogue-again", "activity-again"]);
  });

  it("agrees on an activity or a goal where an area is low; from which number on is written once", () => {
    const low = { all: [{ fact: "lowestRating", operator: "lessThanInclusive", value: 2 }] };
    expect(step("mentee", "activity", "task").when).toEqual(low);
    expect(step("mentee", "activity-again", "task").when).toEqual(low);
  });

  it("turns nobody away but whom somebody else sends, and a coordinator decides that", () => {
    expect(decided("eligibility", { ownWish: true }).outcome).toBe("place");
    expect(decided("eligibility", { ownWish: false }).outcome).toBe("elsewhere");
  });

  it("has no mentor and no match, and sets not for how long it is used", () => {
    expect(Object.keys(pack().journeys)).toEqual(["mentee"]);
    expect(pack().program.matching).toBeUndefined();
    expect(step("mentee", "rating-time", "wait").for).toBe("not set");
  });
});
