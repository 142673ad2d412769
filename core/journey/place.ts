import { closeNow } from "./close.ts";
import { type Draft, log, message } from "./draft.ts";
import type { PlaceEvent } from "./event.ts";
import type { Thread } from "./journey.ts";
import { isMatch } from "./known.ts";
import { roomOf } from "./queue.ts";
import { endEarly, goOn } from "./take.ts";

/** Why a match ends that somebody else was quicker than. */
export const noPlace = "no place";

/**
 * A place is granted by a person's own journey and by nobody else, one event at a time: so no two matches can hold the same one.
 * The match, in turn, hears the answers and goes on only when every side has granted.
 */
export function takePlace(draft: Draft, event: PlaceEvent): void {
  if (isMatch(draft.journey)) heardBySides(draft, event);
  else asked(draft, event);
}

function asked(draft: Draft, event: PlaceEvent): void {
  switch (event.type) {
    case "place.requested":
      return (roomOf(draft.pack, draft.journey, event.match) ?? 0) > 0
        ? grant(draft, event)
        : refuse(draft, event);
    case "place.released":
      return free(draft, event, "place.released");
    case "match.active":
      return begin(draft, event);
    case "match.over":
      return over(draft, event);
    default:
      return;
  }
}

function grant(draft: Draft, { match, side, from }: PlaceEvent): void {
  const { journey } = draft;
  if (!journey.places.some((place) => place.match === match)) {
    journey.places.push({ match, side, state: "reserved", since: draft.now });
    log(draft, "place.reserved", { params: { match } });
  }
  message(draft, from, { type: "place.granted", match, side, from: journey.id });
}

function refuse(draft: Draft, { match, side, from }: PlaceEvent): void {
  log(draft, "place.refused", { params: { match } });
  message(draft, from, { type: "place.refused", match, side, from: draft.journey.id });
}

function free(draft: Draft, { match }: PlaceEvent, code: string): void {
  const { journey } = draft;
  if (!journey.places.some((place) => place.match === match)) return;
  journey.places = journey.places.filter((place) => place.match !== match);
  log(draft, code, { params: { match } });
}

function begin(draft: Draft, { match }: PlaceEvent): void {
  const place = draft.journey.places.find((candidate) => candidate.match === match);
  if (!place) return;
  place.state = "active";
  log(draft, "match.active", { params: { match } });
  if (draft.journey.threads.main?.waiting?.kind === "queue") goOn(draft, "main");
}

function over(draft: Draft, event: PlaceEvent): void {
  free(draft, event, "match.over");
  const still = draft.journey.places.some((place) => place.state === "active");
  if (!still && draft.journey.threads.main?.waiting?.kind === "match over") goOn(draft, "main");
}

function heardBySides(draft: Draft, event: PlaceEvent): void {
  const line = draft.journey.threads.main;
  if (event.type === "place.released")
    endEarly(draft, { as: "ended early", reason: `${event.side} left`, by: "engine" });
  if (event.type === "place.granted") granted(draft, event, line);
  if (event.type === "place.refused" && line?.waiting?.kind === "places") {
    log(draft, "place.refused", { params: { side: event.side } });
    closeNow(draft, "canceled", noPlace);
  }
}

/** A grant that comes after the match has ended is given back at once. */
function granted(draft: Draft, { match, side, from }: PlaceEvent, line: Thread | undefined): void {
  const { journey } = draft;
  if (line?.waiting?.kind !== "places") {
    return journey.ended
      ? message(draft, from, { type: "place.released", match, side, from: journey.id })
      : undefined;
  }
  if (line.waiting.granted.includes(side)) return;
  line.waiting.granted.push(side);
  journey.places.push({ match, side, state: "reserved", since: draft.now });
  const sides = Object.keys(journey.parties);
  if (sides.every((candidate) => line.waiting?.kind === "places" && line.waiting.granted.includes(candidate)))
    goOn(draft, "main");
}
