import { type Advanced, advance } from "../journey/advance.ts";
import type { Effect, MailEffect, MessageEffect } from "../journey/effect.ts";
import type { JourneyEvent } from "../journey/event.ts";
import type { Journey } from "../journey/journey.ts";
import { roomOf } from "../journey/queue.ts";
import { nextMailTime } from "../messages/hours.ts";
import { NeverBroken } from "../program/never-broken.ts";
import { holdRound } from "./matchmaking.ts";
import { answerTo } from "./people.ts";
import { work } from "./staff.ts";
import { afterADay, type Coming, planRound, type World } from "./world.ts";

/** A journey that comes round more often than this in one world is running in circles. */
const mostAdvances = 100_000;

/** More happens than was to be played. */
export class TooLong extends Error {
  readonly code = "rehearsal.too-long";
}

/** Lets everything happen that is due up to a moment, in order. Throws TooLong when that is more than so many things. */
export function runUntil(world: World, until: string, most = Number.POSITIVE_INFINITY): void {
  let happened = 0;
  for (let next = world.coming.next(); next !== undefined && next <= until; next = world.coming.next()) {
    world.now = next;
    happened += 1;
    if (happened > most) throw new TooLong(`more than ${most} things happen up to ${next.slice(0, 10)}`);
    happen(world, world.coming.take()!);
  }
  world.now = until;
}

function happen(world: World, coming: Coming): void {
  switch (coming.do) {
    case "wake":
      return world.journeys.get(coming.journey)?.wakeAt === coming.at
        ? move(world, coming.journey, [])
        : undefined;
    case "event":
      return move(world, coming.journey, [coming.event]);
    case "deliver":
      return deliver(world, coming.journey, coming.mail);
    case "work":
      return work(world, coming);
    case "round":
      world.roundIsDue = false;
      return round(world);
  }
}

/** Rules that look at what they must not match nobody: whoever waits for a match is shown why there will be none. */
function round(world: World): void {
  try {
    holdRound(world);
  } catch (error) {
    if (!(error instanceof NeverBroken)) throw error;
    for (const journey of world.journeys.values())
      if (!journey.parked && roomOf(world.pack, journey) !== undefined) stop(world, journey, error);
  }
}

/** One advance, whose effects are done at once: nothing is left in the outbox. */
function move(world: World, id: string, events: JourneyEvent[]): void {
  const before = world.journeys.get(id)!;
  const advanced = before.parked ? undefined : tried(world, before, events);
  if (!advanced) return;
  const { journey, effects } = advanced;
  if (journey.version > mostAdvances)
    throw new Error(
      `journey ${id} was moved ${mostAdvances} times and is running in circles at ${world.now}`,
    );
  journey.outbox = [];
  world.journeys.set(id, journey);
  if (journey.wakeAt !== undefined && (journey.wakeAt !== before.wakeAt || before.version === 0)) {
    world.coming.put(journey.wakeAt, { do: "wake", journey: id, at: journey.wakeAt });
  }
  for (const effect of logFirst(effects)) perform(world, journey, effect);
  if (journey.ended && !before.ended) planRound(world);
}

/** What never.json forbids is not done here either: the journey stops where it is, for all to see, and the others go on. */
function tried(world: World, journey: Journey, events: JourneyEvent[]): Advanced | undefined {
  try {
    return advance(journey, world.pack, events, world.now);
  } catch (error) {
    if (!(error instanceof NeverBroken)) throw error;
    stop(world, journey, error);
    return undefined;
  }
}

function stop(world: World, journey: Journey, { code, line, why }: NeverBroken): void {
  const { now } = world;
  const parked = { ...journey, wakeAt: undefined, parked: { at: now, code, line } };
  world.journeys.set(journey.id, parked);
  const entry = { at: now, code, by: "engine", params: { line, why } };
  world.watch({
    at: now,
    journey: parked,
    effect: { kind: "log", id: `${journey.id}/stopped`, at: now, entries: [entry] },
  });
}

/** A timeline tells what was decided before it tells what came of it. */
const logFirst = (effects: Effect[]): Effect[] => [
  ...effects.filter(({ kind }) => kind === "log"),
  ...effects.filter(({ kind }) => kind !== "log"),
];

function perform(world: World, journey: Journey, effect: Effect): void {
  if (effect.kind !== "mail") world.watch({ at: world.now, journey, effect });
  if (effect.kind === "mail") {
    world.coming.put(nextMailTime(world.pack.program, world.now), {
      do: "deliver",
      journey: journey.id,
      mail: effect,
    });
  }
  if (effect.kind === "message") tell(world, effect);
  if (effect.kind === "task") assign(world, journey.id, effect);
}

function tell(world: World, { id, to, event }: MessageEffect): void {
  if (!world.journeys.has(to)) return;
  const whole: JourneyEvent = { schema: 1, id, at: world.now, by: "engine", ...event };
  world.coming.put(world.now, { do: "event", journey: to, event: whole });
}

function assign(world: World, journey: string, task: Extract<Effect, { kind: "task" }>): void {
  if (task.work.kind === "match") return planRound(world);
  world.coming.put(afterADay(world), { do: "work", journey, task, visit: 1 });
}

/** A letter goes out only while what it asks is still open; the first one that arrives is the one that gets an answer. */
function deliver(world: World, id: string, mail: MailEffect): void {
  const journey = world.journeys.get(id)!;
  if (mail.asks && !isOpen(journey, mail.asks)) return;
  world.watch({ at: world.now, journey, effect: mail });
  const answer = answerTo(world, journey, mail);
  if (answer) world.coming.put(answer.at, { do: "event", journey: id, event: answer });
}

function isOpen(journey: Journey, asks: NonNullable<MailEffect["asks"]>): boolean {
  return Object.values(journey.threads).some(
    ({ waiting }) =>
      waiting?.kind === "answers" && waiting.id === asks.id && !waiting.answered.includes(asks.role),
  );
}
