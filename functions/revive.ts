import { identify } from "#adapters/identify.ts";
import { after, hour, minute } from "#adapters/moment.ts";
import type { Has } from "#adapters/runtime.ts";
import { nobodys } from "#adapters/store/problems.ts";
import type { Run } from "#adapters/store.ts";
import { mayGoOn } from "./park.ts";

export type Revived = "woken" | "alive" | "parked" | "started" | "no journey";

/** Sees to it that a journey with something to do is doing it: wakes its execution, or starts the next one if there is none. */
export async function revive(runtime: Has<"store" | "machine">, journey: string): Promise<Revived> {
  const { store, machine, clock } = runtime;
  const run = await store.runs.get(journey);
  if (!run) return withoutRun(runtime, journey);
  const soon = after(clock.now(), 2 * minute);
  if (await isRunning(runtime, run)) {
    await store.runs.touch(journey, run.generation, soon);
    return run.token ? "woken" : "alive";
  }
  if (await isParked(runtime, journey)) {
    await store.runs.touch(journey, run.generation, after(clock.now(), hour));
    return "parked";
  }
  if ((await store.runs.bump(journey, run.generation, soon)) === "stale") return "alive";
  await machine.start(journey, run.generation + 1);
  return "started";
}

async function isRunning(
  { machine }: Has<"store" | "machine">,
  { journey, generation, token }: Run,
): Promise<boolean> {
  if (token && (await machine.wake(token)) === "woken") return true;
  return machine.alive(journey, generation);
}

async function isParked(runtime: Has<"store" | "machine">, id: string): Promise<boolean> {
  const journey = await runtime.store.journeys.get(id);
  return journey?.parked !== undefined && (await mayGoOn(runtime, journey)) === undefined;
}

/** A journey whose opening died before its run was there is opened; an event for nobody is reported and put away. */
async function withoutRun(
  { store, machine, clock, log }: Has<"store" | "machine">,
  id: string,
): Promise<Revived> {
  if (await store.journeys.get(id)) {
    await store.runs.open(id, after(clock.now(), 2 * minute));
    await machine.start(id, 1);
    return "started";
  }
  log.error("event.no-journey", { journey: id });
  const problem = { id: identify("prb", id, "no-journey"), program: nobodys, at: clock.now() };
  await store.problems.put({ ...problem, code: "event.no-journey", detail: { journey: id }, state: "open" });
  await store.events.consume(
    id,
    (await store.events.unread(id)).map((event) => event.id),
  );
  return "no journey";
}
