import { sideOf } from "#core/journey/copies.ts";
import type { LogEntry } from "#core/journey/effect.ts";
import { hasBegun, type Journey, type Party } from "#core/journey/journey.ts";
import { knownFacts } from "#core/journey/known.ts";
import { openJourney } from "#core/journey/open.ts";
import { type DecidedPair, decidePair } from "#core/matching/decide-pair.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import { NeverBroken } from "#core/program/never-broken.ts";
import type { Pack } from "#core/program/pack.ts";
import { kept } from "#core/rules/receipt.ts";
import { identify } from "./identify.ts";
import { open } from "./opening.ts";
import { pastOf } from "./rounds/line.ts";
import { isHeld } from "./rounds/waiting.ts";
import type { Has } from "./runtime.ts";
import type { Store } from "./store.ts";

type Outside = Has<"store" | "machine">;

/**
 * The match, or why there is none: the rules forbid it, know too little, or look at what they never must; a coordinator wants
 * these two never matched, or a person is in charge of one of them.
 */
export type Proposed =
  | { match: Journey }
  | { refused: "match.forbidden" | "match.unknown" | "match.never" | "match.apart" | "match.held" };

/**
 * Opens the journey of a match between two people who wait for one. Whatever was suggested before, the rules decide about these
 * two now, and both receipts are the first entries of the match: Advance has them confirmed before it asks anybody. Proposing the
 * same pair again while it is being decided gives the same match, unless that one was stopped before it began. Throws when the
 * program matches nobody, or one of the two is not there.
 */
export async function proposeMatch(
  outside: Outside,
  program: string,
  sides: { mentor: string; mentee: string },
  by: string,
): Promise<Proposed> {
  const { store, clock } = outside;
  const pack = await store.packs.live(program);
  const matching = pack?.program.matching;
  if (!pack || !matching)
    throw new Error(`The program ${program} is not live or matches nobody (program.json, "matching").`);
  const now = clock.now();
  const [mentor, mentee] = await Promise.all([
    sideIn(store, pack, sides.mentor, matching.mentor, now),
    sideIn(store, pack, sides.mentee, matching.mentee, now),
  ]);
  const parties = { [matching.mentee]: mentee.party, [matching.mentor]: mentor.party };
  const earlier = await matchesOf(store, Object.values(parties));
  const running = earlier.find((match) => !match.ended && !(match.parked && !hasBegun(match)));
  if (running) return { match: running };
  if (await store.apart.between(program, sides)) return { refused: "match.apart" };
  const held = await Promise.all([mentor, mentee].map(({ journey }) => isHeld(store, journey)));
  if (held.includes(true)) return { refused: "match.held" };
  const known = { mentor: knownFacts(mentor.journey), mentee: knownFacts(mentee.journey) };
  const past = pastOf(pack, { mentor: mentor.journey, mentee: mentee.journey }, earlier);
  const decided = decidedOf(pack, known, dayOf(now, pack.program.zone), past);
  if (!decided) return { refused: "match.never" };
  if (decided.may !== "yes") return { refused: decided.may === "no" ? "match.forbidden" : "match.unknown" };
  const id = identify("jrn", program, "match", sides.mentor, sides.mentee, String(earlier.length));
  const match = openJourney({ id, pack, definition: matching.journey, parties, facts: {}, by, now });
  // Before the journey: once that is there, a second try gives it back and writes nothing more.
  await store.logs.put(id, `${id}/0`, entriesOf(decided, now, by));
  await open(outside, match);
  return { match: (await store.journeys.get(id)) ?? match };
}

/** Undefined where never.json keeps these rules from deciding. */
function decidedOf(...pair: Parameters<typeof decidePair>): DecidedPair | undefined {
  try {
    return decidePair(...pair);
  } catch (error) {
    if (error instanceof NeverBroken) return undefined;
    throw error;
  }
}

/** Who proposed it and why they may be matched; then how well they fit. */
function entriesOf({ points, allowed, scored }: DecidedPair, at: string, by: string): LogEntry[] {
  return [
    { at, code: "match.proposed", params: {}, by, receipt: kept(allowed) },
    { at, code: "match.scored", params: { points }, by: "engine", receipt: kept(scored) },
  ];
}

async function sideIn(
  store: Store,
  pack: Pack,
  id: string,
  role: string,
  now: string,
): Promise<{ journey: Journey; party: Party }> {
  const journey = await store.journeys.get(id);
  const party =
    journey?.program === pack.id
      ? sideOf(pack, pack.program.matching!.journey, role, journey, now)
      : undefined;
  if (!journey || !party) throw new Error(`There is no ${role} with the journey ${id} in ${pack.id}.`);
  return { journey, party };
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
