import { setImmediate as turn } from "node:timers/promises";

/** Who is next among those that could be, by what they are: a door that asks something, or "" for everything else. */
export type Pick = (ready: readonly string[]) => number;

/** Something outside that has a time of its own: the state machine's timers, the schedule of the sweep. */
export interface Source {
  next(): number | undefined;
  fire(): void;
}

/** Time that moves only when nothing can happen any more before it does. Milliseconds since 1970. */
export interface Line {
  now(): number;
  at(moment: number, work: () => void, what?: string): void;
  sleep(milliseconds: number): Promise<void>;
  /** Lets happen whatever happens up to this moment. */
  run(until: number): Promise<void>;
  stop(): void;
  /** How many things have happened. */
  steps(): number;
}

interface Entry {
  at: number;
  what: string;
  work: () => void;
}

/** More than any run needs: beyond it something goes round for ever. */
const mostSteps = 500_000;

/**
 * One thing at a time: the earliest, or, of those that are ready together, the one that is picked. Then everybody who was set
 * going by it goes on as far as they can, before the next.
 */
export function createLine(
  from: number,
  pick: Pick,
  sources: Source[],
  atRest: () => boolean,
  quiet: () => boolean,
): Line {
  let now = from;
  let steps = 0;
  let stopped = false;
  const entries: Entry[] = [];

  /**
   * Several turns of the event loop for those who read a request's body; one for all others. What is under way in the real
   * world takes as long as it takes.
   */
  async function drain(): Promise<void> {
    for (let turns = 0; turns < 1000; turns += quiet() ? 1 : 0) {
      await turn();
      if (quiet() && atRest()) return;
    }
    throw new Error("somebody waits for something that is not of this bench");
  }

  function ready(until: number): Omit<Entry, "at">[] {
    const due = sources.map((source) => ({ source, at: source.next() }));
    const times = [
      ...entries.map(({ at }) => at),
      ...due.flatMap(({ at }) => (at === undefined ? [] : [at])),
    ];
    const next = Math.min(...times);
    if (!(next <= until)) return [];
    now = Math.max(now, next);
    return [
      ...entries
        .filter(({ at }) => at <= now)
        .map((entry) => ({
          what: entry.what,
          work() {
            entries.splice(entries.indexOf(entry), 1);
            entry.work();
          },
        })),
      ...due
        .filter(({ at }) => at !== undefined && at <= now)
        .map(({ source }) => ({ what: "", work: () => source.fire() })),
    ];
  }

  return {
    now: () => now,
    at: (moment, work, what = "") => void entries.push({ at: moment, work, what }),
    sleep: (milliseconds) =>
      new Promise((resolve) => entries.push({ at: now + milliseconds, work: resolve, what: "" })),
    async run(until) {
      await drain();
      for (let some = ready(until); some.length > 0 && !stopped; some = ready(until)) {
        steps += 1;
        if (steps > mostSteps)
          throw new Error(`no rest after ${mostSteps} steps, at ${new Date(now).toISOString()}`);
        some[some.length === 1 ? 0 : pick(some.map(({ what }) => what))]!.work();
        await drain();
      }
      if (Number.isFinite(until) && !stopped) now = Math.max(now, until);
    },
    stop() {
      stopped = true;
    },
    steps: () => steps,
  };
}
