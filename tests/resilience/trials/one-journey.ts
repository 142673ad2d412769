import { open } from "#adapters/opening.ts";
import type { Journey } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import { type House, type HouseOptions, monday, openHouse } from "../house.ts";

const now = new Date(monday).toISOString();

/** Whose journey it is. */
export const samira = {
  ...{ schema: 1 as const, id: "per_one", program: "north", givenName: "Samira", familyName: "" },
  ...{ language: "en", holds: [], createdAt: now, version: 1 },
};

/** A house without schedules in which one journey sleeps: nothing but an event or its own time can wake it. */
export async function oneJourney(pack: Pack, id: string, options: HouseOptions): Promise<House> {
  const house = await openHouse({ packs: [pack], schedule: false, ...options });
  const { id: person, givenName } = samira;
  const parties = { mentee: { person, givenName, facts: {}, copiedAt: now } };
  const journey = openJourney({ id, pack, definition: "mentee", parties, facts: {}, by: "mentee", now });
  await open({ ...house, machine: house.executions.machine, clock: clockOf(house) } as never, journey);
  await house.line.run(house.line.now() + 5000);
  return house;
}

export const clockOf = ({ line }: House) => ({ now: () => new Date(line.now()).toISOString() });

/** Something that staff say, and that asks nothing of anybody. */
export const factsSet = (id: string, at: string, talked = true) =>
  ({ type: "facts-set", schema: 1, id, at, by: "coordinator", facts: { talked } }) as const;

export async function journeyIn({ store }: House, id: string): Promise<Journey> {
  return (await store.journeys.get(id))!;
}
