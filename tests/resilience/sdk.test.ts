import { describe, expect, it } from "vitest";
import { letterBugs } from "./bugs/letters.ts";
import { sdkGround } from "./sdk/ground.ts";
import { oneStorm, overSdks } from "./trials/storms.ts";

// `npm run break -- --seeds 40 --only sdk` is the long one.
describe("over the real SDKs", { timeout: 240_000 }, () => {
  it("nothing is lost and nothing done twice, and their own retries take part", async () => {
    const { runs, journeys, broken, faults } = await overSdks(1, 3);
    expect(broken).toEqual([]);
    expect({ runs, enough: journeys >= 4 }).toEqual({ runs: 1, enough: true });
    expect(faults["wire unanswered"]).toBeGreaterThan(0);
    expect(Object.keys(faults).filter((kind) => kind.startsWith("mail "))).not.toEqual([]);
  });

  it("a planted mistake is noticed", async () => {
    const bug = letterBugs.find(({ name }) => name === "whatever the provider answers is a letter sent")!;
    const { broken } = await oneStorm(3, bug, sdkGround);
    expect(broken.map(({ invariant }) => invariant)).toContain("I2");
  });
});
