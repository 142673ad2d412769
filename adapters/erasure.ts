import type { Erasures } from "./erasures.ts";
import { twin } from "./identify.ts";
import { send } from "./inbox.ts";
import { type MatchState, type Portrait, portray } from "./portrait.ts";
import type { Has } from "./runtime.ts";
import type { ErasedKind, Erasing } from "./store/erasing/change.ts";
import type { Run, Store } from "./store.ts";

export type Outside = Pick<Has<"store" | "machine">, "store" | "machine" | "clock"> & { erasures: Erasures };

export type Counts = Partial<Record<ErasedKind, number>>;

export interface Erased {
  gone: Counts;
  /** What keeps it from being finished; done again later, the rest goes. */
  waiting: { matches: string[]; executions: string[] };
}

/** What would go, by kind. Changes nothing. */
export async function wouldErase(outside: Outside, portrait: Portrait): Promise<Counts> {
  const counts: Counts = {};
  for (const plan of plansOf(outside, portrait, () => true)) tally(counts, await plan());
  return counts;
}

/**
 * Erases somebody as far as it goes now, and can be done again from anywhere. The ledger first; then no letter goes out any
 * more; then their journeys, their form, their side of matches that are not running, and last what leads to them.
 */
export async function erase(outside: Outside, portrait: Portrait): Promise<Erased> {
  const { store, clock, erasures } = outside;
  const { person, program, own, matches } = portrait;
  const journeys = [...own, ...matches.map(({ journey }) => journey)];
  await erasures.note({ person, program, at: clock.now(), journeys });
  await silence(outside, person);
  for (const { journey } of matches.filter(({ state }) => state === "running"))
    await endMatch(outside, journey, person);
  // Woken, one that has ended takes note at once that its last effects are delivered.
  for (const { journey } of matches.filter(({ state }) => state === "ending")) await wake(outside, journey);
  const gone: Counts = {};
  for (const plan of plansOf(outside, portrait, (state) => state !== "running")) {
    const changes = await plan();
    for (const change of changes) await store.erasing.apply(change);
    tally(gone, changes);
  }
  const waiting = matches.filter(({ state }) => state !== "over").map(({ journey }) => journey);
  return { gone, waiting: { matches: waiting, executions: await executionsOf(outside, own) } };
}

/** How often in a row nothing may move before a match is taken to wait for people. */
const patience = 5;

/**
 * Erases until nothing is left: what runs is given the time to notice that it is over, and then everything is looked
 * through once more, for what was written in the last moment. `rest` is the pause before each further look.
 */
export async function eraseWhole(
  outside: Outside,
  person: string,
  rest: () => Promise<void>,
  looks: number,
): Promise<Erased | undefined> {
  const total: Erased = { gone: {}, waiting: { matches: [], executions: [] } };
  let [calm, still] = [0, 0];
  for (let look = 0; look < looks && calm < 2 && still < patience; look += 1) {
    if (look > 0 && calm === 0) await rest();
    const portrait = await portray(outside, person);
    if (!portrait) return undefined;
    const { gone, waiting } = await erase(outside, portrait);
    add(total.gone, gone);
    total.waiting = waiting;
    calm = isWaiting(total) ? 0 : calm + 1;
    still = Object.keys(gone).length > 0 || waiting.executions.length > 0 ? 0 : still + 1;
  }
  if (!isWaiting(total)) await outside.erasures.finish(person, outside.clock.now());
  return total;
}

export const isWaiting = ({ waiting }: Erased): boolean =>
  waiting.matches.length + waiting.executions.length > 0;

type Plan = () => Promise<Erasing[]>;

/** One after the other, each made when its turn comes, of what is there by then. */
function plansOf(
  { store, clock }: Outside,
  { person, program, own, matches }: Portrait,
  isTouched: (state: MatchState) => boolean,
): Plan[] {
  const { erasing } = store;
  const at = clock.now();
  const touched = matches.filter(({ state }) => isTouched(state)).map(({ journey }) => journey);
  const form = twin("sub", person);
  return [
    ...own.map((journey) => () => erasing.own(journey, at)),
    () => erasing.submitted(form, at),
    ...touched.map((journey) => () => matched(store, journey, person)),
    () => erasing.troubles(program, [...own, form]),
    () => erasing.apart(program, own),
    () => erasing.oneself(person, at),
    async () => {
      const pointed = await store.people.journeysOf(person);
      const over = matches.filter(({ state }) => state === "over").map(({ journey }) => journey);
      const done = pointed.filter((journey) => own.includes(journey) || over.includes(journey));
      return erasing.pointers(person, done);
    },
  ];
}

async function matched(store: Store, journey: string, person: string): Promise<Erasing[]> {
  const match = await store.journeys.get(journey);
  if (!match) return [];
  const pack = await store.packs.get(match.program, match.pack);
  return store.erasing.matched(match, person, pack.facts.facts);
}

/** Before the first row goes, so that the postman sends nothing while they do. */
async function silence({ store, clock }: Outside, person: string): Promise<void> {
  if (!(await store.people.get(person))) return;
  await store.people.suppress(person, "erased");
  await store.people.hold(person, { id: "erasure", at: clock.now(), why: "erased", by: "engine" });
}

/** As staff end it; its program's last steps come first. */
async function endMatch(outside: Outside, match: string, person: string): Promise<void> {
  const id = `${match}/erasure/${person}`;
  const event = { schema: 1 as const, id, at: outside.clock.now(), by: "coordinator" };
  await send(outside, match, { type: "ended", ...event, reason: "left the program", as: "ended early" });
}

/** Those that do not know yet that they are over: each is woken to find out. */
async function executionsOf(outside: Outside, own: string[]): Promise<string[]> {
  const alive: string[] = [];
  for (const journey of own) {
    const run = await wake(outside, journey);
    if (!run || run.generation < 2) continue;
    if (await outside.machine.alive(journey, run.generation - 1)) alive.push(journey);
  }
  return alive;
}

async function wake({ store, machine }: Outside, journey: string): Promise<Run | undefined> {
  const run = await store.runs.get(journey);
  if (run?.token) await machine.wake(run.token);
  return run;
}

function tally(counts: Counts, changes: Erasing[]): void {
  for (const { kind, fresh } of changes) {
    if (!fresh) counts[kind] = (counts[kind] ?? 0) + 1;
  }
}

function add(counts: Counts, more: Counts): void {
  for (const [kind, number] of Object.entries(more) as [ErasedKind, number][])
    counts[kind] = (counts[kind] ?? 0) + number;
}
