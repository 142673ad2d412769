import { open } from "#adapters/opening.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import { aMatchProgram, sides } from "./a-match-program.ts";
import { aProgram } from "./a-program.ts";
import { aWorld, monday as now, type World } from "./a-world.ts";

/** They come back into the line once their match is over; `capacity` is how many at once. */
const again = (role: string, capacity: number) => ({
  role,
  stages: [
    {
      id: "ready",
      steps: [
        { do: "queue" as const, id: "wait", capacity },
        { do: "wait" as const, id: "together", for: "match over" as const },
        { do: "go to" as const, id: "back", step: "wait" },
      ],
    },
  ],
});

/** A match lasts until staff have held one talk. */
const match = {
  ...{ role: "match", sides },
  stages: [
    {
      id: "all",
      steps: [
        { do: "match" as const, id: "places", sides },
        { do: "handover" as const, id: "go", as: "active" as const },
        { do: "task" as const, id: "meet" },
        { do: "handover" as const, id: "over", as: "completed" as const },
        { do: "close" as const, id: "end", as: "completed" as const },
      ],
    },
  ],
};

/** How many at once on each side. */
export const room: Record<string, number> = { mentor: 3, mentee: 1 };

/** A program in which so many mentees have room with one mentor. */
export const aLinePack = (mentorRoom = room.mentor!, more: Partial<Pack> = {}): Pack =>
  aProgram({
    ...aMatchProgram,
    ...more,
    journeys: {
      ...{ mentee: again("mentee", room.mentee!), mentor: again("mentor", mentorRoom), match },
      ...more.journeys,
    },
  });

/** So many of each side come and wait for a match. */
export async function standInLine(
  { runtime, pack }: Pick<World, "runtime" | "pack">,
  count: Record<string, number>,
): Promise<void> {
  for (const role of sides)
    for (let n = 0; n < count[role]!; n += 1) {
      const name = { givenName: `${role}${n}`, familyName: "", language: "en", holds: [] };
      await runtime.store.people.create({
        ...{ schema: 1, id: `per_${role}${n}`, program: "test", ...name, createdAt: now, version: 1 },
      });
      const party = { person: `per_${role}${n}`, givenName: role, facts: {}, copiedAt: now };
      const who = { id: `jrn_${role}${n}`, pack, definition: role, parties: { [role]: party } };
      await open(runtime, openJourney({ ...who, facts: { age: 50, motivated: true }, by: role, now }));
    }
}

export async function aLine(
  count: Record<string, number>,
  mentorRoom = room.mentor!,
  more: Partial<Pack> = {},
): Promise<World> {
  const world = await aWorld({ pack: aLinePack(mentorRoom, more) });
  await standInLine(world, count);
  await world.run();
  return world;
}

export const pair = (mentor: number, mentee: number) => ({
  mentor: `jrn_mentor${mentor}`,
  mentee: `jrn_mentee${mentee}`,
});
