import type { Outcome } from "#adapters/rounds/approving.ts";
import type { Away } from "#adapters/rounds/waiting.ts";
import type { Journey } from "#core/journey/journey.ts";
import { type Couple, type Deed, openIn, type StagedRound } from "#core/matching/staged-round.ts";
import type { Desk } from "../desk.ts";
import { namesOf } from "../person/naming.ts";
import { count } from "../words.ts";

/** Why somebody cannot be matched now, after their name. */
export const awayWords: Record<Away, string> = {
  gone: "was erased",
  ended: "has left the program",
  stopped: "cannot go on until an engineer has looked",
  held: "is held back: a person is in charge of them first",
  "not-waiting": "does not wait for a match any more",
  "no-room": "has no free place any more",
};

export const refusals: Record<NonNullable<Outcome["refused"]>, string> = {
  "match.forbidden": "the program’s rules do not let these two be matched",
  "match.unknown": "we do not know enough yet to say whether these two may be matched",
  "match.never": "the program’s matching rules look at something that never.json keeps them from",
  "match.apart": "a coordinator wants these two never matched",
  "match.held": "a person is in charge of one of them first",
  "match.away": "one of them cannot be matched any more",
};

const deeds: Record<Deed, string> = {
  staged: "worked it out",
  approved: "approved",
  "not-approved": "could not propose",
  rejected: "said not this time to",
  locked: "locked",
  unlocked: "unlocked",
  swapped: "swapped",
  apart: "said never to",
  "worked-out": "worked out the rest anew",
  "put-away": "put it away",
};

export const nameIn = (people: Map<string, Journey>, id: string): string => {
  const journey = people.get(id);
  return journey ? namesOf(journey) : "somebody who was erased";
};

/** Names in place of the ids that a note has. */
export const namesInWords = (people: Map<string, Journey>, sentence: string): string =>
  sentence.replaceAll(/\bjrn_\w+/g, (id) => nameIn(people, id));

export const namesIn = (people: Map<string, Journey>, { mentor, mentee }: Couple): string =>
  `${nameIn(people, mentee)} with ${nameIn(people, mentor)}`;

/** "Testa approved Linh with Aino, 10:42". */
export function deedWords(
  { calendar }: Desk,
  people: Map<string, Journey>,
  { by, did, pairs, at }: StagedRound["done"][number],
): string {
  const who = by.id === "engine" ? "The program" : by.name;
  const whom = did === "worked-out" ? "" : pairs.map((pair) => namesIn(people, pair)).join(", ");
  return `${who} ${deeds[did]}${whom && ` ${whom}`}, ${calendar.moment(at)}`;
}

/** What was found, and how sure it is that there is nothing better. */
export function certificateWords({ certificate: { pairs, total, sentence } }: StagedRound): string {
  // Whatever is swapped or turned down later: what was found, and how sure it was, is of that moment.
  const found = `When it was worked out: ${count(pairs, "pair")} with ${count(total, "point")} together.`;
  return sentence === undefined ? found : `${found} ${sentence}`;
}

export const stateWords = (round: StagedRound): string => {
  const open = openIn(round).length;
  if (round.putAway) return "put away";
  return open === 0 ? "looked through" : `${count(open, "pair")} to look at`;
};
