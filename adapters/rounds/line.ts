import type { Journey } from "#core/journey/journey.ts";
import { knownFacts } from "#core/journey/known.ts";
import { noPlace } from "#core/journey/place.ts";
import { matchingOf } from "#core/matching/candidate.ts";
import type { PairPast } from "#core/matching/decide-pair.ts";
import type { Before, Candidate } from "#core/matching/round.ts";
import type { Couple } from "#core/matching/staged-round.ts";
import type { Pack } from "#core/program/pack.ts";
import type { Store } from "../store.ts";
import { isHeld, type Ready, readyIn } from "./waiting.ts";

/** Everybody who can be matched now, and all pairs that nobody wants suggested. */
export interface Line {
  mentors: Candidate[];
  mentees: Candidate[];
  never: Couple[];
  before: Before[];
}

/** How many people are read side by side. */
const sideBySide = 25;

/** Who waits and is free, and who is never to be matched with whom: what came to nothing before, and what a coordinator said. */
export async function lineOf(store: Store, pack: Pack): Promise<Line> {
  const { mentor, mentee, journey } = matchingOf(pack);
  const [matches, apart] = await Promise.all([
    store.journeys.list(pack.id, journey),
    store.apart.of(pack.id),
  ]);
  const running = matches.filter(({ ended }) => !ended);
  const said = matches.filter((match) => !foundNoPlace(match));
  const [mentors, mentees] = await Promise.all(
    [mentor, mentee].map(async (role) => free(store, await readyIn(store, pack, role, running))),
  );
  const tried = said.flatMap((match) => coupleIn(pack, match) ?? []);
  const never = [...tried, ...apart.map(({ couple }) => couple)];
  return { mentors: mentors!, mentees: mentees!, never, before: beforeIn(pack, matches) };
}

/** What people had to do with each other before, as the rules may look at it. */
export const beforeIn = (pack: Pack, matches: readonly Journey[]): Before[] =>
  matches.flatMap((match) => {
    const couple = foundNoPlace(match) ? undefined : coupleIn(pack, match);
    return couple ? { ...couple, was: match.ended?.as === "canceled" ? "refused" : "matched" } : [];
  });

/** Somebody else got the place first: neither of the two said no. */
const foundNoPlace = ({ ended }: Journey): boolean => ended?.reason === noPlace;

/** The two sides of a match, by their own journeys. */
export function coupleIn(pack: Pack, { parties }: Pick<Journey, "parties">): Couple | undefined {
  const { mentor, mentee } = matchingOf(pack);
  const [one, other] = [parties[mentor]?.journey, parties[mentee]?.journey];
  return one === undefined || other === undefined ? undefined : { mentor: one, mentee: other };
}

/** The same of two: what `matches` they had, and since when each waits. */
export const pastOf = (
  pack: Pack,
  { mentor, mentee }: { mentor: Journey; mentee: Journey },
  matches: readonly Journey[],
): PairPast => ({
  was: beforeIn(pack, matches).map(({ was }) => was),
  since: { mentor: mentor.threads.main?.since, mentee: mentee.threads.main?.since },
});

async function free(store: Store, ready: Ready[]): Promise<Candidate[]> {
  const found: Candidate[] = [];
  const withRoom = ready.filter(({ room }) => room > 0);
  for (let from = 0; from < withRoom.length; from += sideBySide) {
    const some = withRoom.slice(from, from + sideBySide);
    const held = await Promise.all(some.map(({ journey }) => isHeld(store, journey)));
    found.push(...some.filter((_, at) => !held[at]).map(candidateOf));
  }
  return found;
}

const candidateOf = ({ journey, since, room }: Ready): Candidate => ({
  id: journey.id,
  facts: knownFacts(journey),
  waitingSince: since,
  capacity: room,
});
