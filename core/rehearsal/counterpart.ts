import { later } from "../journey/time.ts";
import { type Candidate, matchRound } from "../matching/round.ts";
import { dayOf } from "../program/calendar-day.ts";
import type { ExamplePerson } from "../program/example.ts";
import type { Facts } from "../program/fact.ts";
import { NeverBroken } from "../program/never-broken.ts";
import type { Pack } from "../program/pack.ts";
import { usualFacts } from "./default-fact.ts";
import { isRef, matchingLeaves } from "./matched-on.ts";
import { asAssigned } from "./matchmaking.ts";
import { runUntil } from "./run.ts";
import { apply, newWorld, type World } from "./world.ts";

/** How long before the person applies their counterpart did: long enough for any training and screening. */
const ahead = "-P1Y";

/**
 * A world in which someone of the other role has come through the program and is ready to be matched with this person when
 * the story begins: one of the program's own example people, or an invented one. Undefined where nobody could be.
 */
export function worldWithCounterpart(
  pack: Pack,
  person: ExamplePerson,
  role: string,
  start: string,
  most?: number,
): World | undefined {
  const { matching } = pack.program;
  if (!matching || (role !== matching.mentor && role !== matching.mentee)) return undefined;
  const other = role === matching.mentor ? matching.mentee : matching.mentor;
  for (const candidate of candidates(pack, person, role, other, start)) {
    const world = newWorld(pack, later(start, ahead, pack.program.zone));
    apply(world, candidate, other);
    runUntil(world, start, most);
    if (isReadyFor(world, candidate, person, role)) return world;
  }
  return undefined;
}

function candidates(
  pack: Pack,
  person: ExamplePerson,
  role: string,
  other: string,
  start: string,
): ExamplePerson[] {
  const examples = Object.values(pack.examples).map((example) => example.person);
  const fitting = examples.filter((candidate) => candidate.role === other && candidate.id !== person.id);
  const invented: ExamplePerson = {
    id: person.id === `example-${other}` ? `another-${other}` : `example-${other}`,
    facts: {},
  };
  return [...fitting, invented].map((candidate) => ({
    ...candidate,
    facts: { ...candidate.facts, ...sharedWith(pack, person, role, other, start) },
  }));
}

/** Where the matching rules hold a fact of one side against one of the other, the counterpart says the same as the person. */
function sharedWith(pack: Pack, person: ExamplePerson, role: string, other: string, start: string): Facts {
  const shared: Facts = {};
  const own = { ...usualFacts(pack, role, dayOf(start, pack.program.zone)), ...person.facts };
  for (const { fact, value } of matchingLeaves(pack)) {
    if (!isRef(value)) continue;
    const names = [fact, value.fact].map((ref) => ref.split("."));
    const said = own[names.find(([side]) => side === role)?.[1] ?? ""];
    const theirs = names.find(([side]) => side === other)?.[1];
    if (theirs !== undefined && said !== undefined) shared[theirs] = said;
  }
  return shared;
}

function isReadyFor(world: World, candidate: ExamplePerson, person: ExamplePerson, role: string): boolean {
  const { pack, now } = world;
  const journey = world.journeys.get(candidate.id)!;
  if (journey.threads.main?.waiting?.kind !== "queue") return false;
  const on = dayOf(now, pack.program.zone);
  const theirs = {
    id: candidate.id,
    facts: Object.fromEntries(Object.entries(journey.facts).map(([name, { value }]) => [name, value])),
  };
  const own = { id: person.id, facts: { ...usualFacts(pack, role, on), ...person.facts } };
  const mentors = role === pack.program.matching!.mentor ? [own] : [theirs];
  return canBePaired(pack, role === pack.program.matching!.mentor ? [theirs] : [own], mentors, on);
}

/** Rules that look at what they must not stop the round itself, where the timeline shows it. */
function canBePaired(pack: Pack, mentees: Candidate[], mentors: Candidate[], on: string): boolean {
  try {
    return matchRound(asAssigned(pack), mentees, mentors, on).pairs.length > 0;
  } catch (error) {
    if (error instanceof NeverBroken) return true;
    throw error;
  }
}
