import type { Pack } from "../program/pack.ts";
import { type ConditionMet, type DecisionMade, draftOf, finish, log } from "./draft.ts";
import type { Effect } from "./effect.ts";
import type { JourneyEvent } from "./event.ts";
import { guardFacts } from "./guarded.ts";
import { hasBegun, type Journey } from "./journey.ts";
import { moveNow } from "./moved.ts";
import { run } from "./run.ts";
import { take } from "./take.ts";
import { fireTimers, nextWake } from "./timer.ts";
import { runDueTracks } from "./track.ts";

export interface Advanced {
  journey: Journey;
  /** What this advance decided; it also stands in the journey's outbox under the new version. */
  effects: Effect[];
  /** What was decided and looked at on the way, for json-rules-engine to confirm before anything is kept. */
  decisions: DecisionMade[];
  conditions: ConditionMet[];
}

/**
 * The one way a journey moves: takes in events in the order they happened, fires what is due at `now`, and goes on until
 * every line waits. Pure and synchronous: production, rehearsal and simulation all call this function.
 * Events whose ids stand in `applied` were taken in before and change nothing. `versions` are those other versions of the
 * program that the events, or the journey itself, say it is moved to.
 *
 * @throws Error with a code in front ("journey.loop: ...", "journey.too-many-effects: ...") when the pack cannot be run, and
 * NeverBroken when something was about to happen that its never.json forbids: the caller parks the journey visibly.
 */
export function advance(
  journey: Journey,
  pack: Pack,
  events: JourneyEvent[],
  now: string,
  versions: ReadonlyMap<string, Pack> = new Map(),
): Advanced {
  const draft = draftOf(journey, pack, now, versions);
  if (!hasBegun(journey)) begin(draft);
  for (const event of inOrder(events)) {
    if (!journey.applied.includes(event.id)) take(draft, event);
  }
  draft.word = "nobody";
  draft.speaker = undefined;
  if (!draft.journey.ended) moveNow(draft);
  draft.word = "time";
  if (!draft.journey.ended) {
    fireTimers(draft);
    runDueTracks(draft);
  }
  if (!draft.journey.ended) draft.journey.wakeAt = nextWake(draft);
  const next = finish(
    draft,
    events.map((event) => event.id),
  );
  const { effects, decisions, conditions } = draft;
  return { journey: next, effects, decisions, conditions };
}

function begin(draft: ReturnType<typeof draftOf>): void {
  guardFacts(draft.pack, Object.keys(draft.journey.facts), "intake");
  draft.speaker = draft.pack.journeys[draft.journey.definition]?.role;
  draft.journey.threads.main = { since: draft.now, round: 0 };
  log(draft, "journey.opened");
  const { step, stage } = draft.route.main[0]!;
  log(draft, "stage.entered", { step: step.id, params: { stage: stage.id } });
  run(draft, "main", step);
}

function inOrder(events: JourneyEvent[]): JourneyEvent[] {
  return [...events].sort((a, b) => (a.at === b.at ? compare(a.id, b.id) : compare(a.at, b.at)));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
