import type { Has } from "#adapters/runtime.ts";
import { UnreadableItem } from "#adapters/store/door.ts";
import { isTooLarge } from "#adapters/store/journeys.ts";
import { type Advanced, advance } from "#core/journey/advance.ts";
import type { LogEntry } from "#core/journey/effect.ts";
import type { JourneyEvent } from "#core/journey/event.ts";
import { hasBegun, type Journey } from "#core/journey/journey.ts";
import { isMatch } from "#core/journey/known.ts";
import { dayOf } from "#core/program/calendar-day.ts";
import { NeverBroken } from "#core/program/never-broken.ts";
import type { Pack } from "#core/program/pack.ts";
import { confirm, confirmKept, confirmTest } from "#core/rules/confirm.ts";

/** `line` is that of never.json which would have been broken. */
export type NextJourney = { next: Journey; events: string[] } | { code: string; line?: string };

/**
 * What the journey does now, or the code of what stops it: its rules, its pack or an item that cannot be read. Failures of
 * the database are not its fault and are thrown.
 */
export async function decideNext(
  runtime: Has<"store">,
  journey: Journey,
  now: string,
  budget = usualBudget,
): Promise<NextJourney> {
  const read = await readAll(runtime, journey);
  if ("code" in read) return read;
  const { pack, events, versions, proposed } = read;
  const began = performance.now();
  try {
    const advanced = advance(journey, pack, events, now, versions);
    if (isTooLarge(advanced.journey)) return { code: "journey.too-large" };
    const code =
      (await disagreement(advanced)) ??
      (await disagreementAtOpening(pack, proposed)) ??
      (performance.now() - began > budget ? "rules.over-budget" : undefined);
    return code ? { code } : { next: advanced.journey, events: events.map((event) => event.id) };
  } catch (error) {
    return error instanceof NeverBroken ? { code: error.code, line: error.line } : { code: codeOf(error) };
  }
}

interface Known {
  pack: Pack;
  events: JourneyEvent[];
  versions: Map<string, Pack>;
  /** Of a match that nothing has happened in: the entries with which it was proposed. */
  proposed: LogEntry[];
}

/**
 * So many events at once, in the order they came; the others are unread still, and wake it again. Forty who want something of one
 * person in the same moment are no decision of more than forty things, which would stop it.
 */
const eventsAtOnce = 20;

/** Everything that deciding needs, or the code of what this release cannot read. */
export async function readAll({ store }: Has<"store">, journey: Journey): Promise<Known | { code: string }> {
  const get = (version: string) => store.packs.get(journey.program, version);
  try {
    const events = (await store.events.unread(journey.id)).slice(0, eventsAtOnce);
    const others = versionsIn(journey, events);
    const versions = new Map(await Promise.all(others.map(async (one) => [one, await get(one)] as const)));
    const isNewMatch = !hasBegun(journey) && isMatch(journey);
    const proposed = isNewMatch ? await store.logs.of(journey.id) : [];
    return { events, versions, proposed, pack: await get(journey.pack) };
  } catch (error) {
    if (error instanceof UnreadableItem) return { code: error.code };
    throw error;
  }
}

/** The versions that a person moves this journey to, and those in whose words the program tells it something. */
function versionsIn({ moving }: Journey, events: JourneyEvent[]): string[] {
  const said = events.flatMap((event) =>
    event.type === "moved" ? [event.to] : event.type === "told" ? [event.pack] : [],
  );
  return [...new Set([...(moving ? [moving.to] : []), ...said])];
}

/**
 * The milliseconds that deciding may take. The largest rule set that a file may have takes a twentieth of it; what takes longer
 * would hold up everybody else in the same function, hour after hour.
 */
const usualBudget = 10_000;

/** json-rules-engine has the last word on every decision of this advance, before anything of it is kept. */
async function disagreement({ decisions, conditions }: Advanced): Promise<string | undefined> {
  for (const { pack, ruleSet, facts, on, decision } of decisions) {
    const differs = await confirm(pack, ruleSet, facts, on, decision);
    if (differs) return differs.code;
  }
  for (const { pack, conditions: looked, facts, on, holds } of conditions) {
    const differs = await confirmTest(pack, looked, facts, on, holds);
    if (differs) return differs.code;
  }
  return undefined;
}

/** A match was decided where it was proposed: that is confirmed before it asks anybody. */
async function disagreementAtOpening(pack: Pack, proposed: LogEntry[]): Promise<string | undefined> {
  for (const { at, receipt } of proposed) {
    const differs = receipt && (await confirmKept(pack, receipt, dayOf(at, pack.program.zone)));
    if (differs) return differs.code;
  }
  return undefined;
}

/** Our own errors have a code or begin with one; the rest of a message may quote what people wrote and goes nowhere. */
function codeOf(error: unknown): string {
  const { message, code } = error instanceof Error ? (error as Error & { code?: unknown }) : { message: "" };
  if (typeof code === "string" && /^[a-z]+(\.[a-z-]+)+$/.test(code)) return code;
  return /^[a-z]+(\.[a-z-]+)+(?=:)/.exec(message)?.[0] ?? "journey.threw";
}
