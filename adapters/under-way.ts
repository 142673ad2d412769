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
  /** Those who are through, whom indicators still count. */
  over: Subject[];
}

/** Who is in a program now, as rules see them. Reads, and does nothing else. */
export async function underWay(store: Reader, pack: Pack): Promise<UnderWay> {
  const names = Object.keys(pack.journeys).filter((name) => pack.journeys[name]!.role !== "program");
  const ever = await journeysOf(store, pack.id, names);
  const all = ever.filter(({ ended }) => !ended);
  const byId = new Map(all.map((journey) => [journey.id, journey]));
  const subjects = all.map((journey) => subjectOf(pack, journey, byId));
  const free = new Set(all.filter((journey) => (roomOf(pack, journey) ?? 0) > 0).map(({ id }) => id));
  const over = ever
    .filter(({ ended }) => ended)
    .map((journey) => ({ ...subjectOf(pack, journey, byId), over: true as const }));
  return { journeys: all, subjects, waiting: subjects.filter(({ id }) => free.has(id)), over };
}

/** `names` are those of the journeys' definitions, in whichever version. */
export async function journeysUnderWay(
  { journeys }: Reader,
  program: string,
  names: string[],
): Promise<Journey[]> {
  const all = await journeysOf({ journeys }, program, names);
  return all.filter(({ ended }) => !ended);
}

async function journeysOf({ journeys }: Reader, program: string, names: string[]): Promise<Journey[]> {
  const lists = await Promise.all([...new Set(names)].map((name) => journeys.list(program, name)));
  return lists.flat();
}

function subjectOf(pack: Pack, journey: Journey, byId: Map<string, Journey>): Subject {
  const name = Object.values(journey.parties)
    .map(({ givenName }) => givenName)
    .join(" and ");
  const facts = knownFacts(journey);
  const status = Object.values(journey.status);
  if (!isMatch(journey)) {
    const { role } = pack.journeys[journey.definition]!;
    return { id: journey.id, name, role, facts, status, person: journey.parties[role]?.person ?? journey.id };
  }
  const sides = Object.entries(journey.parties).map(([role, { journey: id }]) => {
    const side = id === undefined ? undefined : byId.get(id);
    return side ? sided(role, knownFacts(side)) : {};
  });
  return { id: journey.id, name, role: match, status, facts: Object.assign({}, ...sides, facts) };
}
