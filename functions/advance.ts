import { after, day, hour, minute } from "#adapters/moment.ts";
import { bind, type Has, store } from "#adapters/runtime.ts";
import type { Journey } from "#core/journey/journey.ts";
import { decideNext } from "./decide-next.ts";
import { mayGoOn, park, reportUnreadable } from "./park.ts";
import { AdvanceInput, type AdvanceOutput } from "./payloads.ts";

const tries = 5;
/** Step Functions ends an execution at 25,000 events; a loop with all its chunks and a few retries is about fifty. */
const mostLoops = 300;

/**
 * Moves one journey as far as it goes now. The only writer of its item: one conditional write, so that a crash leaves the
 * old or the new, and whoever comes too late starts again from what is there.
 */
export const create =
  (runtime: Has<"store">) =>
  async (event: AdvanceInput): Promise<AdvanceOutput> => {
    const input = AdvanceInput.parse(event);
    const alive = after(runtime.clock.now(), 2 * minute);
    if ((await runtime.store.runs.touch(input.journey, input.generation, alive)) === "stale") {
      return { schema: input.schema, next: "stale", chunks: [], version: 0, until: runtime.clock.now() };
    }
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const output = await once(runtime, input);
      if (output) return output;
    }
    throw new Error(`journey.contended: ${input.journey} was written by others ${tries} times in a row.`);
  };

export const handler = bind(create, { store });

type Input = ReturnType<typeof AdvanceInput.parse>;

/** Undefined when somebody else wrote the journey in between. */
async function once(runtime: Has<"store">, input: Input): Promise<AdvanceOutput | undefined> {
  const { store, clock, log } = runtime;
  const found = await load(runtime, input);
  if (found === "unreadable") return resting(runtime, input);
  if (!found) return ended(runtime, input);
  const journey = await mayGoOn(runtime, found);
  if (!journey) return resting(runtime, input, found);
  if (input.failed !== undefined && !found.ended) return stopped(runtime, input, found, input.failed);
  const outcome = await decideNext(runtime, withoutDelivered(journey, input.delivered), clock.now());
  if ("code" in outcome) {
    log.error("journey.parked", {
      journey: journey.id,
      reason: outcome.code,
      ...(outcome.line && { line: outcome.line }),
    });
    const parked = await park(runtime, found, outcome.code, outcome.line);
    return parked && resting(runtime, input, parked);
  }
  const { next, events } = outcome;
  const changed = JSON.stringify({ ...next, version: found.version }) !== JSON.stringify(found);
  if (changed && (await store.journeys.save(next)) === "stale") return undefined;
  await store.events.consume(journey.id, events);
  return answer(runtime, input, changed ? next : found);
}

/** Whatever it was that took too long to decide, or too much: no more of it is tried until a person has looked. */
async function stopped(
  runtime: Has<"store">,
  input: Input,
  found: Journey,
  failed: string,
): Promise<AdvanceOutput | undefined> {
  const reason = failed === "Sandbox.Timedout" ? "rules.over-budget" : "journey.crashed";
  runtime.log.error("journey.parked", { journey: found.id, reason });
  const parked = await park(runtime, found, reason);
  return parked && resting(runtime, input, parked);
}

async function load(runtime: Has<"store">, input: Input): Promise<Journey | "unreadable" | undefined> {
  try {
    return await runtime.store.journeys.get(input.journey);
  } catch (error) {
    await reportUnreadable(runtime, input.journey, error);
    return "unreadable";
  }
}

async function answer(runtime: Has<"store">, input: Input, journey: Journey): Promise<AdvanceOutput> {
  const now = runtime.clock.now();
  const chunks = chunksOf(journey);
  const [{ version }, { schema }] = [journey, input];
  if (!journey.ended)
    return {
      schema,
      next: isOld(input, now) ? "renew" : "wait",
      chunks,
      version,
      until: journey.wakeAt ?? now,
    };
  // The last effects must be known to be delivered before nobody looks after the journey any more; a minute keeps one that
  // cannot be delivered from going round without a rest.
  if (chunks.length > 0) return { schema, next: "wait", chunks, version, until: after(now, minute) };
  return ended(runtime, input, version);
}

/** Parked or unreadable: what was decided before still goes out, and somebody has to look before more happens. */
async function resting(
  { store, clock }: Has<"store">,
  input: Input,
  journey?: Journey,
): Promise<AdvanceOutput> {
  const now = clock.now();
  await store.runs.touch(input.journey, input.generation, after(now, hour));
  return {
    schema: input.schema,
    next: "end",
    chunks: journey ? chunksOf(journey) : [],
    version: journey?.version ?? 0,
    until: now,
  };
}

async function ended({ store, clock }: Has<"store">, input: Input, version = 0): Promise<AdvanceOutput> {
  await store.runs.finish(input.journey, input.generation);
  return { schema: input.schema, next: "end", chunks: [], version, until: clock.now() };
}

function withoutDelivered(journey: Journey, delivered: number | null | undefined): Journey {
  if (delivered === undefined || delivered === null) return journey;
  return { ...journey, outbox: journey.outbox.filter(({ version }) => version > delivered) };
}

/** Ten effects together; a part of those whom the program tells is work enough for one. */
function chunksOf({ outbox }: Journey): { effects: string[] }[] {
  const effects = outbox.map(({ effect }) => effect);
  const [parts, others] = [true, false].map((isPart) =>
    effects.filter(({ kind }) => (kind === "cohort-part") === isPart).map(({ id }) => id),
  ) as [string[], string[]];
  const tens = Array.from({ length: Math.ceil(others.length / 10) }, (_, n) =>
    others.slice(n * 10, n * 10 + 10),
  );
  return [...tens, ...parts.map((id) => [id])].map((ids) => ({ effects: ids }));
}

function isOld({ loops, startedAt }: Input, now: string): boolean {
  return loops >= mostLoops || (startedAt !== undefined && after(startedAt, 300 * day) <= now);
}
