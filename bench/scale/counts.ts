import type { Door } from "#functions/grants.ts";

/** All that is counted of one door. Units are what AWS bills: a write unit is 1 KB begun, a read unit 4 KB begun, half when it need not be strong. */
const fields = {
  invocations: 0,
  /** Those of the schedule, which would have come without anybody's doing. */
  scheduled: 0,
  requests: 0,
  bytesOut: 0,
  strongReads: 0,
  strongUnits: 0,
  indexReads: 0,
  indexReadUnits: 0,
  writes: 0,
  refusedWrites: 0,
  writeUnits: 0,
  dueUnits: 0,
  listUnits: 0,
  streamRecords: 0,
  starts: 0,
  wakes: 0,
  looks: 0,
  mails: 0,
  logLines: 0,
  logBytes: 0,
  /** Milliseconds of the calls that had the process to themselves, and how many those were. */
  aloneMilliseconds: 0,
  alone: 0,
};
export type Counts = typeof fields;
export type Field = keyof Counts;

const names = Object.keys(fields) as Field[];

export const noCounts = (): Counts => ({ ...fields });

export const combine = (a: Counts, b: Counts, how: (a: number, b: number) => number): Counts =>
  Object.fromEntries(names.map((name) => [name, how(a[name], b[name])])) as Counts;

export const plus = (a: Counts, b: Counts): Counts => combine(a, b, (x, y) => x + y);

export const scaled = (a: Counts, factor: number): Counts => combine(a, a, (x) => x * factor);

export interface Operation {
  door: Door;
  kind: string;
  count: number;
  units: number;
}

/** What the doors did, and what has no door: the state machine. */
export interface Tally {
  of(door: Door): Counts;
  doors(): Door[];
  /** As Step Functions bills them: every state entered and every retry. */
  transitions: number;
  note(door: Door, kind: string, units: number): void;
  operations(): Operation[];
}

export function createTally(): Tally {
  const all = new Map<Door, Counts>();
  const operations = new Map<string, Operation>();
  return {
    of: (door) => inner(all, door, noCounts),
    doors: () => [...all.keys()],
    transitions: 0,
    note(door, kind, units) {
      const operation = inner(operations, `${door} ${kind}`, () => ({ door, kind, count: 0, units: 0 }));
      operation.count += 1;
      operation.units += units;
    },
    operations: () => [...operations.values()],
  };
}

function inner<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
