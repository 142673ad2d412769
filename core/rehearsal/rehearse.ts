import { Temporal } from "temporal-polyfill";
import type { Effect } from "../journey/effect.ts";
import type { Journey } from "../journey/journey.ts";
import { later } from "../journey/time.ts";
import type { ExamplePerson } from "../program/example.ts";
import type { Pack } from "../program/pack.ts";
import { worldWithCounterpart } from "./counterpart.ts";
import type { Happening, Rehearsal, Standing } from "./rehearsal.ts";
import { runUntil } from "./run.ts";
import { happeningsOf } from "./timeline.ts";
import { apply, newWorld, type World } from "./world.ts";

export interface RehearseOptions {
  pack: Pack;
  /** Without a `role`: the program's mentee, or its first role that has a journey. */
  person: ExamplePerson;
  /** The first day, "YYYY-MM-DD"; the application comes in at nine. */
  from: string;
  /** How long to look ahead, such as "P12M". */
  until: string;
  /** The most that may happen, mail and visits counted one by one; as much as there is when left out. */
  most?: number;
}

/**
 * All that will happen to one person, in simulated time, by the very function that moves real journeys. Where the program
 * matches people, someone of the other role is ready and waiting. The same input always gives the same timeline. Throws TooLong.
 */
export function rehearse({ pack, person, from, until, most }: RehearseOptions): Rehearsal {
  const start = morningOf(pack, from);
  const role = roleOf(pack, person);
  const world = worldWithCounterpart(pack, person, role, start, most) ?? newWorld(pack, start);
  return gather(world, [{ ...person, role }], until, most).get(person.id)!;
}

/** Many people in one world, who are matched with each other. Each needs an id of their own. */
export function rehearseAll({
  pack,
  people,
  from,
  until,
}: Omit<RehearseOptions, "person" | "most"> & { people: ExamplePerson[] }): Map<string, Rehearsal> {
  return gather(
    newWorld(pack, morningOf(pack, from)),
    people.map((person) => ({ ...person, role: roleOf(pack, person) })),
    until,
  );
}

function gather(
  world: World,
  people: (ExamplePerson & { role: string })[],
  until: string,
  most?: number,
): Map<string, Rehearsal> {
  const timelines = new Map(people.map(({ id }): [string, Happening[]] => [id, []]));
  world.watch = ({ at, journey, effect }) => {
    const concerned = concernedBy(journey, effect).filter((person) => timelines.has(person));
    if (concerned.length === 0) return;
    const happenings = happeningsOf(world.pack, at, journey, effect);
    for (const person of concerned) timelines.get(person)!.push(...happenings);
  };
  for (const person of people) apply(world, person, person.role);
  const end = later(world.now, until, world.pack.program.zone);
  runUntil(world, end, most);
  return new Map(
    people.map(({ id }) => [
      id,
      { timeline: timelines.get(id)!, end: standingOf(world.journeys.get(id)!, end) },
    ]),
  );
}

/** A letter concerns the one who gets it, everything else all in the journey. */
const concernedBy = (journey: Journey, effect: Effect): string[] =>
  effect.kind === "mail" ? [effect.to] : Object.values(journey.parties).map((party) => party.person);

function standingOf({ definition, ended, parked, stage, status, threads }: Journey, end: string): Standing {
  const lines = Object.values(threads).filter(({ waiting }) => waiting !== undefined);
  const { application, participant } = status;
  return {
    at: ended?.at ?? parked?.at ?? end,
    as: ended?.as ?? (parked ? "stopped" : "under way"),
    stage: `${definition}.${stage}`,
    status: { application, participant },
    waitingFor: lines.map(({ step }) => `${definition}.${step}`),
  };
}

/** @throws Error when the program has no role in which a person could go through it. */
export function roleOf(pack: Pack, { role }: Pick<ExamplePerson, "role">): string {
  const { roles, matching } = pack.program;
  const found = role ?? matching?.mentee ?? Object.keys(roles).find((name) => roles[name]?.journey);
  if (found === undefined || roles[found]?.journey === undefined)
    throw new Error(`${pack.id} has no journey for the role "${found ?? ""}"`);
  return found;
}

const morningOf = (pack: Pack, day: string): string =>
  Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: pack.program.zone, plainTime: "09:00" })
    .toInstant()
    .toString({ smallestUnit: "millisecond" });
