import { match, type Subject } from "#core/impact/subject.ts";
import type { Journey } from "#core/journey/journey.ts";
import { isMatch, knownFacts } from "#core/journey/known.ts";
import { roomOf } from "#core/journey/queue.ts";
import { sided } from "#core/matching/candidate.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Store } from "./store.ts";

/** Of a store, only what reads. */
export interface Reader {
  journeys: Pick<Store["journeys"], "list">;
}

export interface UnderWay {
  journeys: Journey[];
  /** Everybody in the program now, and each match with what is known of both its sides. */
  subjects: Subject[];
  /** Those of them who wait to be matched. */
  waiting: Subject[];
}

/** Who is in a program now, as rules see them. Reads, and does nothing else. */
export async function underWay(store: Reader, pack: Pack): Promise<UnderWay> {
  const all = await journeysUnderWay(store, pack.id, Object.keys(pack.journeys));
  const byId = new Map(all.map((journey) => [journey.id, journey]));
  const subjects = all.map((journey) => subjectOf(pack, journey, byId));
  const free = new Set(all.filter((journey) => (roomOf(pack, journey) ?? 0) > 0).map(({ id }) => id));
  return { journeys: all, subjects, waiting: subjects.filter(({ id }) => free.has(id)) };
}

/** `names` are those of the journeys' definitions, in whichever version. */
export async function journeysUnderWay(
  { journeys }: Reader,
  program: string,
  names: string[],
): Promise<Journey[]> {
  const lists = await Promise.all([...new Set(names)].map((name) => journeys.list(program, name)));
  return lists.flat().filter(({ ended }) => !ended);
}

function subjectOf(pack: Pack, journey: Journey, byId: Map<string, Journey>): Subject {
  const name = Object.values(journey.parties)
    .map(({ givenName }) => givenName)
    .join(" and ");
  const facts = knownFacts(journey);
  if (!isMatch(journey))
    return { id: journey.id, name, role: pack.journeys[journey.definition]!.role, facts };
  const sides = Object.entries(journey.parties).map(([role, { journey: id }]) => {
    const side = id === undefined ? undefined : byId.get(id);
    return side ? sided(role, knownFacts(side)) : {};
  });
  return { id: journey.id, name, role: match, facts: Object.assign({}, ...sides, facts) };
}
