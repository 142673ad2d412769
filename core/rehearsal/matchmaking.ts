import { sideOf } from "../journey/copies.ts";
import { knownFacts } from "../journey/known.ts";
import { openJourney } from "../journey/open.ts";
import { roomOf } from "../journey/queue.ts";
import { type Candidate, matchRound } from "../matching/round.ts";
import { dayOf } from "../program/calendar-day.ts";
import type { Pack } from "../program/pack.ts";
import { begin, type World } from "./world.ts";

interface Pair {
  mentor: string;
  mentee: string;
}

/** A coordinator holds a matching round and proposes each pair that came out, but none that was proposed before. */
export function holdRound(world: World): void {
  const { matching } = world.pack.program;
  if (!matching) return;
  const mentors = waiting(world, matching.mentor);
  const mentees = waiting(world, matching.mentee);
  if (mentors.length === 0 || mentees.length === 0) return;
  const on = dayOf(world.now, world.pack.program.zone);
  const never = mentors.flatMap((mentor) =>
    mentees
      .map((mentee) => ({ mentor: mentor.id, mentee: mentee.id }))
      .filter((pair) => world.tried.has(nameOf(pair))),
  );
  const { pairs } = matchRound(asAssigned(world.pack), mentees, mentors, on, { never });
  for (const { mentor, mentees: theirs } of pairs)
    for (const mentee of theirs) propose(world, { mentor, mentee });
}

const assigned = new WeakMap<Pack, Pack>();

/**
 * A program as its rounds are rehearsed. What people would say in a choice, at a speed date or in a group is not made up: the rules
 * decide whom they would have had. Which kind of mentor a mentee wishes is a fact, and stays.
 */
export function asAssigned(pack: Pack): Pack {
  const { matching } = pack.program;
  const by = matching?.method?.by ?? "assignment";
  if (!matching || by === "assignment" || by === "peer or traditional") return pack;
  const { method: _, ...usual } = matching;
  const made = assigned.get(pack) ?? { ...pack, program: { ...pack.program, matching: usual } };
  assigned.set(pack, made);
  return made;
}

const nameOf = ({ mentor, mentee }: Pair): string => `match-${mentor}-${mentee}`;

/** Those who stand in the queue, and those who have a match and room for one more. */
function waiting(world: World, role: string): Candidate[] {
  return [...world.journeys.values()].flatMap((journey) => {
    const capacity = journey.parties[role] ? (roomOf(world.pack, journey) ?? 0) : 0;
    const waitingSince = journey.threads.main?.since;
    return capacity > 0 ? [{ id: journey.id, facts: knownFacts(journey), waitingSince, capacity }] : [];
  });
}

function propose(world: World, pair: Pair): void {
  const { pack, now } = world;
  const { journey: definition, mentor, mentee } = pack.program.matching!;
  world.tried.add(nameOf(pair));
  const side = (role: string, id: string) => sideOf(pack, definition, role, world.journeys.get(id)!, now)!;
  const parties = { [mentor]: side(mentor, pair.mentor), [mentee]: side(mentee, pair.mentee) };
  begin(
    world,
    openJourney({ id: nameOf(pair), pack, definition, parties, facts: {}, by: "coordinator", now }),
  );
}
