import { afterEach, expect, it, vi } from "vitest";
import { type Arrival, lastWord } from "#core/messages/arrival.ts";
import { aWorld, type World } from "../functions/a-world.ts";
import { anEvent, hard, says, soft } from "../functions/provider-says.ts";
import { scaled, seed } from "../rules/law.ts";
import { crowd, lettersOf, oneQuestion, post } from "./a-crowd.ts";
import { random } from "./a-provider.ts";

afterEach(() => void vi.useRealTimers());

const open = { mailHours: { from: "00:00", until: "23:59" }, holidays: [] };
const pack = oneQuestion("test", open);

/** What the provider says of one letter, in the order in which it comes about. */
const stories: [type: string, more?: Record<string, unknown>][][] = [
  [["sent"], ["delivered"]],
  [["sent"], ["delivery_delayed"], ["delivered"]],
  [["sent"], ["delivered"], ["complained"]],
  [["sent"], ["bounced", hard]],
  [["sent"], ["delivery_delayed"], ["bounced", soft]],
  [["sent"], ["delivered"], ["opened"], ["clicked"]],
  [["suppressed"]],
  [["failed"]],
];

/** People who have had their letter, by their journeys. */
async function served(size: number): Promise<{ world: World; journeys: string[]; letters: string[] }> {
  const world = await aWorld({ pack });
  const journeys = await crowd(world, pack, size);
  let more = true;
  while (more) more = (await world.postman()).more;
  const letters = (await lettersOf(world, journeys)).map(({ effect }) => effect.id);
  expect(letters).toHaveLength(size);
  return { world, journeys, letters };
}

/** All that is to be seen of somebody: the letter, what was said of it, whether there may be more, what staff have to do. */
async function seen(world: World, journey: string) {
  const { store } = world.runtime;
  const mails = await store.mails.ofJourney(journey);
  const heard = await store.mails.heard(journey);
  const said: (Arrival | undefined)[] = mails.map(({ effect }) => lastWord(heard.get(effect.id) ?? []));
  const tasks = (await store.tasks.ofJourney(journey)).filter(({ state }) => state === "open");
  const { suppressed } = (await store.people.get(journey.replace("jrn_", "per_")))!;
  return {
    said,
    states: mails.map(({ state }) => state),
    suppressed,
    tasks: tasks.map(({ effect }) => effect.text),
  };
}

it("comes to the same whether the provider speaks in order or twice, in disorder and for three days", async () => {
  const dice = random(seed);
  const size = scaled(60);
  const [calm, wild] = await Promise.all([served(size), served(size)]);
  const told = calm.journeys.flatMap((journey, index) =>
    stories[index % stories.length]!.map(([type, more]) => ({
      journey,
      event: anEvent(calm.letters[index]!, type, more),
    })),
  );
  for (const { event } of told) expect((await says(calm.world, event)).status).toBe(200);
  await calm.world.run();

  // Each once, some twice or three times, each whenever it likes within three days.
  const copies = told.flatMap((one) => Array.from({ length: 1 + Math.floor(dice() * 3) }, () => one));
  const late = copies.map((one) => ({ ...one, at: dice() * 3 * 86_400 })).sort((a, b) => a.at - b.at);
  let now = 0;
  for (const { event, at } of late) {
    wild.world.wait(at - now);
    now = at;
    await says(wild.world, event);
    if (dice() < 0.05) await wild.world.run();
  }
  await wild.world.run();
  const words = await Promise.all(
    calm.journeys.map(async (journey) => (await seen(calm.world, journey)).said),
  );
  expect(new Set(words.flat()).size).toBe(6);
  for (const journey of calm.journeys) {
    // The time that went by may have brought a call, whatever the provider said: none is due within three days.
    expect(await seen(wild.world, journey), journey).toEqual(await seen(calm.world, journey));
  }
  console.info(
    `provider's words: ${late.length} events for ${size} letters, seed ${seed}: the same end as ${told.length} in order`,
  );
}, 600_000);

it("sends nothing more after a bounce, a complaint or a suppression, and staff have a task in the same round", async () => {
  const size = scaled(40);
  const { world, journeys, letters: had } = await served(size);
  const kinds: [string, Record<string, unknown>?][] = [["bounced", hard], ["complained"], ["suppressed"]];
  for (const [index, letter] of had.entries())
    expect(await says(world, anEvent(letter, ...kinds[index % kinds.length]!))).toMatchObject({
      body: { state: "stored" },
    });
  // One round of each journey, and no time goes by.
  await world.run();
  const tasks = await Promise.all(journeys.map((journey) => world.runtime.store.tasks.ofJourney(journey)));
  expect(tasks.every((open) => open.some(({ effect }) => effect.text === "tasks.call"))).toBe(true);
  const before = world.mailbox.length;
  // Whatever the program would still have sent: a letter of safety, and reminders until all is over.
  for (const mail of await lettersOf(world, journeys)) {
    const effect = { ...mail.effect, id: `${mail.journey}/900`, urgency: "safety" as const };
    await world.runtime.store.mails.put({ ...mail, effect, state: "queued", attempts: 0 });
  }
  await post(world, "2026-03-30T07:00:00.000Z", async () => false, 12 * 60);
  await world.run();
  expect(world.mailbox.length).toBe(before);
  const letters = await lettersOf(world, journeys);
  expect(
    letters.filter(({ effect }) => effect.id.endsWith("/900")).every(({ reason }) => reason === "suppressed"),
  ).toBe(true);
  console.info(
    `stopped: ${size} people mid-journey, 0 letters after the event, ${tasks.flat().length} tasks in the same round`,
  );
}, 600_000);
