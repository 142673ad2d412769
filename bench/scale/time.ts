import { create as createPostman } from "#functions/postman.ts";
import { create as createRetention } from "#functions/retention.ts";
import { create as createSweep, type Swept } from "#functions/sweep.ts";
import type { World } from "./world.ts";

/**
 * Time as AWS keeps it: timers fire when they are due, the stream calls the Postman for new mail, and so does the minute in
 * which mail is due; whatever the sweep is to look at, it looks at when that is due. Minutes in which a schedule would find
 * nothing are left out, and counted as those of an empty house.
 */
export interface Time {
  settle(): Promise<void>;
  advanceTo(instant: string): Promise<void>;
  sweep(): Promise<Swept>;
  retain(): Promise<void>;
  post(): Promise<void>;
}

export function createTime(world: World): Time {
  const { clock, runner, streaming, invoke, doorOf } = world;
  const postman = createPostman(doorOf("postman"));
  const sweeper = createSweep(doorOf("sweep"));
  const keeper = createRetention(doorOf("retention"));

  const drain = async (): Promise<void> => {
    for (let posted = await postman(); posted.more; posted = await postman());
  };
  const sweep = () => invoke("sweep", sweeper, true);
  const post = () => invoke("postman", drain, true);

  async function settle(): Promise<void> {
    for (let busy = true; busy; ) {
      await streaming.idle();
      await runner.idle();
      busy = runner.tick() > 0;
      if (busy || !streaming.takeMail()) continue;
      await invoke("postman", drain);
      busy = true;
    }
  }

  return {
    settle,
    post,
    sweep,
    retain: () => invoke("retention", async () => void (await keeper()), true),
    async advanceTo(target) {
      await settle();
      for (let due = await nextDue(world, target); due; due = await nextDue(world, target)) {
        clock.moveTo(due.at);
        if (due.of === "mail") await post();
        if (due.of === "sweep") hadNothingToDo(clock.now(), await sweep());
        await settle();
      }
      clock.moveTo(target);
    },
  };
}

/** Nothing dies here, so it may look, and must not have to help. */
export function hadNothingToDo(now: string, { mapped, woken, started, failed }: Swept): void {
  if (mapped + woken + started + failed > 0)
    throw new Error(`The sweep of ${now} had to help: ${JSON.stringify({ mapped, woken, started, failed })}`);
}

interface Due {
  at: string;
  of: "timer" | "mail" | "sweep";
}

async function nextDue({ clock, runner, runtime }: World, target: string): Promise<Due | undefined> {
  const timer = runner.nextDue();
  const found: Due[] = timer === undefined ? [] : [{ at: new Date(timer).toISOString(), of: "timer" }];
  const looks = await runtime.store.overdue(target, 50);
  found.push(...looks.map(({ dueAt }) => ({ at: dueAt, of: "sweep" as const })));
  for (const program of await runtime.store.packs.programs()) {
    const waiting = await runtime.store.mails.due(program, target, 50);
    found.push(...waiting.map(({ dueAt }) => ({ at: dueAt, of: "mail" as const })));
  }
  const now = clock.now();
  const later = found.filter(({ at, of }) => at <= target && (of === "timer" || at > now));
  return later.sort((a, b) => (a.at < b.at ? -1 : 1))[0];
}
