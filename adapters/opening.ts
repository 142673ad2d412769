import type { Journey, Party } from "#core/journey/journey.ts";
import { openJourney } from "#core/journey/open.ts";
import { identify } from "./identify.ts";
import { after, minute } from "./moment.ts";
import type { Runtime } from "./runtime.ts";
import type { Store, Stored } from "./store.ts";

type Outside = Pick<Runtime, "store" | "machine" | "clock">;

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
  // The sweep was here before the journey was, and has moved the generation on: let it look again.
  else if (run && stored === "stored") await store.runs.touch(journey.id, run.generation, clock.now());
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
    [matching.mentee]: await sideOf(store, program, sides.mentee, matching.mentee, now),
    [matching.mentor]: await sideOf(store, program, sides.mentor, matching.mentor, now),
  };
  const earlier = await matchesOf(store, Object.values(parties));
  const running = earlier.find((match) => !match.ended);
  if (running) return running;
  const id = identify("jrn", program, "match", sides.mentor, sides.mentee, String(earlier.length));
  const match = openJourney({ id, pack, definition: matching.journey, parties, facts: {}, by, now });
  await open(outside, match);
  const opened = { at: now, code: "match.proposed", params: {}, by };
  await store.logs.put(id, `${id}/0`, [opened]);
  return (await store.journeys.get(id)) ?? match;
}

async function sideOf(
  store: Store,
  program: string,
  journey: string,
  role: string,
  now: string,
): Promise<Party> {
  const found = await store.journeys.get(journey);
  const party = found?.parties[role];
  if (!party || found.program !== program)
    throw new Error(`There is no ${role} with the journey ${journey} in ${program}.`);
  const facts = Object.fromEntries(Object.entries(found.facts).map(([name, known]) => [name, known.value]));
  return { person: party.person, givenName: party.givenName, journey, facts, copiedAt: now };
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
