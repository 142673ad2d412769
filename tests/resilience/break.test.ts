import { describe, expect, it } from "vitest";
import { calm, storm } from "./faults.ts";
import { monday } from "./house.ts";
import { play } from "./play.ts";
import { twoAtOnce } from "./trials/at-once.ts";
import { wrongClocks } from "./trials/clocks.ts";
import {
  awayAnywhere,
  killedAnywhere,
  notInTime,
  refusedAnywhere,
  unansweredAnywhere,
} from "./trials/each-call.ts";
import { endedWhileAsleep } from "./trials/ended.ts";
import { renewedAndKilled, threeYearsLong } from "./trials/renewal.ts";
import { repeated } from "./trials/repeats.ts";
import { storms } from "./trials/storms.ts";
import { strangeTokens } from "./trials/tokens.ts";
import type { Result } from "./trials/trial.ts";
import { everyOrder, someOrders } from "./trials/wake.ts";

// The short run: `npm run break -- --seeds N` is the long one, and docs/reliability.md has its last figures.
const patience = { timeout: 180_000 };

describe("nothing is lost and nothing done twice", () => {
  it.each<[string, number, () => Promise<Result>]>([
    ["in a month of every kind of fault", 5, () => storms(5)],
    ["when a door or the process is killed at a call", 12, () => killedAnywhere({ seeds: 1, every: 30 })],
    ["when each form comes twenty times", 240, () => repeated(12)],
    ["whatever token is used", 300, () => strangeTokens(300)],
    ["when clocks are wrong", 1, () => wrongClocks(1)],
    ["when a call is refused", 6, () => refusedAnywhere({ seeds: 1, from: 2, every: 40 })],
    ["when the database is away", 2, () => awayAnywhere({ seeds: 1, from: 4, every: 50 })],
    ["when a write has no answer", 2, () => unansweredAnywhere({ seeds: 1, from: 3, every: 30 })],
    ["whatever the order of two events and Await's registration", 800, () => everyOrder(2)],
    ["when five events come while Await registers", 60, () => someOrders(5, 60)],
    ["when a timeout and an event are one", 15, () => twoAtOnce(15)],
    ["when an execution is renewed and dies at it", 12, () => renewedAndKilled(1)],
    ["when an execution is ended from outside while its journey sleeps", 25, () => endedWhileAsleep(5)],
    ["in a journey of three years", 1, () => threeYearsLong(1)],
  ])("%s", patience, async (_, least, trial) => {
    const { runs, broken } = await trial();
    expect(broken).toEqual([]);
    expect(runs).toBeGreaterThanOrEqual(least);
  });
});

describe("whoever was refused", () => {
  const took = (who: string, seconds: number) => ({
    later: { [who]: { runs: 1, half: 0, ninetyNineOfHundred: seconds, most: seconds } },
  });

  it.each([
    ["the state machine", 30],
    ["the minute (map)", 30],
    ["the minute (postman)", 125],
  ])("catches up in time: %s", (who, seconds) => {
    expect(notInTime(took(who, seconds))).toEqual([]);
    expect(notInTime(took(who, seconds + 1))).toHaveLength(1);
  });

  it("is tried once and six times again", () => {
    expect(notInTime({ triesAtMost: 7 })).toEqual([]);
    expect(notInTime({ triesAtMost: 8 })).toHaveLength(1);
  });
});

describe("a seed", () => {
  const written = async (seed: number) => {
    const weather = storm(seed, { share: 0.05, until: monday + 5 * 86_400_000 });
    const { house } = await play({ seed, weather, people: 2, days: 8 });
    // The Postman gives each of its leases a name of its own.
    const commits = house.ledger.commits.filter(({ key }) => !key.pk.startsWith("LEASE#"));
    await house.close();
    return JSON.stringify([commits, house.provider.mailbox, weather.counts]);
  };

  it("is the same run each time, to the byte", patience, async () => {
    expect(await written(7)).toBe(await written(7));
    expect(await written(7)).not.toBe(await written(8));
  });

  it("of calm weather has no fault in it, and brings everybody to the end", patience, async () => {
    const weather = calm(1);
    const { house, accepted } = await play({ seed: 1, weather });
    expect(accepted).toHaveLength(4);
    expect(accepted.flatMap(({ statuses }) => statuses).every((status) => status < 300)).toBe(true);
    expect(Object.keys(weather.counts).filter((kind) => kind !== "form posted again")).toEqual([]);
    expect(house.executions.all().filter(({ status }) => status === "RUNNING")).toEqual([]);
    await house.close();
  });
});
