import { expect, it } from "vitest";
import { day, hour } from "#adapters/moment.ts";
import type { World } from "./a-world.ts";
import { aPartnersWorld, bodyOf, prove, type Sender, senders } from "./partners.ts";

/** The size of T2 in docs/reliability.md; `WAYMARK_REPEATS` is another one. */
const submissions = Number(process.env.WAYMARK_REPEATS ?? 500);
const times = 10;

interface Sent {
  sender: Sender;
  body: Buffer;
}

/** The forms of different people, from each sender in turn. */
const sent: Sent[] = Array.from({ length: submissions }, (_, n) => {
  const sender = senders[n % senders.length]!;
  return { sender, body: Buffer.from(bodyOf(sender, String(n + 1)).replaceAll("samira", `person-${n}`)) };
});

/** As a sender does that heard no answer: the same bytes, signed anew. */
const post = async (world: World, { sender, body }: Sent): Promise<number> =>
  (await world.hook({ program: "test", form: sender, ...prove(sender, body) })).status;

async function mapStreamed(world: World): Promise<void> {
  for (const submission of world.streamed.splice(0)) await world.map({ submission });
}

it("a form that comes ten times at once, and ten times more in three days, is one person with one journey and one letter", async () => {
  const world = await aPartnersWorld();
  const statuses = new Map<number, number>();
  const note = (all: number[]) => {
    for (const status of all) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  for (const one of sent) note(await Promise.all(Array.from({ length: times }, () => post(world, one))));
  await mapStreamed(world);
  for (let again = 0; again < times; again += 1) {
    world.wait((3 * day) / times);
    for (const one of sent) note([await post(world, one)]);
    await mapStreamed(world);
    await world.sweep();
    await world.run();
  }
  world.wait(hour);
  await world.run();
  expect(Object.fromEntries(statuses)).toEqual({ 202: submissions, 200: submissions * (2 * times - 1) });

  const { store } = world.runtime;
  const journeys = await store.journeys.list("test", "mentee");
  const people = new Set(journeys.map(({ parties }) => parties.mentee!.person));
  expect([journeys.length, people.size]).toEqual([submissions, submissions]);
  expect(world.executions.all.size).toBe(submissions);
  for (const { id } of journeys) {
    const texts = (await store.mails.ofJourney(id)).map(({ effect }) => effect.text);
    expect(texts.sort()).toEqual(["mails.mentee.received", "mails.mentee.survey"]);
  }
}, 600_000);
