import type { Effect, MailEffect, TaskEffect } from "../journey/effect.ts";
import type { JourneyEvent } from "../journey/event.ts";
import type { Journey } from "../journey/journey.ts";
import { openJourney } from "../journey/open.ts";
import { later } from "../journey/time.ts";
import { dayOf } from "../program/calendar-day.ts";
import type { ExamplePerson } from "../program/example.ts";
import type { Pack } from "../program/pack.ts";
import { applicationOf } from "./people.ts";
import { TimeQueue } from "./time-queue.ts";

/** An invented person in a world, with the one journey that is theirs. */
export interface Actor {
  person: ExamplePerson;
  role: string;
}

/** What is to come in a world. Mail waits for the mail hours, and staff take their time. */
export type Coming =
  | { do: "wake"; journey: string; at: string }
  | { do: "event"; journey: string; event: JourneyEvent }
  | { do: "deliver"; journey: string; mail: MailEffect }
  | { do: "work"; journey: string; task: TaskEffect; visit: number }
  | { do: "round" };

/** Hears of everything that happens, in the order it happens. Mail is told of when it arrives. */
export type Watch = (happened: { at: string; journey: Journey; effect: Effect }) => void;

/** Journeys that live side by side in simulated time: no I/O, no clock but its own. */
export interface World {
  pack: Pack;
  now: string;
  journeys: Map<string, Journey>;
  actors: Map<string, Actor>;
  coming: TimeQueue<Coming>;
  /** Askings that someone is already going to answer, by `<asking>/<role>`. */
  answering: Set<string>;
  /** Pairs that were proposed once; nobody proposes them again. */
  tried: Set<string>;
  roundIsDue: boolean;
  watch: Watch;
}

export const newWorld = (pack: Pack, now: string, watch: Watch = () => {}): World => ({
  pack,
  now,
  journeys: new Map(),
  actors: new Map(),
  coming: new TimeQueue(),
  answering: new Set(),
  tried: new Set(),
  roundIsDue: false,
  watch,
});

/** An application comes in. The journey has the person's own id: in a world each person has one. */
export function apply(world: World, person: ExamplePerson, role: string): void {
  if (world.actors.has(person.id))
    throw new Error(`two people have the id "${person.id}"; give each their own`);
  const { pack, now } = world;
  const definition = pack.program.roles[role]?.journey;
  if (definition === undefined) throw new Error(`the role "${role}" has no journey in ${pack.id}`);
  world.actors.set(person.id, { person, role });
  const parties = { [role]: { person: person.id, givenName: person.id, facts: {}, copiedAt: now } };
  begin(
    world,
    openJourney({
      id: person.id,
      pack,
      definition,
      parties,
      facts: applicationOf(pack, person, role, dayOf(now, pack.program.zone)),
      by: role,
      now,
    }),
  );
}

export function begin(world: World, journey: Journey): void {
  world.journeys.set(journey.id, journey);
  world.coming.put(world.now, { do: "wake", journey: journey.id, at: world.now });
}

/** Coordinators look for pairs the day after somebody became free. */
export function planRound(world: World): void {
  if (world.roundIsDue || !world.pack.program.matching) return;
  world.roundIsDue = true;
  world.coming.put(afterADay(world), { do: "round" });
}

export const afterADay = (world: World): string => later(world.now, "P1D", world.pack.program.zone);
