import { sideOf } from "#core/journey/copies.ts";
import type { Journey, Party } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import type { Pack } from "#core/program/pack.ts";
import { identify } from "./identify.ts";
import { after, minute } from "./moment.ts";
import type { Has } from "./runtime.ts";
import type { Store, Stored } from "./store.ts";

type Outside = Has<"store" | "machine">;

/**
 * Brings a journey to life, in an order that can stop anywhere and be done again: pointers from its people, the run that
 * the sweep looks after, the journey itself, its first execution.
 */
export async function open({ store, machine, clock }: Outside, journey: Journey): Promise<Stored> {
  for (const party of Object.values(journey.parties)) await store.people.point(party.person, journey.id);
  await store.runs.open(journey.id, after(clock.now(), minute));
  const stored = await store.journeys.create(journey);
  const run = await store.runs.get(journey.id);
  if (run?.generation === 1) await machine.start(journey.id, 1);
  // The sweep was here before the journey was, and its execution found nothing to do: let it look again.
  else if (run && (await store.journeys.get(journey.id))?.version === 0)
    await store.runs.touch(journey.id, run.generation, clock.now());
  return stored;
}

/**
 * Opens the journey of a match between two people who wait for one. Proposing the same pair again while it is being
 * decided gives the same match.
 */
export async function proposeMatch(
  outside: Outside,
  program: string,
  sides: { mentor: string; mentee: string },
  by: string,
): Promise<Journey> {
  const { store, clock } = outside;
  const pack = await store.packs.live(program);
  const matching = pack?.program.matching;
  if (!pack || !matching)
    throw new Error(`The program ${program} is not live or matches nobody (program.json, "matching").`);
  const now = clock.now();
  const parties = {
    [matching.mentee]: await side(store, pack, sides.mentee, matching.mentee, now),
    [matching.mentor]: await side(store, pack, sides.mentor, matching.mentor, now),
  };
  const earlier = await matchesOf(store, Object.values(parties));
  const running = earlier.find((match) => !match.ended);
  if (running) return running;
  const id = identify("jrn", program, "match", sides.mentor, sides.mentee, String(earlier.length));
  const match = openJourney({ id, pack, definition: matching.journey, parties, facts: {}, by, now });
  const opened = { at: now, code: "match.proposed", params: {}, by };
  // Before the journey: once that is there, a second try gives it back and writes nothing more.
  await store.logs.put(id, `${id}/0`, [opened]);
  await open(outside, match);
  return (await store.journeys.get(id)) ?? match;
}

async function side(store: Store, pack: Pack, id: string, role: string, now: string): Promise<Party> {
  const found = await store.journeys.get(id);
  const own =
    found?.program === pack.id ? sideOf(pack, pack.program.matching!.journey, role, found, now) : undefined;
  if (!own) throw new Error(`There is no ${role} with the journey ${id} in ${pack.id}.`);
  return own;
}

/** Every match so far between exactly these sides. */
async function matchesOf(store: Store, sides: Party[]): Promise<Journey[]> {
  const wanted = sides.map((side) => side.journey);
  const ids = await store.people.journeysOf(sides[0]!.person);
  const journeys = await Promise.all(ids.map((id) => store.journeys.get(id)));
  return journeys.filter((journey): journey is Journey => {
    const has = Object.values(journey?.parties ?? {}).map((party) => party.journey);
    return journey !== undefined && wanted.every((side) => has.includes(side));
  });
}
