import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { aWorld } from "../functions/a-world.ts";
import { zones } from "../journey/zones.ts";
import { scaled } from "../rules/law.ts";
import { crowd, lettersOf, oneQuestion, post } from "./a-crowd.ts";

const holidays = ["2026-03-03", "2026-03-08"];

it("sends nothing outside the hours, on the holidays or beyond the day's one letter of where each person lives, and drops nothing", async () => {
  const hours = { mailHours: { from: "09:30", until: "18:00" }, holidays, mailsPerDay: 1 };
  const pack = oneQuestion("test", hours);
  const world = await aWorld({ pack });
  const { store } = world.runtime;
  const journeys = await crowd(world, pack, zones.length * scaled(2));
  const zoneOf = new Map(journeys.map((journey, index) => [journey, zones[index % zones.length]!]));
  for (const [journey, zone] of zoneOf) {
    const person = (await store.people.get(journey.replace("jrn_", "per_")))!;
    await store.people.save({ ...person, zone, version: person.version + 1 });
    const [asked] = await store.mails.ofJourney(journey);
    const more = { 901: "routine", 902: "routine", 903: "safety" } as const;
    for (const [number, urgency] of Object.entries(more))
      await store.mails.put({ ...asked!, effect: { ...asked!.effect, id: `${journey}/${number}`, urgency } });
  }
  // Clocks change in America on the eighth, in Europe on the 29th.
  await post(world, "2026-03-13T07:00:00.000Z", async () => false, 30);

  const letters = await lettersOf(world, journeys);
  expect(new Set(letters.map(({ state }) => state))).toEqual(new Set(["sent"]));
  const routine = new Map<string, number>();
  for (const { journey, sentAt, effect } of letters) {
    const there = Temporal.Instant.from(sentAt!).toZonedDateTimeISO(zoneOf.get(journey)!);
    const time = there.toPlainTime().toString().slice(0, 5);
    const day = there.toPlainDate().toString();
    expect(time >= "09:30" && time < "18:00", `${time} in ${there.timeZoneId}`).toBe(true);
    expect(holidays).not.toContain(day);
    if (effect.urgency === "routine")
      routine.set(`${journey} ${day}`, (routine.get(`${journey} ${day}`) ?? 0) + 1);
  }
  expect(Math.max(...routine.values())).toBe(1);
  expect(world.mailbox).toHaveLength(letters.length);
  console.info(`hours: ${letters.length} letters to ${zones.length} zones, all sent, none outside its hours`);
}, 600_000);
