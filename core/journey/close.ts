import { closeTask, type Draft, log, message } from "./draft.ts";
import { countStep, guardStep } from "./guarded.ts";
import { isProgram } from "./journey.ts";

/** Ends the journey where no step says so: the end of its line, a coordinator's word, a match that has no place. */
export function closeNow(draft: Draft, as: string, reason?: string): void {
  const step = { do: "close", id: "end", as } as const;
  guardStep(draft, step);
  close(draft, as, reason);
  countStep(draft, step);
}

/** Ends the journey: gives back places, closes what is no longer needed, stops every line. Who wanted to talk is still called. */
export function close(draft: Draft, as: string, reason?: string): void {
  const { journey } = draft;
  if (journey.ended) return;
  givePlacesBack(draft);
  for (const [id, { lasting }] of Object.entries(journey.openTasks)) {
    if (!lasting) closeTask(draft, id, "no longer needed");
  }
  journey.threads = {};
  journey.ended = { at: draft.now, as, reason };
  journey.wakeAt = undefined;
  setStatus(draft, as);
  log(draft, "closed", { params: { as, ...(reason ? { reason } : {}) } });
}

/**
 * A match that ends hands its places back: those only reserved are released without a word to anybody; of an active
 * one both sides hear that it is over. When a person leaves, the match is told, and ends the way its program says.
 */
function givePlacesBack(draft: Draft): void {
  const { journey } = draft;
  const match = journey.status.match !== undefined;
  for (const { match: id, side, state } of journey.places) {
    const to = match ? journey.parties[side]?.journey : id;
    if (!to) continue;
    const type = match && state === "active" ? "match.over" : "place.released";
    message(draft, to, { type, match: id, side, from: journey.id, outcome: "ended early" });
  }
  journey.places = [];
}

function setStatus(draft: Draft, as: string): void {
  const { status } = draft.journey;
  if (isProgram(draft.journey)) return;
  if (status.match) status.match = as;
  else {
    status.participant = as === "completed" ? "alumni" : "left";
    if (as === "declined" || as === "withdrawn") status.application = as;
  }
}
