import { identify } from "#adapters/identify.ts";
import { after, hour, minute } from "#adapters/moment.ts";
import type { Has } from "#adapters/runtime.ts";
import { nobodys } from "#adapters/store/problems.ts";
import type { Run, Store } from "#adapters/store.ts";
import { showInterrupted } from "./interrupted.ts";
import { nextLook } from "./next-look.ts";
import { closeUnreadable, mayGoOn } from "./park.ts";

export type Revived = "woken" | "alive" | "asleep" | "parked" | "started" | "no journey" | "erased";

/**
 * Sees to it that a journey with something to do is doing it: wakes its execution, or starts the next one if there is none.
 * `calm`: nothing has come in for it, so one that sleeps is let sleep if only its execution is there.
 */
export async function revive(
  runtime: Has<"store" | "machine">,
  journey: string,
  calm = false,
): Promise<Revived> {
  const { store, machine, clock } = runtime;
  const run = await store.runs.get(journey);
  if (!run) return withoutRun(runtime, journey);
  if (run.erased) return putAway(runtime, journey);
  if (!calm || !isAsleep(run, clock.now())) return goOn(runtime, run);
  if (await machine.alive(journey, run.generation)) {
    await store.runs.letSleep(run, nextLook(journey, run.until!, clock.now()));
    return "asleep";
  }
  const revived = await goOn(runtime, run);
  // Had EventBridge told of it, it would not be asleep any more.
  if (revived === "started") await showInterrupted(runtime, run, "not told");
  return revived;
}

const isAsleep = ({ token, until }: Run, now: string): boolean =>
  token !== undefined && until !== undefined && until > now;

async function goOn(runtime: Has<"store" | "machine">, run: Run): Promise<Revived> {
  const { store, machine, clock } = runtime;
  const { journey } = run;
  const soon = after(clock.now(), 2 * minute);
  if (await isRunning(runtime, run)) {
    await store.runs.touch(journey, run.generation, soon);
    return run.token ? "woken" : "alive";
  }
  const found = await store.journeys.get(journey);
  if (found?.parked && !(await mayGoOn(runtime, found))) {
    await store.runs.touch(journey, run.generation, after(clock.now(), hour));
    return "parked";
  }
  if ((await store.runs.bump(journey, run.generation, soon)) === "stale") return "alive";
  await machine.start(journey, run.generation + 1);
  if (found) await closeUnreadable(runtime, found);
  return "started";
}

async function isRunning(
  { machine }: Has<"store" | "machine">,
  { journey, generation, token }: Run,
): Promise<boolean> {
  if (token && (await machine.wake(token)) === "woken") return true;
  return machine.alive(journey, generation);
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
  await consumeAll(store, id);
  return "no journey";
}

/** Another journey still had something to say to somebody who was erased. */
async function putAway({ store }: Has<"store">, id: string): Promise<Revived> {
  await consumeAll(store, id);
  return "erased";
}

async function consumeAll(store: Store, id: string): Promise<void> {
  const unread = await store.events.unread(id);
  await store.events.consume(
    id,
    unread.map((event) => event.id),
  );
}
