import { setTimeout as sleep } from "node:timers/promises";
import { keys } from "./store/keys.ts";
import type { Table } from "./table.ts";

/** Whose turn it is at the mail provider, which counts the requests of the whole account, whoever makes them. */
export interface Pace {
  /** Waits for our turn and takes it: 0. When that is too long to wait for, how many seconds are missing, and none is taken. */
  turn(): Promise<number>;
  /** The provider wants so many seconds of quiet, from everybody. */
  rest(seconds: number): Promise<void>;
  /** The account may do no more than this a second, whatever we were told. */
  limit(perSecond: number): void;
}

/** Time as it is at the provider: also while our own clock is moved. In milliseconds. */
export interface Wall {
  now(): number;
  pause(milliseconds: number): Promise<unknown>;
}
const wallClock: Wall = { now: Date.now, pause: sleep };

const patience = 20_000;
const tries = 10;

/** One row says when the next request may be made; who takes that moment moves the row on by the gap between two. */
export function createPace(table: Pick<Table, "get" | "put">, perSecond: number, wall = wallClock): Pace {
  let gap = 1000 / perSecond;

  /** `next` as it should be after what it was; undefined leaves it. Whoever else wrote it in between is heeded. */
  async function move(onward: (next: number, now: number) => number | undefined): Promise<boolean> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const row = await table.get(keys.pace);
      const seen = Number(row?.next ?? 0);
      const next = onward(seen, wall.now());
      if (next === undefined) return true;
      if (await table.put({ ...keys.pace, next }, row ? { equals: { next: seen } } : { absent: true }))
        return true;
    }
    return false;
  }

  return {
    async turn() {
      let wait = 0;
      const taken = await move((next, now) => {
        wait = Math.max(0, next - now);
        return wait > patience ? undefined : now + wait + gap;
      });
      if (!taken) return 1;
      if (wait > patience) return Math.ceil(wait / 1000);
      if (wait > 0) await wall.pause(wait);
      return 0;
    },
    async rest(seconds) {
      await move((next, now) => {
        const until = now + seconds * 1000;
        return until > next ? until : undefined;
      });
    },
    limit(most) {
      gap = Math.max(gap, 1000 / most);
    },
  };
}
