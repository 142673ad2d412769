import type { Track } from "../program/step.ts";
import { resolve } from "./amount.ts";
import { meets } from "./condition.ts";
import { closeTask, type Draft, log, nextId, openTask } from "./draft.ts";
import { leave, run } from "./run.ts";
import { later } from "./time.ts";
import { askForFacts } from "./wait.ts";

/** Tracks that run beside the main line from this step on. */
export function startTracksAt(draft: Draft, step: string): void {
  for (const track of draft.route.definition.tracks) {
    if (track.from === step && !draft.journey.threads[track.id]) startTrack(draft, track);
  }
}

export function startTrack(draft: Draft, { id, every }: Track): void {
  draft.journey.threads[id] = { since: draft.now, round: 0 };
  log(draft, "track.started", { params: { track: id } });
  if (every === undefined) draft.journey.threads[id]!.next = draft.now;
  else schedule(draft, id, draft.now);
}

export function endTracksAt(draft: Draft, step: string): void {
  for (const track of draft.route.definition.tracks) {
    if (track.until !== step || !draft.journey.threads[track.id]) continue;
    endTrack(draft, track.id);
  }
}

export function endTrack(draft: Draft, id: string): void {
  leave(draft, id);
  delete draft.journey.threads[id];
  log(draft, "track.ended", { params: { track: id } });
}

/** Begins the rounds that are due, and tries again those whose rhythm was not known yet. */
export function runDueTracks(draft: Draft): void {
  for (const track of draft.route.definition.tracks) {
    const line = draft.journey.threads[track.id];
    if (!line || line.step !== undefined) continue;
    if (line.next === undefined) schedule(draft, track.id, line.since);
    if (line.next !== undefined && line.next <= draft.now) beginRound(draft, track.id);
  }
}

/** A round is through: rests until the next beat, which keeps its rhythm however long the answers took. */
export function finishRound(draft: Draft, id: string): void {
  const line = draft.journey.threads[id];
  if (!line) return;
  const track = draft.route.tracks.get(id)!;
  line.step = undefined;
  line.waiting = undefined;
  line.kept = undefined;
  if (track.every === undefined) {
    delete draft.journey.threads[id];
    log(draft, "track.ended", { params: { track: id } });
    return;
  }
  schedule(draft, id, line.next ?? draft.now);
}

/** Begins a round if it is wanted; what must be known to tell is asked first, and then it is looked at again. */
export function beginRound(draft: Draft, id: string): void {
  const line = draft.journey.threads[id]!;
  const track = draft.route.tracks.get(id)!;
  const wanted = track.when ? meets(draft, track.when) : { holds: true, needs: [] };
  if (wanted.holds === "unknown") {
    line.step = track.steps[0]!.id;
    return askForFacts(draft, id, line.step, wanted.needs, nextId(draft));
  }
  if (!wanted.holds) return finishRound(draft, id);
  line.round += 1;
  log(draft, "track.round", { params: { track: id, round: line.round } });
  run(draft, id, track.steps[0]);
}

/** The next beat after `from` that lies ahead. A rhythm nobody has set yet becomes one task, and starts once it is known. */
function schedule(draft: Draft, id: string, from: string): void {
  const line = draft.journey.threads[id]!;
  const amount = resolve(draft, draft.route.tracks.get(id)!.every!);
  if ("needs" in amount) {
    line.next = undefined;
    return remark(draft, id, amount.needs);
  }
  for (const task of remarksOn(draft, id)) closeTask(draft, task, "done");
  line.next = later(from, amount.duration, draft.pack.program.zone);
  while (line.next <= draft.now) line.next = later(line.next, amount.duration, draft.pack.program.zone);
}

function remark(draft: Draft, id: string, needs: string[]): void {
  if (remarksOn(draft, id).length > 0) return;
  const params = { track: id };
  if (needs.length > 0) {
    const work = { kind: "facts", facts: needs } as const;
    openTask(draft, { thread: id, text: "tasks.missing-facts", params, work });
  } else openTask(draft, { thread: id, text: "tasks.not-set", params, work: { kind: "done" } });
  log(draft, "not-set", { params });
}

/** Tasks of a track that belong to no step of it: its rhythm is not known. */
const remarksOn = (draft: Draft, id: string): string[] =>
  Object.entries(draft.journey.openTasks).flatMap(([task, { thread, step }]) =>
    thread === id && step === undefined ? [task] : [],
  );
