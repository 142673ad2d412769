import { after, minute } from "#adapters/moment.ts";
import type { Runtime } from "#adapters/runtime.ts";
import type { Door } from "#functions/grants.ts";
import { create as createPostman } from "#functions/postman.ts";
import { create as createRetention } from "#functions/retention.ts";
import { create as createSweep } from "#functions/sweep.ts";
import type { Flights } from "./asl/flights.ts";
import type { Runner } from "./asl/runner.ts";
import type { LocalClock } from "./clock.ts";

/** What keeps time going on one machine: in the cloud it is Step Functions' timers and two schedules. */
export interface Time {
  /** Resolves once nothing is in the air and nothing is due. */
  settle(): Promise<void>;
  /** Moves the clock from one thing due to the next, and handles each before it goes on. */
  advanceTo(instant: string): Promise<void>;
  /** Real time from now on: looks every second, sweeps every minute. */
  run(): void;
  stop(): Promise<void>;
}

export interface TimeParts {
  clock: LocalClock;
  runner: Runner;
  runtime: Runtime;
  doorOf(name: Door): Runtime;
  /** What the table's stream has set off. */
  streaming: Flights;
}

export function createTime(parts: TimeParts): Time {
  const { clock, runner, runtime, doorOf, streaming } = parts;
  const post = createPostman(doorOf("postman"));
  const sweep = createSweep(doorOf("sweep"));
  const retention = createRetention(doorOf("retention"));
  let turn = Promise.resolve();
  let ticker: NodeJS.Timeout | undefined;
  let seconds = 0;
  let fresh = true;

  /** One mover at a time: the ticker and whoever moves the clock by hand wait for each other. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  async function settleNow(): Promise<void> {
    for (let busy = true; busy; ) {
      await streaming.idle();
      await runner.idle();
      const fired = runner.tick();
      const { done, more } = await post();
      busy = fired > 0 || more || Object.values(done).some((count) => count > 0);
    }
  }

  /** What a process that died had in hand is free again after two minutes: it comes first, before days go by. */
  async function advanceNow(target: string): Promise<void> {
    const soon = after(clock.now(), 2 * minute);
    if (fresh && soon < target) await goTo(soon);
    fresh = false;
    await goTo(target);
  }

  async function goTo(target: string): Promise<void> {
    await settleNow();
    for (let due = await nextDue(parts, target); due !== undefined; due = await nextDue(parts, target)) {
      clock.moveTo(due);
      await settleNow();
    }
    clock.moveTo(target);
    await sweep();
    await retention();
    await settleNow();
  }

  async function tick(): Promise<void> {
    seconds += 1;
    if (seconds % 60 === 0) await sweep();
    if (seconds % 3600 === 0) await retention();
    await settleNow();
  }

  const step = async (): Promise<void> => {
    await inTurn(tick).catch((error: unknown) => {
      runtime.log.error("local.tick-failed", { error: error instanceof Error ? error.name : "unknown" });
    });
    if (ticker) ticker = setTimeout(step, 1000);
  };

  return {
    settle: () => inTurn(settleNow),
    advanceTo: (instant) => inTurn(() => advanceNow(instant)),
    run() {
      ticker = setTimeout(step, 1000);
    },
    async stop() {
      clearTimeout(ticker);
      ticker = undefined;
      await turn;
    },
  };
}

/**
 * The next moment, up to the target, at which a timer fires or a letter may go out. A timer that came due while others were
 * handled is next, before the clock jumps; a letter that is due and still here was left for a reason.
 */
async function nextDue({ clock, runner, runtime }: TimeParts, target: string): Promise<string | undefined> {
  const now = clock.now();
  const timer = runner.nextDue();
  const moments = timer === undefined ? [] : [new Date(timer).toISOString()];
  for (const program of await runtime.store.packs.programs()) {
    const waiting = await runtime.store.mails.due(program, target, 50);
    moments.push(...waiting.map((mail) => mail.dueAt).filter((moment) => moment > now));
  }
  return moments.filter((moment) => moment <= target).sort()[0];
}
