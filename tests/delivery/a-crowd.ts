import { open } from "#adapters/opening.ts";
import type { Mail } from "#adapters/store.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import { aProgram } from "../functions/a-program.ts";
import type { World } from "../functions/a-world.ts";

/** A program that begins with one question, sent when the mail opens at ten in Helsinki. */
export const oneQuestion = (id = "test", change: Partial<Pack["program"]> = {}): Pack => {
  const pack = aProgram({ id });
  const start = pack.journeys.mentee!.stages[0]!;
  const steps = start.steps.filter((step) => step.do !== "tell");
  return {
    ...pack,
    program: { ...pack.program, mailHours: { from: "10:00", until: "20:00" }, ...change },
    journeys: { mentee: { ...pack.journeys.mentee!, stages: [{ ...start, steps }] } },
  };
};

/** So many people of a program, each with a journey that has begun; their ids. */
export async function crowd(world: World, pack: Pack, size: number): Promise<string[]> {
  const { runtime } = world;
  await runtime.store.packs.publish(pack);
  await runtime.store.packs.setLive(pack.id, pack.version);
  const now = runtime.clock.now();
  const ids = Array.from({ length: size }, (_, index) => `jrn_${pack.id}-${index}`);
  for (const id of ids) {
    const person = id.replace("jrn_", "per_");
    await runtime.store.people.create({
      ...{ schema: 1, id: person, program: pack.id, givenName: "Samira", familyName: "", holds: [] },
      ...{ email: `${person}@example.org`, language: "en", createdAt: now, version: 1 },
      consent: { at: now, from: "form" },
    });
    const parties = { mentee: { person, givenName: "Samira", facts: {}, copiedAt: now } };
    const opened = { id, pack, definition: "mentee", parties, facts: {}, by: "mentee", now };
    await open(runtime, openJourney(opened));
  }
  await world.run();
  return ids;
}

/** The only letter of each journey. */
export async function lettersOf(world: World, journeys: string[]): Promise<Mail[]> {
  const each = await Promise.all(journeys.map((journey) => world.runtime.store.mails.ofJourney(journey)));
  return each.flat();
}

/** As the schedule calls the postman: each minute (or so many), for fourteen minutes at most, until a moment or until nothing waits. */
export async function post(
  world: World,
  until: string,
  isOver: () => Promise<boolean>,
  minutes = 1,
): Promise<void> {
  const now = () => world.runtime.clock.now();
  while (now() < until && !(await isOver())) {
    const end = new Date(Date.parse(now()) + 14 * 60_000).toISOString();
    let posted = await world.postman(end);
    while (posted.more && now() < end) posted = await world.postman(end);
    const each = minutes * 60_000;
    world.wait((each - (Date.parse(now()) % each)) / 1000);
  }
}
